"""A case as who may open it sees it; that they did is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_drafts import store as draft_store
from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.cases import store as cases
from chalicelib.cases.about import About
from chalicelib.cases.act import calendar_of
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, ReadEntry
from chalicelib.cases.follow import follow
from chalicelib.cases.may_open import may_change, may_know_of, may_open
from chalicelib.cases.old_class import OldClass, has_old_class, old_class
from chalicelib.cases.stuck import Stuck, stuck
from chalicelib.cases.write import May, own
from chalicelib.core import errors
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.reading.calendars import calendars, schools_once
from chalicelib.reading.own_items import schools_of
from chalicelib.schools import store as school_store
from chalicelib.storage import key_pairs, transaction
from chalicelib.web.form_body import Fields


@dataclass(frozen=True, slots=True)
class SeenCase:
    """``entries`` are all, the first first; opened are those that were asked for.
    ``people`` are those of the body by id, ``drafts`` the reader's own. ``school`` is
    the name of the case's, for who has several, else empty. ``changes``: the reader may
    do more than read it and add a note. ``others`` are whom other cases are about,
    where that was asked for; ``old_class`` what may be wrong with the class."""

    case: Case
    about: About
    entries: list[ReadEntry]
    people: Mapping[str, Account]
    calendar: SchoolCalendar
    drafts: list[CaseDraft] = field(default_factory=list)
    school: str = ""
    changes: bool = True
    others: Mapping[int, About] = field(default_factory=dict)
    old_class: OldClass | None = None

    def entry(self, number: int) -> ReadEntry:
        """Raises NotFound: also where erasing the case was cut short and took it."""
        found = (read for read in self.entries if read.entry.number == number)
        if read := next(found, None):
            return read
        raise errors.NotFound

    def typed(self, form: str) -> Fields | None:
        """What the reader has begun in it."""
        found = (draft.fields for draft in self.drafts if draft.form == form)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class CaseList:
    """``opens`` are the numbers of those the account may open; ``year_begun`` says when
    the school of each began its latest new year; ``schools`` has the names by id, for
    who has several."""

    cases: list[Case]
    opens: frozenset[int]
    people: Mapping[str, Account]
    calendar_of: Callable[[Case], SchoolCalendar]
    year_begun: Callable[[Case], datetime | None]
    schools: Mapping[str, str]

    @property
    def here(self) -> set[str]:
        """The ids of who may work with the cases."""
        people = self.people.items()
        return {id_ for id_, person in people if person.may(Action.WORK_CASES)}

    def stuck(self, case: Case, today: date) -> list[Stuck]:
        """What keeps it from getting on."""
        calendar, begun = self.calendar_of(case), self.year_begun(case)
        return stuck(case, self.here, calendar, today, begun)


def see(
    account: Account,
    number: int,
    now: datetime,
    wanted: Callable[[Case, CaseEntry], bool] = lambda *_: True,
    may: May = may_open,
) -> SeenCase:
    """Of the entries those are opened that are ``wanted``. ``may``: what they come to
    do. Raises NotFound, Unavailable."""
    case = own(account, number, now, may)
    key = key_pairs.private(case.body_id)
    rows = cases.rows(case)
    found = [cases.read(key, case, row, wanted) for row in cases.entries_in(rows)]
    people = _people(case.body_id)
    changes = may_change(account, case, now)
    event = Event.READ_CASE if changes else Event.READ_CASE_WITH_REASON
    _write_down(account, case, event, now)
    about, calendar = cases.about(key, case), calendar_of(case)
    school = schools_of(account).get(case.school_id, "")
    drafts = draft_store.read(key, account, number, rows)
    return SeenCase(case, about, found, people, calendar, drafts, school, changes)


def with_others(account: Account, seen: SeenCase, now: datetime) -> SeenCase:
    """And whom the other open cases are about: of those alone that the account may
    open, so that nobody learns by writing a name that a pupil has a case."""
    of_others = [
        case
        for case in cases.of_body(account.body_id)
        if case.is_open and case.number != seen.case.number
        if may_open(account, case, now)
    ]
    key = key_pairs.private(account.body_id) if of_others else None
    others = {case.number: cases.about(key, case) for case in of_others}
    return replace(seen, others=others)


def with_class(seen: SeenCase) -> SeenCase:
    """And, where the school has begun a new year since, what the class is called
    now."""
    school = school_store.get(seen.case.school_id)
    if school is None or not has_old_class(seen.case, school.year_begun):
        return seen
    ever = school_store.classes_ever(school.id)
    return replace(seen, old_class=old_class(seen.about.place, school, ever))


def _write_down(account: Account, case: Case, event: Event, now: datetime) -> None:
    """That they read it, and in the case that they have opened it, where that is new:
    the log counts, should the other be refused."""
    after = case.read_by(account.id)
    is_first = account.id not in case.readers
    told = (cases.note_reader(case, after), *follow(case, after)) if is_first else ()
    written = (event, case.body_id, account.id, str(case.number), now)
    try:
        audit.record(*written, told)
    except transaction.Refused:
        audit.record(*written)


def list_cases(account: Account, now: datetime) -> CaseList:
    """Those of the account's body, newest first: nothing sealed is opened. Raises
    NotFound, Unavailable."""
    if not account.may(Action.WORK_CASES):
        raise errors.NotFound
    found = [
        case for case in cases.of_body(account.body_id) if may_know_of(account, case)
    ]
    opens = frozenset(case.number for case in found if may_open(account, case, now))
    people, school_of = _people(account.body_id), schools_once()

    def year_begun(case: Case) -> datetime | None:
        school = school_of(case)
        return school.year_begun if school else None

    calendar_of = calendars(school_of)
    names = schools_of(account)
    return CaseList(found, opens, people, calendar_of, year_begun, names)


def _people(body_id: str) -> Mapping[str, Account]:
    return {person.id: person for person in accounts.of_body(body_id)}
