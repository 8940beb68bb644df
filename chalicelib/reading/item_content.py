"""What is sealed in an item of the inbox, opened for who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import cast

from chalicelib.crypto import sealing
from chalicelib.flags import store as flags
from chalicelib.flags.content import FlagContent
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import note_store
from chalicelib.reading.working_note import WorkingNote
from chalicelib.referrals import store as referrals
from chalicelib.referrals.store import Addition, Received
from chalicelib.storage import key_pairs, wrapped_keys
from chalicelib.storage.readable import opened_or_none


@dataclass(frozen=True, slots=True)
class WrittenReason:
    """For which reason somebody was let in to read."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    """``flag`` or ``received`` by the kind of the item; both None where the key was
    shredded, or where it is ``unreadable``: sealed to another key, or nothing of ours.
    ``note`` was written at the closing, ``reasons`` by who asked to read, ``notes`` by
    who works with it, oldest first."""

    flag: FlagContent | None = None
    received: Received | None = None
    additions: tuple[Addition, ...] = ()
    note: str | None = None
    reasons: tuple[WrittenReason, ...] = ()
    notes: tuple[WorkingNote, ...] = ()
    unreadable: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether it has a card's number, which leads to a pupil."""
        return self.flag is not None and self.flag.card is not None


NOTHING = ItemContent()
_SEALED = frozenset({ItemKind.FLAG, ItemKind.REFERRAL})


def of(item: Item) -> ItemContent:
    key = key_pairs.private(item.body_id)
    sealed_to = _round_key(item) if item.kind is ItemKind.FLAG else key
    own = _own(sealed_to, item) if sealed_to else None
    return ItemContent(
        flag=own if isinstance(own, FlagContent) else None,
        received=own if isinstance(own, Received) else None,
        additions=tuple(referrals.additions(key, item)) if key and own else (),
        note=_opened(key, item, item.handling.note, "note"),
        reasons=tuple(
            WrittenReason(
                who, access.at, _opened(key, item, access.sealed_reason, "access") or ""
            )
            for who, access in item.handling.access.items()
        ),
        notes=tuple(note_store.notes_of(key, item)) if key else (),
        unreadable=sealed_to is not None and own is None and item.kind in _SEALED,
    )


def sealed_in(items: Iterable[Item]) -> dict[str, FlagContent | Received]:
    """By reference, of flags and referrals; what does not open is left out. One read a
    key."""
    body_key, round_key = cache(key_pairs.private), cache(wrapped_keys.get)
    found = {}
    for item in items:
        of_round = item.kind is ItemKind.FLAG
        key = round_key(item.round_id or "") if of_round else body_key(item.body_id)
        if key and (own := _own(key, item)):
            found[item.ref] = own
    return found


def opened(item: Item, sealed: bytes, purpose: str) -> str | None:
    """A sentence that somebody wrote to an item; None where the key was shredded."""
    return _opened(key_pairs.private(item.body_id), item, sealed, purpose)


def _own(key: bytes, item: Item) -> FlagContent | Received | None:
    if item.kind is ItemKind.FLAG:
        return opened_or_none("FLAG", lambda: flags.unseal(key, item))
    if item.kind is ItemKind.REFERRAL:
        return opened_or_none("REFERRAL", lambda: referrals.unseal(key, item))
    return None


def _round_key(item: Item) -> bytes | None:
    return wrapped_keys.get(item.round_id) if item.round_id else None


def _opened(
    key: bytes | None, item: Item, sealed: bytes | None, purpose: str
) -> str | None:
    if key is None or sealed is None:
        return None
    unseal = partial(sealing.unseal, key, sealed, f"{purpose}|{item.id}")
    return opened_or_none(purpose.upper(), lambda: cast(str, unseal()))
