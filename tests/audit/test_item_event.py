import pytest

from chalicelib.audit.item_event import ITEM_KINDS, ItemEvent
from chalicelib.items.item_kind import ItemKind


def test_every_kind_of_item_has_its_place_among_the_events():
    assert set(ITEM_KINDS) == {kind.value for kind in ItemKind}


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("done", ItemEvent)
def test_what_is_done_with_an_item_is_the_event_of_its_kind(done, kind):
    assert done.of(kind).value == f"{done.name.lower()}_{kind}"
