"""Codes and receipts that lead nowhere: counted, and made slow while they pour in.

The count is this process's own, as is the memory of what led nowhere. Whoever sends
enough to matter meets both in every process, and no row, no call and no address is
needed for it.
"""

import logging
from collections import deque
from datetime import datetime

from chalicelib.core import errors
from chalicelib.core.log_lines import LogLine
from chalicelib.crypto import signed_tokens
from chalicelib.rounds import guesses

_log = logging.getLogger("supportgrupper")
_wrong: deque[datetime] = deque(maxlen=guesses.MOST_COUNTED)
_MOST = 10_000
_nowhere: dict[str, datetime] = {}
"""What led nowhere while a ticket for it may still be held, and when it last did,
oldest first."""


def note(now: datetime, code: str) -> None:
    """A well-formed code or receipt led nowhere. Said in the log when it begins to be
    too many."""
    calm = not guesses.wait(tuple(_wrong), now)
    _wrong.append(now)
    _remember(code, now)
    if calm and guesses.wait(tuple(_wrong), now):
        _log.warning(LogLine.WRONG_CODES)


def must_wait(code: str, ticket: str | None, now: datetime) -> None:
    """Before a code, or a receipt, is looked up. Raises MustWait, with a ticket for it,
    while wrong ones pour in and no ticket of ours has waited long enough; Tampered for
    a ticket not ours.

    What the code is good for may be looked at again; where it led nowhere the ticket is
    used up."""
    long = guesses.wait(tuple(_wrong), now)
    if not long:
        return
    issued_at = signed_tokens.issued_at(ticket, "wait", code) if ticket else None
    if issued_at is None or _is_used_up(issued_at, code, now):
        raise errors.MustWait(signed_tokens.issue("wait", code, now), long)
    if now - issued_at < long:
        raise errors.MustWait(str(ticket), long - (now - issued_at))


def forget() -> None:
    """Begin anew, as a new process does."""
    _wrong.clear()
    _nowhere.clear()


def _is_used_up(issued_at: datetime, code: str, now: datetime) -> bool:
    """A ticket says its second: one of the second in which the code was looked up came
    after."""
    last = _nowhere.get(code)
    before = last is not None and issued_at < last.replace(microsecond=0)
    return before or now - issued_at >= guesses.TICKET_LASTS


def _remember(code: str, now: datetime) -> None:
    _nowhere.pop(code, None)
    _nowhere[code] = now
    while (
        len(_nowhere) > _MOST
        or now - next(iter(_nowhere.values())) >= guesses.TICKET_LASTS
    ):
        del _nowhere[next(iter(_nowhere))]
