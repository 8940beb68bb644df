"""Once a day, beside the other checks of cases: whoever is to do something in a case
today is mailed at the school's next slot, and where it was not done whoever is next in
the line. One mail a person and day, whatever the number of cases."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, partial

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.case_reminders.line import told_on
from chalicelib.case_reminders.people import CasePeople
from chalicelib.cases.case import Case
from chalicelib.core.local_time import DAY, SchoolCalendar, local_day
from chalicelib.items.mail_plan import When
from chalicelib.items.mails import told_at_school
from chalicelib.outbox import case_mails
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.rounds import store as rounds
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.storage import transaction

_LOOKS_BACK = timedelta(days=7)
"""Where nobody looked for longer, the line goes on from where it stands then."""


def remind(body_id: str, cases: Iterable[Case], last: date, now: datetime) -> None:
    """``last`` is when one looked before: what failed then is sent now, and what was
    sent is not sent again. Raises Unavailable."""
    school_of = cache(schools.get)
    people = CasePeople(accounts.of_body(body_id), cache(partial(_deputies, body_id)))
    mails: dict[str, tuple[OutgoingMail, list[int]]] = {}
    for case in cases:
        if school := school_of(case.school_id):
            for mail in _mails(case, school, people, last, now):
                was, numbers = mails.get(mail.id, (mail, []))
                mails[mail.id] = _together(was, mail), [*numbers, case.number]
    for mail, numbers in mails.values():
        _send(replace(mail, count=len(numbers)), numbers, now)


def _mails(
    case: Case, school: School, people: CasePeople, last: date, now: datetime
) -> Iterator[OutgoingMail]:
    on = _day_of_turn(case, school.calendar, last, local_day(now))
    who = told_on(case, school.calendar, on) if on else None
    if on is None or who is None:
        return
    about = (case.body_id, school.owner_id)
    at = told_at_school(When.NEXT_SLOT, school.calendar, now)
    for person in people.told(case, who) or (None,):
        yield case_mails.cases_wait(about, _kind(case, person), person, on, at)


def _day_of_turn(
    case: Case, calendar: SchoolCalendar, last: date, today: date
) -> date | None:
    """The latest day since one looked on which somebody is told of it."""
    day = today
    while day >= max(last, today - _LOOKS_BACK):
        if told_on(case, calendar, day):
            return day
        day -= DAY
    return None


def _kind(case: Case, person: Account | None) -> MailKind:
    if person is None:
        return MailKind.CASES_AT_SCHOOL
    mine = person.id == case.responsible
    return MailKind.CASES_DUE if mine else MailKind.CASES_OVERDUE


def _together(was: OutgoingMail, mail: OutgoingMail) -> OutgoingMail:
    """To the same person: what others have left lying is what the mail is about."""
    kind = was.kind if was.kind is mail.kind else MailKind.CASES_OVERDUE
    return replace(was, kind=kind, due_at=min(was.due_at, mail.due_at))


def _send(mail: OutgoingMail, numbers: Iterable[int], now: datetime) -> None:
    """That others than who is responsible are told is written down."""
    put = outbox.put_mail(mail, if_new=True)
    with suppress(transaction.Refused):  # it was sent, or another sweep was here
        if mail.kind is MailKind.CASES_DUE:
            transaction.commit(put)
        else:
            about = ".".join(map(str, numbers))
            event = Event.TOLD_OF_LATE_CASES
            audit.record(event, mail.school_id, SYSTEM, about, now, (put,))


def _deputies(body_id: str) -> Sequence[str]:
    """Who stands in where the latest round says so, who is on duty there, who is on
    duty at the school."""
    latest = rounds.of_school(body_id)[:1]
    of_round = (id_ for found in latest for id_ in (found.deputy_id, found.on_duty_id))
    prepared = preparation_store.get(body_id).on_duty
    return [id_ for id_ in (*of_round, prepared) if id_]
