"""What the pages of the inbox say of an item, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.staff_door.class_name import class_name
from chalicelib.web.language import Texts, apart


class ItemFact(NamedTuple):
    """A few words of a line; ``strong`` where something is left to do."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ItemWords:
    """``names`` has people by account id, ``schools`` a school owner's schools by
    id."""

    t: Texts
    names: Mapping[str, str]
    schools: Mapping[str, str]

    def name(self, who: str | None) -> str:
        known = self.names.get(who or "")
        return apart(known) if known else self.t("inbox.someone_gone")

    def when(self, item: Item, at: datetime) -> str:
        """Of what pupils sent the day alone is said, never the clock."""
        return self.t.moment(at) if item.exact else self.t.local_day(at)

    def head(self, item: Item) -> list[str]:
        """What it is; its level stands before it."""
        said = [self.t(f"inbox.kind.{item.kind}"), class_name(self.t, item.place)]
        if item.audience is Audience.HEALTH_SERVICE:
            said.append(self.t("inbox.nurse_only"))
        if item.first:
            said.append(self.t("inbox.first"))
        return said

    def facts(self, item: Item) -> list[ItemFact]:
        """Whose it is, since when, and what people have done with it."""
        said = []
        if item.school_id in self.schools:
            said.append(ItemFact(apart(self.schools[item.school_id])))
        said.append(ItemFact(self.t("inbox.since", when=self.when(item, item.since))))
        return said + self._status(item)

    def _status(self, item: Item) -> list[ItemFact]:
        done, said = item.handling, []
        if done.erasure:
            said.append(ItemFact(self.t("inbox.status.erasure"), strong=True))
        if item.withdrawn:
            said.append(ItemFact(self.t("inbox.status.withdrawn")))
        if item.news_at:
            said.append(ItemFact(self.t("inbox.status.news"), strong=True))
        said += self._followed_up(item)
        if done.opened:
            said.append(self._by("opened", item, done.opened.who, done.opened.at))
        return said

    def _followed_up(self, item: Item) -> list[ItemFact]:
        done = item.handling
        if done.is_done:
            return [ItemFact(self.ended(item, partial(self.when, item)))]
        if done.taken and not done.opened:
            given = self.t("inbox.status.given", name=self.name(done.taken.who))
            return [ItemFact(given, strong=True)]
        if done.taken:
            since = done.followed_up_since or done.taken.at
            return [self._by("taken", item, done.taken.who, since)]
        return (
            []
            if done.opened
            else [ItemFact(self.t("inbox.status.unopened"), strong=True)]
        )

    def ended(self, item: Item, when: Callable[[datetime], str]) -> str:
        """How what is done ended; ``when`` says a time."""
        closed, case = item.handling.closed, item.handling.case
        if closed:
            name = self.name(closed.who)
            return self.t("inbox.status.closed", name=name, when=when(closed.at))
        if case:
            return self.t("inbox.status.case", number=case)
        return self.t("inbox.status.joined")

    def _by(self, deed: str, item: Item, who: str, at: datetime) -> ItemFact:
        name, when = self.name(who), self.when(item, at)
        return ItemFact(self.t(f"inbox.status.{deed}", name=name, when=when))

    def choice(self, item: Item) -> list[str]:
        """One of a list to choose from: what it is, where from, since when, called
        what."""
        said = [self.t(f"inbox.kind.{item.kind}"), class_name(self.t, item.place)]
        if item.school_id in self.schools:
            said.append(apart(self.schools[item.school_id]))
        if item.handling.case:
            said.append(self.t("case.number", number=item.handling.case))
        number = self.t("inbox.number", number=item.number)
        return [*said, self.when(item, item.since), number]

    def todo(self, item: Item) -> str:
        """What is to be done with it, how soon."""
        if item.audience is Audience.OWNER:
            return (
                f"{self.t('flag.todo.owner')} {self.t(f'flag.todo.owner.{item.kind}')}"
            )
        if item.identified and item.level >= Level.L2:
            return self.t(f"flag.todo.named.L{item.level:d}")
        return self.t(f"flag.todo.L{item.level:d}")

    def todo_once_read(
        self, item: Item, of_class: bool, can_reply: bool, urgent: bool = False
    ) -> str:
        """What is left to do; who is told to answer has a way to."""
        if of_class:
            return self.t("flag.todo.read.class")
        if item.audience is Audience.OWNER or item.level < Level.L2:
            return self.todo(item)
        unnamed = "reply" if can_reply else "alone"
        how = "named" if item.identified or item.confidential else unnamed
        if urgent and how == unnamed:
            return self.t(f"flag.todo.read.{unnamed}.urgent")
        return self.t(f"flag.todo.read.{how}.L{item.level:d}")
