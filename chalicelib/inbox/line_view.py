"""One line of the list: what it is, whose, since when, and until when what is to be
done with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from chalicelib.accounts.account import Account
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_reminders.due_cases import DueCase
from chalicelib.core.local_time import local_day
from chalicelib.inbox.due_words import Due, due
from chalicelib.inbox.item_words import ItemFact, ItemWords
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.items.may_read import may_know_referrer
from chalicelib.items.today import DayLine
from chalicelib.sign_in.sessions import Workplace
from chalicelib.web.language import apart
from chalicelib.web.near_days import near_day, near_moment


@dataclass(frozen=True, slots=True)
class LineView:
    """``tag`` is the class of a style and a word, ``path`` the page it leads to,
    ``number`` what people call it; ``what`` is kind and class, of a case what is next.
    ``opens`` is the item where a press opens it from here; ``place`` is where one has
    to go first."""

    tag: tuple[str, str]
    path: str
    number: str
    what: list[str]
    facts: list[ItemFact]
    due: Due
    opens: Item | None = None
    place: Workplace | None = None

    @property
    def leads_on(self) -> bool:
        """It has no button: the line itself leads to its page."""
        return self.opens is None and self.place is None


@dataclass(frozen=True, slots=True)
class LineWords:
    words: ItemWords
    account: Account
    now: datetime

    def view(
        self, line: DayLine, opens: bool, place: Workplace | None = None
    ) -> LineView:
        item, t = line.item, self.words.t
        kind, _, *more = self.words.head(item)
        facts = [*self._came(item), *map(ItemFact, more), *self._done(item)]
        until = due(t, item, line.deadline, self.now)
        return LineView(
            tag=self._level(item.level),
            path=f"/staff/inbox/{item.kind}/{item.id}",
            number=item.number,
            what=[kind, apart(t.group(item.place))],
            facts=facts,
            due=until,
            opens=item if opens else None,
            place=place,
        )

    def case(self, due_case: DueCase, place: Workplace | None = None) -> LineView:
        case, t = due_case.case, self.words.t
        said = CaseWords(t, {}, self.now)
        until = said.due(due_case.planned, due_case.calendar)
        number = t("case.number", number=case.number)
        school = self.words.schools.get(case.school_id)
        who = t("case.responsible", name=self.words.name(case.responsible))
        return LineView(
            tag=self._level(due_case.level),
            path=f"/staff/cases/{case.number}",
            number=number,
            what=[number, until.what],
            facts=[*([ItemFact(apart(school))] if school else []), ItemFact(who)],
            due=Due(until.when, until.urgency),
            place=place,
        )

    def _level(self, level: Level) -> tuple[str, str]:
        return f"l{level:d}", self.words.t(f"flag.level.L{level:d}")

    def _came(self, item: Item) -> Iterator[ItemFact]:
        """Where it came, from whom, when. Who referred a pupil is said to who may read
        it."""
        t, names = self.words.t, self.words.names
        if item.school_id in self.words.schools:
            yield ItemFact(apart(self.words.schools[item.school_id]))
        if item.referrer in names and may_know_referrer(self.account, item):
            yield ItemFact(t("inbox.line.from", name=self.words.name(item.referrer)))
        yield ItemFact(self._when(item, item.since))
        yield ItemFact(t("inbox.number", number=item.number))

    def _when(self, item: Item, at: datetime) -> str:
        """Of what pupils sent the day alone is said, never the clock."""
        t = self.words.t
        if item.exact:
            return near_moment(t, at, self.now)
        return near_day(t, local_day(at), self.now)

    def _done(self, item: Item) -> Iterator[ItemFact]:
        """What is asked of somebody, and who follows it up."""
        t, done = self.words.t, item.handling
        if done.erasure:
            yield ItemFact(t("inbox.status.erasure"), strong=True)
        if item.withdrawn:
            yield ItemFact(t("inbox.status.withdrawn"))
        if item.news_at:
            yield ItemFact(t("inbox.status.news"), strong=True)
        if said := self._followed_up(item):
            yield ItemFact(said)

    def _followed_up(self, item: Item) -> str:
        t, done = self.words.t, item.handling
        if done.is_done:
            return self.words.ended(item, partial(self._when, item))
        if done.taken is None:
            opened = done.opened and self.words.name(done.opened.who)
            return t("inbox.line.opened", name=opened) if opened else ""
        if done.taken.who == self.account.id:
            return t("inbox.line.mine" if done.opened else "inbox.line.given")
        key = "inbox.line.taken" if done.opened else "inbox.status.given"
        return t(key, name=self.words.name(done.taken.who))
