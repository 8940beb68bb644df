"""The database's trouble, told as the pupils' side tells it."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.services.refusals import NotStored
from chalicelib.stores.database import Unavailable


@contextmanager
def told() -> Iterator[None]:
    """What the database did not do becomes NotStored: trying again is safe."""
    try:
        yield
    except Unavailable as error:
        raise NotStored from error
