"""The database's trouble, told as the pupils' side tells it."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.core.errors import NotStored
from chalicelib.storage.transaction import Unavailable


@contextmanager
def as_not_stored() -> Iterator[None]:
    """What the database did not do becomes NotStored: trying again is safe."""
    try:
        yield
    except Unavailable as error:
        raise NotStored from error
