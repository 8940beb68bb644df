from datetime import UTC, datetime

from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind, reference
from chalicelib.items.level import Level

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ITEM = Item(
    ItemKind.FLAG,
    "K",
    "S",
    "W",
    Audience.RESOURCE_GROUP,
    Level.L2,
    False,
    NOW,
    "6A",
    "6A",
    b"sealed",
)


def test_a_reference_leads_back_and_anything_else_nowhere():
    assert reference(ITEM.ref) == (ItemKind.FLAG, "K")
    for wrong in ("", "flag", "flag.", "song.K", ".K"):
        assert reference(wrong) is None
