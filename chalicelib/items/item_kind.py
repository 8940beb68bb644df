"""What an item is, by how it came."""

from enum import StrEnum

from chalicelib.items.handling import NOTE_REQUIRED as NOTE_REQUIRED
from chalicelib.items.handling import Access as Access
from chalicelib.items.handling import Act as Act
from chalicelib.items.handling import Closing as Closing
from chalicelib.items.handling import Deed as Deed
from chalicelib.items.handling import Did as Did
from chalicelib.items.handling import ErasureAsked as ErasureAsked
from chalicelib.items.handling import Handling as Handling


class ItemKind(StrEnum):
    """What an item is. A flag of an anonymous round names nobody, and a thread nobody
    before the pupil does; a referral and a contact request name a pupil."""

    FLAG = "flag"
    REFERRAL = "referral"
    CONTACT = "contact"
    THREAD = "thread"


IDENTIFIED = frozenset({ItemKind.REFERRAL, ItemKind.CONTACT})


WRITTEN_BY_PUPILS = frozenset({ItemKind.CONTACT, ItemKind.THREAD})
"""Their words are messages, which say themselves what has been read."""


def reference(ref: str) -> tuple[ItemKind, str] | None:
    """Kind and id of an ``Item.ref``; None for anything else."""
    kind, dot, item_id = ref.partition(".")
    return (
        (ItemKind(kind), item_id)
        if dot and item_id and kind in list(ItemKind)
        else None
    )
