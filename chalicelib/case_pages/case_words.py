"""How a case, what is next in it and what has happened in it are said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from chalicelib.accounts.account import Account
from chalicelib.audit.entry import SYSTEM
from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.case_reminders.follow_up import due_first
from chalicelib.cases.about import About
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import FORMS, CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.plans.complaint import ComplaintWeek
from chalicelib.plans.see_plan import no_plan_in
from chalicelib.web.language import Texts, apart
from chalicelib.web.near_days import near_day, near_moment

_NUMBERED = frozenset({EntryKind.MEETING, EntryKind.REVIEW, EntryKind.PLAN})
_OF_THE_PLAN = frozenset({EntryKind.PLAN, EntryKind.EVALUATION})
_PAGES = {
    NextKind.EVALUATION: ("plan/evaluate", "plan.evaluate"),
    NextKind.PLAN: ("plan", "plan.open"),
}
_LINKED = (*FORMS, EntryKind.NOTE, EntryKind.MOVED, EntryKind.DUTY, EntryKind.NO_PLAN)
_DRAFTS_OF_THE_PLAN = {"plan/edit": "plan.title", "plan/evaluate": "plan.evaluate"}


class NextDue(NamedTuple):
    """``what`` is to be done, ``when`` as people say it; ``urgency`` as a style;
    ``page`` where in the case it is done, of what has no form of the method, and how
    that ``goes``."""

    what: str
    when: str
    urgency: str
    page: str = ""
    goes: str = ""


class DraftSaid(NamedTuple):
    """``said`` since when and for how long; ``is_old``: the case has gone on since.
    ``has_page``: its form has a page of its own."""

    title: str
    said: str
    is_old: bool
    has_page: bool


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One entry of the story. ``words`` is what somebody wrote, ``link`` is where in
    the case all of it stands, empty where this is all; ``big``: a step of the
    method."""

    number: int
    title: str
    words: str
    small: str
    link: str
    big: bool


@dataclass(frozen=True, slots=True)
class CaseWords:
    """``people`` are those of the body by id."""

    t: Texts
    people: Mapping[str, Account]
    now: datetime

    def name(self, account_id: str) -> str:
        person = self.people.get(account_id)
        unknown = "staff.audit.system" if account_id == SYSTEM else "inbox.someone_gone"
        return person.name if person else self.t(unknown)

    def called(self, case: Case, about: About) -> str:
        """What the case's page is called."""
        if case.of_class:
            return self.t("case.of_class", place=self.t.group(about.place))
        pupil = about.pupil or self.t("case.unnamed")
        return f"{pupil}, {self.t.group(about.place)}" if about.place else pupil

    def state(self, case: Case) -> str:
        return self.t(f"case.state.{case.state}")

    def next_due(self, case: Case, calendar: SchoolCalendar) -> NextDue | None:
        planned = due_first(case, calendar)
        return self.due(planned, calendar) if planned else None

    def due(self, planned: NextAction, calendar: SchoolCalendar) -> NextDue:
        day, today = planned.due(calendar), local_day(self.now)
        urgency = "late" if day < today else "soon" if day == today else ""
        when = near_day(self.t, day, self.now)
        said = self.t("case.due.over", when=when) if day < today else when
        page, goes = _PAGES.get(planned.kind, ("", ""))
        what = self.t(f"case.next.{planned.kind}")
        return NextDue(what, said, urgency, page, goes and self.t(goes))

    def complaint(self, week: ComplaintWeek | None) -> str:
        """From when pupil and guardians may take it to the county governor."""
        t = self.t
        if week is None:
            return t("plan.complaint.unknown")
        is_over = week.over <= local_day(self.now)
        key = "came" if not week.by_plan else "now" if is_over else "from"
        number = str(week.over.isocalendar().week)
        return t(f"plan.complaint.{key}", day=t.day(week.over), week=number)

    def no_plan(self, entries: Sequence[ReadEntry]) -> str:
        """Who decided on which day that none is needed; empty where nobody did, or
        there is one."""
        read = no_plan_in(entries)
        if read is None:
            return ""
        name, day = apart(self.name(read.entry.by)), self.t.day(read.entry.happened)
        return self.t("plan.no_plan", name=name, day=day)

    def titles(self, entries: Sequence[ReadEntry]) -> dict[int, str]:
        """By number; what comes again and again has its own count."""
        made: dict[int, str] = {}
        met: Counter[EntryKind] = Counter()
        for read in entries:
            entry = read.entry
            met[entry.kind] += 1
            made[entry.number] = self._title(read, met[entry.kind], made)
        return made

    def _title(self, read: ReadEntry, count: int, before: Mapping[int, str]) -> str:
        kind, t = read.entry.kind, self.t
        if kind is EntryKind.MOVED and read.content:
            return t(f"case.move.{read.text('move')}")
        if kind is EntryKind.CORRECTION:
            of = before.get(read.entry.corrects or 0, "")
            return t("case.entry.correction", of=of)
        said = t(f"case.entry.{kind}")
        return f"{said} {count}" if kind in _NUMBERED else said

    def story(self, entries: Sequence[ReadEntry]) -> list[StoryLine]:
        """The latest first."""
        titles = self.titles(entries)
        return [
            StoryLine(
                number=read.entry.number,
                title=titles[read.entry.number],
                words=self.words(read),
                small=self.when(read),
                link=_link(read.entry),
                big=read.entry.kind in (*FORMS, EntryKind.MADE, *_OF_THE_PLAN),
            )
            for read in reversed(entries)
        ]

    def drafts(self, seen: SeenCase) -> dict[str, DraftSaid]:
        """By form."""
        return {draft.form: self._draft(draft, seen.case) for draft in seen.drafts}

    def _draft(self, draft: CaseDraft, case: Case) -> DraftSaid:
        form = draft.form.rpartition("/")[2]
        is_form = form in list(EntryKind)
        other = _DRAFTS_OF_THE_PLAN.get(draft.form, "case.correction")
        title = self.t(f"case.entry.{form}" if is_form else other)
        when = near_moment(self.t, draft.saved_at, self.now)
        until = self.t.local_day(draft.until)
        said = self.t("case.draft.here", when=when, until=until)
        return DraftSaid(title, said, draft.seen != case.version, "/" in draft.form)

    def words(self, read: ReadEntry) -> str:
        """What the story says of it by itself."""
        if read.entry.kind is EntryKind.PLANNED and read.content:
            kind, on = read.text("next"), read.text("on")
            day = self.t.day(datetime.fromisoformat(on).date())
            return f"{self.t(f'case.next.{kind}')} · {day}"
        if read.entry.kind is EntryKind.TAKEN_BACK and read.content:
            return self.t(f"case.taken_back.{read.text('name')}")
        if read.entry.kind is EntryKind.COPIED and read.content:
            return self.t(f"copy.kind.{read.text('copy')}")
        who, heir = read.text("who"), read.text("heir")
        said = (
            who and self.name(who),
            read.text("text") or read.text("reason"),
            heir and self.t("access.heir", name=self.name(heir)),
        )
        return " · ".join(filter(None, said))

    def when(self, read: ReadEntry) -> str:
        """Who wrote it, and when; whose name it is tells nothing of which way the rest
        runs."""
        entry, now = read.entry, self.now
        said = near_moment(self.t, entry.recorded, now)
        if local_day(entry.recorded) != entry.happened:
            happened = near_day(self.t, entry.happened, now)
            said = self.t("case.recorded", happened=happened, recorded=said)
        return apart(self.name(entry.by)) + f" · {said}"


def plan_link(entry: CaseEntry) -> str:
    """Where in the case a version or an evaluation is read whole; else empty."""
    of_plan = entry.kind in _OF_THE_PLAN
    return f"plan/versions#entry-{entry.number}" if of_plan else ""


def _link(entry: CaseEntry) -> str:
    if entry.kind is EntryKind.COPIED:
        return f"copy/{entry.number}"
    linked = f"entries/{entry.number}" if entry.kind in _LINKED else ""
    return plan_link(entry) or linked
