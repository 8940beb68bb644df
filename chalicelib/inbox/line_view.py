"""One line of the list: what it is, whose, since when, and until when what is to be
done with it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from chalicelib.accounts.account import Account
from chalicelib.core.local_time import local_day
from chalicelib.inbox.due_words import Due, due
from chalicelib.inbox.item_words import ItemFact, ItemWords
from chalicelib.items.item import Item
from chalicelib.items.may_read import may_know_referrer
from chalicelib.items.today import DayGroup, DayLine
from chalicelib.reading.inbox_list import InboxList
from chalicelib.web.language import apart, texts
from chalicelib.web.near_days import near_day, near_moment


@dataclass(frozen=True, slots=True)
class LineView:
    """``what`` is kind and class; ``opens`` that a press opens it from here."""

    item: Item
    what: list[str]
    facts: list[ItemFact]
    due: Due
    opens: bool


@dataclass(frozen=True, slots=True)
class LineWords:
    words: ItemWords
    account: Account
    now: datetime

    def view(self, line: DayLine, opens: bool) -> LineView:
        item, t = line.item, self.words.t
        kind, _, *more = self.words.head(item)
        facts = [*self._came(item), *map(ItemFact, more), *self._done(item)]
        until = due(t, item, line.deadline, self.now)
        what = [kind, apart(t.group(item.place))]
        return LineView(item, what, facts, until, opens)

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


def line_words(account: Account, listed: InboxList, now: datetime) -> LineWords:
    """In the language of who looks."""
    words = ItemWords(texts(account.language), listed.names, listed.schools)
    return LineWords(words, account, now)


def grouped(
    said: LineWords, shut: Container[str], lines: Iterable[DayLine]
) -> list[tuple[DayGroup, list[LineView]]]:
    """A press opens from the list what waits for its reader, and is not ``shut``."""

    def view(line: DayLine) -> LineView:
        mine = line.item.wants_opening_by(said.account.id)
        return said.view(line, mine and line.item.ref not in shut)

    by_group = groupby(lines, key=lambda line: line.group)
    return [(group, [*map(view, own)]) for group, own in by_group]
