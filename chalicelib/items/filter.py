"""What of the inbox somebody wants to see, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.core.local_time import start_of_day
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level


class Show(StrEnum):
    OPEN = "open"
    UNOPENED = "unopened"
    MINE = "mine"
    NEWS = "news"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the inbox somebody wants to see, and in which order."""

    show: Show = Show.OPEN
    kind: ItemKind | None = None
    level: Level | None = None

    def lets(self, item: Item, account_id: str) -> bool:
        if self.kind not in (None, item.kind) or self.level not in (None, item.level):
            return False
        match self.show:
            case Show.OPEN:
                return item.is_open
            case Show.UNOPENED:
                return item.is_open and item.handling.opened is None
            case Show.MINE:
                taken = item.handling.taken
                return item.is_open and taken is not None and taken.who == account_id
            case Show.NEWS:
                return item.news_at is not None
            case Show.DONE:
                return not item.is_open


def in_order(items: Iterable[Item]) -> list[Item]:
    """The level first, then what goes first on its level, then age: of what pupils sent
    in days, so that the order tells no more than the page."""
    return sorted(
        items, key=lambda item: (-item.level, not item.first, _age(item), item.id)
    )


def _age(item: Item) -> datetime:
    return item.since if item.exact else start_of_day(item.since)
