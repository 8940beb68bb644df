"""What of an item goes on paper: what was said, what people did, who was told."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import see_item
from chalicelib.reading.see_item import Seen
from chalicelib.web.near_days import clock


@dataclass(frozen=True, slots=True)
class ArchiveWords(ItemWords):
    """With the year: it is read when nobody remembers which it was."""

    def when(self, item: Item, at: datetime) -> str:
        day = self.t.full_day(local_day(at))
        if not item.exact:
            return day
        return self.t("date.at", day=day, clock=clock(self.t, at))


def taken_out(
    account: Account, kind: ItemKind, item_id: str, with_notes: bool, now: datetime
) -> Seen:
    """The item as its reader has it open; that they print it is written down. Working
    notes may be material that does not belong in the archive: only where asked for.

    Raises NotFound, Unavailable, and Incomplete for what they have not opened.
    """
    seen = see_item.see(account, kind, item_id, now)
    if not seen.is_read:
        raise errors.Incomplete("inbox.problem.unopened")
    item, event = seen.item, ItemEvent.PRINTED.of(kind)
    audit.record(event, item.body_id, account.id, item.id, now)
    if with_notes:
        return seen
    return replace(seen, content=replace(seen.content, notes=()))
