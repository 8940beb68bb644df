"""Codes and receipts that lead nowhere: counted, and made slow while they pour in.

The count is this process's own. Whoever sends enough to matter meets it in every process, and no
row, no call and no address is needed for it.
"""

import logging
from collections import deque
from datetime import datetime

from chalicelib.domain import guesses
from chalicelib.domain.log_lines import LogLine
from chalicelib.services import refusals, tokens

_log = logging.getLogger("supportgrupper")
_wrong: deque[datetime] = deque(maxlen=guesses.MOST_COUNTED)


def note(now: datetime) -> None:
    """A well-formed code or receipt led nowhere. Said in the log when it begins to be too many."""
    calm = not guesses.wait(tuple(_wrong), now)
    _wrong.append(now)
    if calm and guesses.wait(tuple(_wrong), now):
        _log.warning(LogLine.WRONG_CODES)


def must_wait(code: str, ticket: str | None, now: datetime) -> None:
    """Before a code, or a receipt, is looked up. Raises MustWait, with a ticket for it, while wrong
    ones pour in and no ticket of ours has waited long enough; Tampered for a ticket not ours."""
    long = guesses.wait(tuple(_wrong), now)
    if not long:
        return
    waited = now - tokens.issued_at(ticket, "wait", code) if ticket else None
    if waited is None or waited >= guesses.TICKET_LASTS:
        raise refusals.MustWait(tokens.issue("wait", code, now), long)
    if waited < long:
        raise refusals.MustWait(str(ticket), long - waited)


def forget() -> None:
    """Begin anew, as a new process does."""
    _wrong.clear()
