"""Who has a part in a case is mailed that something is to be answered or seen: never
what, never which case."""

from datetime import datetime

from chalicelib.cases.case import Case
from chalicelib.items.mail_plan import When
from chalicelib.items.mails import told_at_school
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind
from chalicelib.schools import store as schools
from chalicelib.storage.writes import Write


def mail_to(
    account_id: str, kind: MailKind, case: Case, now: datetime
) -> tuple[Write, ...]:
    """At the school's next slot."""
    school = schools.get(case.school_id)
    if school is None:
        return ()
    at = told_at_school(When.NEXT_SLOT, school.calendar, now)
    about, receiver = (school.id, school.owner_id), (case.body_id, account_id)
    return (outbox.put_mail(outgoing.of_a_case(kind, about, receiver, at)),)
