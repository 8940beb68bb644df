"""A member of the resource group who is not of the team opens a case: for some hours,
with a written reason, and the principal is told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.cases.act import sentence
from chalicelib.cases.case import Case, Glass
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import GLASS_LASTS, may_break, may_open
from chalicelib.cases.write import NewEntry, Pen, own, write
from chalicelib.core import errors
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.schools import store as schools
from chalicelib.storage import rate_limits, transaction
from chalicelib.storage.writes import Write

MOST, WITHIN = 3, timedelta(days=1)
"""Of one person: who needs more asks the principal to add them. An account that
somebody else has got hold of opens no more."""
_TRIES = 6
_LIMIT = "glass"


def break_glass(pen: Pen, reason: str) -> None:
    """It is open to them, and to nobody else, until the clock ends it. Who has it open
    already is let through. Raises as ``cases.write`` does."""
    found = cases.get(pen.account.body_id, pen.number)
    if found and may_open(pen.account, found, pen.at):
        return
    own(pen.account, pen.number, pen.at, may_break)
    content = {"reason": sentence(reason)}
    who = f"{pen.account.body_id}|{pen.account.id}"
    if not rate_limits.take(_LIMIT, who, MOST, WITHIN, pen.at):
        audit.record(
            Event.REFUSED,
            pen.account.body_id,
            pen.account.id,
            "POST /staff/cases/{number}/break",
            pen.at,
        )
        raise errors.Incomplete("case.problem.glass_often")
    try:
        _opened(
            pen, NewEntry(EntryKind.GLASS, content, event=Event.OPENED_CASE_WITH_REASON)
        )
    except BaseException:
        rate_limits.give_back(_LIMIT, who, pen.at)
        raise


def _opened(pen: Pen, written: NewEntry) -> None:
    """They have not seen how the case is: whatever colleagues write meanwhile keeps
    nobody out."""
    glass = Glass(pen.account.id, pen.at, pen.at + GLASS_LASTS)
    for _ in range(_TRIES):
        seen = own(pen.account, pen.number, pen.at, may_break).version
        try:
            return write(
                replace(pen, seen=seen),
                written,
                lambda case: case.opened_by(glass, pen.at),
                may_break,
                lambda _, case: _mail(case, pen),
            )
        except errors.ChangedMeanwhile:
            continue
    raise transaction.Unavailable


def _mail(case: Case, pen: Pen) -> Iterable[Write]:
    school = schools.get(case.school_id)
    if school is None:
        return ()
    told = outgoing.case_opened(school.id, school.owner_id, pen.at)
    return (outbox.put_mail(told),)
