"""What in the inbox may be joined with what, and when that tells who wrote."""

from collections.abc import Iterable, Sequence

from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode


def can_be_joined(item: Item, other: Item) -> bool:
    """Both have the same readers, and of a thread somebody has read something. What is
    a case already takes in more. What is closed or joined with another does not,
    whatever is new in it: it goes back to where it was once that is read, and takes
    along what joined it."""
    begun = other.kind not in WRITTEN_BY_PUPILS or other.handling.opened is not None
    done = other.handling
    return (
        begun
        and not (done.closed or done.joined_to)
        and other.ref != item.ref
        and other.inbox == item.inbox
    )


def names_somebody(items: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether joining an item with another, each with all that was joined with it
    before, ties a name, or the number of a card, to what was written without one."""
    pairs = ((items, others), (others, items))
    return any(
        any(item.identified or item.confidential for item in named)
        and not _school_may_know(unnamed)
        for named, unnamed in pairs
    )


def _school_may_know(items: Iterable[Item]) -> bool:
    """In a confidential round pupils were told that they can be found."""
    unnamed = {item.round_id for item in items if not item.identified}
    found = [rounds.get(round_id) if round_id else None for round_id in unnamed]
    return all(
        round_ is not None and round_.mode is Mode.CONFIDENTIAL for round_ in found
    )
