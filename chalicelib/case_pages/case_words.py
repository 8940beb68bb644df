"""How a case, what is next in it and what has happened in it are said."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from chalicelib.accounts.account import Account
from chalicelib.audit.entry import SYSTEM
from chalicelib.cases.about import About
from chalicelib.cases.case import Case
from chalicelib.cases.entry import FORMS, EntryKind, ReadEntry
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.web.language import Texts, apart
from chalicelib.web.near_days import near_day, near_moment

_NUMBERED = frozenset({EntryKind.MEETING, EntryKind.REVIEW})


class NextDue(NamedTuple):
    """``what`` is to be done, ``when`` as people say it; ``urgency`` as a style."""

    what: str
    when: str
    urgency: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One entry of the story. ``words`` is what somebody wrote, ``link`` leads to all
    of it; ``big``: a step of the method."""

    number: int
    title: str
    words: str
    small: str
    link: bool
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
        if case.next_action is None:
            return None
        day, today = case.next_action.due(calendar), local_day(self.now)
        urgency = "late" if day < today else "soon" if day == today else ""
        when = near_day(self.t, day, self.now)
        said = self.t("case.due.over", when=when) if day < today else when
        return NextDue(self.t(f"case.next.{case.next_action.kind}"), said, urgency)

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
                link=read.entry.kind in (*FORMS, EntryKind.NOTE, EntryKind.MOVED),
                big=read.entry.kind in (*FORMS, EntryKind.MADE),
            )
            for read in reversed(entries)
        ]

    def words(self, read: ReadEntry) -> str:
        """What the story says of it by itself."""
        if read.entry.kind is EntryKind.PLANNED and read.content:
            kind, on = read.text("next"), read.text("on")
            day = self.t.day(datetime.fromisoformat(on).date())
            return f"{self.t(f'case.next.{kind}')} · {day}"
        if read.entry.kind is EntryKind.TAKEN_BACK and read.content:
            return self.t(f"case.taken_back.{read.text('name')}")
        return read.text("text") or read.text("reason")

    def when(self, read: ReadEntry) -> str:
        """Who wrote it, and when; whose name it is tells nothing of which way the rest
        runs."""
        entry, now = read.entry, self.now
        said = near_moment(self.t, entry.recorded, now)
        if local_day(entry.recorded) != entry.happened:
            happened = near_day(self.t, entry.happened, now)
            said = self.t("case.recorded", happened=happened, recorded=said)
        return apart(self.name(entry.by)) + f" · {said}"
