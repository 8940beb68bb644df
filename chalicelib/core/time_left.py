"""How long a request may still take: at its time-out Lambda ends a function without an
answer.

What asks AWS for something looks here first, so that the page that says "nothing was
stored" is always sent while there is time for it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

FOR_THE_PAGE = 1.0
"""Seconds kept for making and sending the answer."""
_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)


@contextmanager
def of_a_request(seconds: float | None) -> Iterator[None]:
    """A request that may take so long; None where nothing ends it."""
    before = _ends_at.set(None if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(before)


def is_enough_for(seconds: float) -> bool:
    """Whether something that may take so long can be begun now."""
    ends_at = _ends_at.get()
    return ends_at is None or time.monotonic() + seconds + FOR_THE_PAGE <= ends_at
