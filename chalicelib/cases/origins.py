"""What a case came from: items join it, and are taken out again, as long as it is
open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import Content, EntryKind
from chalicelib.cases.write import NewEntry, entry_of
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.crypto.sealing import derived_id
from chalicelib.items.item import Item
from chalicelib.storage.writes import Write


def take_in(item: Item, number: int, by: str, at: datetime) -> tuple[Write, ...]:
    """One more item belongs to the case. Raises Incomplete where it is closed."""
    case = cases.get(item.body_id, number)
    if case is None or not case.is_open:
        raise errors.Incomplete("case.problem.closed")
    after = case.with_item(item.ref, at)
    return _replaced(case, after, EntryKind.ITEM_IN, item, by)


def let_go(item: Item, number: int, by: str, at: datetime) -> tuple[Write, ...]:
    """Raises ChangedMeanwhile where there is no such case any more."""
    case = cases.get(item.body_id, number)
    if case is None:
        raise errors.ChangedMeanwhile
    after = case.without_item(item.ref, at)
    return _replaced(case, after, EntryKind.ITEM_OUT, item, by)


def told_by(item: Item) -> dict[str, Any]:
    """How the school came to know, as the case's own entries keep it: ``by`` is the
    account of a referral's teacher."""
    on = local_day(item.since).isoformat()
    return {"ref": item.ref, "on": on, "by": item.referrer or ""}


def items_in(content: Content) -> list[Mapping[str, Any]]:
    """Of an entry that made the case, added an item or took it out: each as ``told_by``
    wrote it."""
    return [*content.get("of", [content] if "ref" in content else [])]


def _replaced(
    before: Case, after: Case, kind: EntryKind, item: Item, by: str
) -> tuple[Write, ...]:
    written, at = NewEntry(kind, told_by(item)), after.touched_at
    id_ = derived_id("case item", f"{after.number}|{after.version}|{item.ref}")
    entry = entry_of(after, written, by, at, id_)
    return cases.replace(before, after, entry, written.content)
