"""A flag's content opens in its own row as it was written, and in no other."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.flags import store as flags
from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.reading import item_content
from chalicelib.storage import wrapped_keys
from tests.cast import SCHOOL_INBOX, set_the_stage


@pytest.fixture
def waiting(aws):
    stage = set_the_stage()
    for number, answer in enumerate(("bad", "ok")):
        stage.send(number, thriving=answer)
    return {
        item.level: item
        for item in item_store.in_inbox(SCHOOL_INBOX)
        if isinstance(item, Item)
    }


def test_it_opens_where_it_stands(waiting):
    for flag in waiting.values():
        assert item_content.of(flag).flag.reasons


def test_it_opens_under_no_other_id_level_or_round(waiting):
    first, second = waiting[Level.L2], waiting[Level.L1]
    key = wrapped_keys.get(first.round_id)
    for changed in (
        replace(first, id=second.id),
        replace(first, level=Level.L1),
        replace(first, level=Level.L3),
        replace(first, round_id="ANOTHER"),
        replace(first, sealed=second.sealed),
    ):
        with pytest.raises(InvalidTag):
            flags.unseal(key, changed)
