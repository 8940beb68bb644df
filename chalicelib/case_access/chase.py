"""A hand-over that nobody answers: who is asked is reminded once, then who asked is
told."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from chalicelib.cases.case import Case
from chalicelib.core.local_time import local_day, next_slot, school_days_since
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind
from chalicelib.schools.school import School
from chalicelib.storage import transaction
from chalicelib.storage.codec import stamp

REMINDED_AFTER, TOLD_AFTER = 5, 7
"""School days since it was offered."""


def chase(case: Case, school: School, now: datetime) -> None:
    """Once a day, in the night. Raises Unavailable."""
    offer = case.offer
    if offer is None:
        return
    passed = school_days_since(school.calendar, local_day(offer.at), local_day(now))
    for days, kind, whom in (
        (REMINDED_AFTER, MailKind.CASE_OFFERED, offer.to),
        (TOLD_AFTER, MailKind.CASE_ANSWERED, offer.by),
    ):
        if passed >= days:
            _tell_once(kind, (case.body_id, whom), school, offer.at, now)


def _tell_once(
    kind: MailKind,
    receiver: tuple[str, str],
    school: School,
    offered: datetime,
    now: datetime,
) -> None:
    about, slot = (school.id, school.owner_id), next_slot(school.calendar, now)
    mail = outgoing.of_a_case(kind, about, receiver, slot)
    once = replace(mail, id=f"{kind}-{receiver[1]}-late-{stamp(offered)}")
    with suppress(transaction.Refused):
        transaction.commit(outbox.put_mail(once, if_new=True))
