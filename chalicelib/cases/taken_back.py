"""A pupil has taken back what they wrote, and a case was made of it."""

from dataclasses import replace
from datetime import datetime

from chalicelib.audit.entry import SYSTEM
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind, NameThen
from chalicelib.cases.write import NewEntry, entry_of
from chalicelib.crypto.sealing import derived_id
from chalicelib.items.item import Item
from chalicelib.storage import transaction

_WRITES_NOTHING = frozenset(
    {
        EntryKind.MADE,
        EntryKind.ITEM_IN,
        EntryKind.ITEM_OUT,
        EntryKind.PLANNED,
        EntryKind.TAKEN,
        EntryKind.TAKEN_BACK,
    }
)
"""Entries in which nobody has written anything about the pupil."""


def take_back(item: Item, danger: bool, at: datetime) -> None:
    """The name that the case has from the item goes along, unless somebody has begun to
    help: written something in the case, or there is ``danger``. The case says which,
    for who is responsible. Done again it does nothing. Raises Refused where somebody
    wrote in the case meanwhile."""
    case = cases.get(item.body_id, item.handling.case or 0)
    if case is None:
        return
    entries = [cases.decode_entry(row) for row in cases.entries(case)]
    id_ = derived_id("case taken back", f"{case.number}|{item.ref}")
    if any(entry.id == id_ for entry in entries):
        return
    name = _name_then(case, item, entries, danger)
    # Nobody has touched the case: it stands still as long as before.
    after = case.noted(case.touched_at)
    if name is NameThen.GONE:
        after = replace(after, pupil=None, named_by="")
    written = NewEntry(EntryKind.TAKEN_BACK, {"name": name.value})
    entry = entry_of(after, written, SYSTEM, at, id_)
    transaction.commit(*cases.take_name(case, after, entry, written.content))


def _name_then(
    case: Case, item: Item, entries: list[CaseEntry], danger: bool
) -> NameThen:
    if case.named_by != item.ref:
        return NameThen.NOT_FROM_IT
    begun = danger or any(entry.kind not in _WRITES_NOTHING for entry in entries)
    return NameThen.STAYS if begun else NameThen.GONE
