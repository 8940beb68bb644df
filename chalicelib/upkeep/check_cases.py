"""Once a day: which cases do not get on, what is due in which, which hand-over is not
answered? Who answers for them is told how many, and never which or why: the list of
cases says that."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Action
from chalicelib.audit import store as audit
from chalicelib.case_access.chase import chase
from chalicelib.case_access.leave import mended
from chalicelib.case_reminders.remind import remind
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.stuck import stuck
from chalicelib.core.local_time import local_day, next_slot
from chalicelib.items.inbox_id import Audience
from chalicelib.outbox import case_mails
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.schools import store as schools
from chalicelib.storage import transaction


def bodies() -> Iterable[str]:
    """Whoever has a case has a log: no table is scanned for it."""
    return audit.bodies()


def check(body_id: str, last: date, now: datetime) -> None:
    """``last`` is when it was looked for before. Raises Unavailable."""
    if found := cases.of_body(body_id):
        people = {person.id: person for person in accounts.of_body(body_id)}
        found = [mended(case, people, now) for case in found]
        remind(body_id, found, last, now)
        _look_for_stuck(body_id, found, now)


def _look_for_stuck(body_id: str, found: list[Case], now: datetime) -> None:
    people = accounts.of_body(body_id)
    here = {person.id for person in people if person.may(Action.WORK_CASES)}
    count: Counter[tuple[str, Recipients]] = Counter()
    for case in found:
        school = schools.get(case.school_id)
        if school is None:
            continue
        chase(case, school, now)
        today, begun = local_day(now), school.year_begun
        if stuck(case, here, school.calendar, today, begun):
            count[case.school_id, _told(case)] += 1
    for (school_id, recipients), number in count.items():
        _tell(school_id, recipients, number, now)


def _tell(school_id: str, recipients: Recipients, number: int, now: datetime) -> None:
    school = schools.get(school_id)
    if school is None:
        return
    week = local_day(now).strftime("%G-%V")
    about, at = (school_id, school.owner_id), next_slot(school.calendar, now)
    mail = case_mails.cases_stuck(about, recipients, number, at, week)
    if not outbox.those(school_id, [mail.id]):
        transaction.commit(outbox.put_mail(mail))


def _told(case: Case) -> Recipients:
    """What no school role may see is told to the school owner."""
    owners = case.audience is Audience.OWNER
    return Recipients.OWNER if owners else Recipients.PRINCIPAL
