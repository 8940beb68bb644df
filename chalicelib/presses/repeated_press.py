"""One press that arrives twice: what is refused the second time was done the first
time.

A browser, a phone or a proxy sends a form again within seconds. Each deed decides by
itself whether it may be done (a version, a turn, an address that is taken), so the
second press of two is refused for what the first one did. Where that happens, it gets
what the first one got.
"""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.crypto.sealing import plain_hash
from chalicelib.presses import press_store
from chalicelib.presses.press_store import Answered as Answered
from chalicelib.sign_in import sessions
from chalicelib.storage import transaction

LASTS = timedelta(seconds=30)
"""As long as API Gateway waits. Short, since in the meantime a colleague may have
changed what was saved, and then the second press must be told so."""
_WAITS = (0.1,) * 20
"""Seconds: the first may be under way, in another process."""


def press_of(cookie: str, path: str, fields: Mapping[str, Sequence[str]]) -> str:
    """The same for the same form, sent to the same place in the same session, and for
    no other."""
    said = [cookie, path, [[name, *values] for name, values in fields.items()]]
    return plain_hash("press", json.dumps(said))


def begin(press: str, now: datetime) -> bool:
    """Whether it is the first. Raises Unavailable: then nothing is done."""
    try:
        press_store.begin(press, now + LASTS)
    except transaction.Refused:
        return False
    return True


def answer(press: str, answered: Answered, now: datetime) -> None:
    """What was done is done, whether this can be stored or not."""
    with suppress(transaction.Unavailable):
        press_store.answer(press, answered, now + LASTS)


def forget(press: str) -> None:
    """It was refused: sent again, it is a press like any other."""
    with suppress(transaction.Unavailable, transaction.Refused):
        press_store.forget(press)


def answered(press: str) -> Answered | None:
    """What the first one got, waited for where it is under way; None where nothing is
    known."""
    for seconds in (*_WAITS, 0.0):
        try:
            found = press_store.get(press)
        except LookupError:
            return None
        if found:
            return found
        time.sleep(seconds)
    return None


def session_after(cookie: str, answered: Answered, now: datetime) -> str | None:
    """The cookie that the first press was given; None where it left the cookie
    alone."""
    if not answered.session_at:
        return answered.session_at
    began = sessions.cookie_after(answered.session_at, cookie)
    return began if sessions.session_of(began, now) else ""
