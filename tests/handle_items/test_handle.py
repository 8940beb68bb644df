from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter, Show
from chalicelib.items.handling import Closing
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.inbox_list import list_items
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER, set_the_stage
from tests.rows import rows_with

LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def flags(aws):
    """Two opened flags of one school, by id."""
    stage = set_the_stage()
    stage.send(0, hurt="few")
    stage.send(1, excluded="few")
    found = list_items(NURSE, Filter(), NOW).items
    for one in found:
        open_item(NURSE, one.kind, one.id, NOW)
    return [one.id for one in found]


def seen(flag_id):
    return see(PRINCIPAL, ItemKind.FLAG, flag_id, NOW)


def done(flag_id):
    return seen(flag_id).item.handling


def waiting():
    return {one.id for one in list_items(PRINCIPAL, Filter(), NOW).items}


def test_one_takes_it_and_hands_it_over(flags):
    handle.take(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW))
    assert done(flags[0]).taken.who == NURSE.id
    handle.hand_over(Press(NURSE, ItemKind.FLAG, flags[0], 1, LATER), PRINCIPAL.id)
    assert done(flags[0]).taken.who == PRINCIPAL.id
    assert [one.id for one in list_items(PRINCIPAL, Filter(Show.MINE), NOW).items] == [
        flags[0]
    ]


@pytest.mark.parametrize("to", ["", "A99", TEACHER.id, STRANGER.id, OWNER.id])
def test_it_is_handed_over_to_nobody_outside_the_group(flags, to):
    with pytest.raises(errors.Incomplete):
        handle.hand_over(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW), to)
    assert done(flags[0]).taken is None


def test_nor_to_who_has_left(flags):
    from dataclasses import replace

    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=False)))
    with pytest.raises(errors.Incomplete):
        handle.hand_over(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW), PRINCIPAL.id)


def test_the_second_is_told_and_overwrites_nothing(flags):
    handle.take(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take(Press(PRINCIPAL, ItemKind.FLAG, flags[0], 0, LATER))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.close(Press(PRINCIPAL, ItemKind.FLAG, flags[0], 0, LATER), "talked", "")
    assert done(flags[0]).taken.who == NURSE.id
    assert done(flags[0]).closed is None


def test_of_two_at_the_same_moment_one_gets_it(flags, aws):
    """The other's change comes between reading and writing."""
    first = []

    def meanwhile(**_):
        if not first:
            first.append(True)
            handle.take(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW))

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        with pytest.raises(errors.ChangedMeanwhile):
            handle.take(Press(PRINCIPAL, ItemKind.FLAG, flags[0], 0, LATER))
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert done(flags[0]).taken.who == NURSE.id


def test_a_named_person_closes_with_a_reason_and_may_open_it_again(flags):
    handle.close(
        Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW),
        "nothing_more",
        "  Klassen er snakket med ",
    )
    after = seen(flags[0])
    assert after.item.handling.closed.who == NURSE.id
    assert after.item.handling.closing is Closing.NOTHING_MORE
    assert after.content.note == "Klassen er snakket med"
    assert "snakket" not in str(rows_with("answers"))
    assert waiting() == {flags[1]}
    handle.reopen(Press(PRINCIPAL, ItemKind.FLAG, flags[0], 1, LATER))
    assert waiting() == set(flags)
    assert [one.what for one in audit.of_body("SCHAAA")][-2:] == [
        "closed_flag",
        "reopened_flag",
    ]


@pytest.mark.parametrize(
    ("why", "note"),
    [("", ""), ("bored", "x"), ("mistake", " "), ("talked", "x" * 1001)],
)
def test_nothing_is_closed_without_a_proper_reason(flags, why, note):
    with pytest.raises(errors.Incomplete):
        handle.close(Press(NURSE, ItemKind.FLAG, flags[0], 0, NOW), why, note)
    assert waiting() == set(flags)


def test_what_is_joined_goes_on_as_one_and_is_closed_with_it(flags):
    one, other = flags
    handle.join(Press(NURSE, ItemKind.FLAG, one, 0, NOW), f"flag.{other}")
    assert waiting() == {other}
    assert [each.id for each in seen(other).joined] == [one]
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take(Press(NURSE, ItemKind.FLAG, one, 1, NOW))
    handle.close(Press(NURSE, ItemKind.FLAG, other, 1, LATER), "talked", "")
    assert waiting() == set()
    assert done(one).closed.who == NURSE.id


def test_it_is_not_joined_with_itself_or_with_what_is_not_there_or_is_done(flags):
    one, other = flags
    for wrong in (f"flag.{one}", "flag.", "song.A"):
        with pytest.raises(errors.Incomplete):
            handle.join(Press(NURSE, ItemKind.FLAG, one, 0, NOW), wrong)
    with pytest.raises(errors.NotFound):
        handle.join(Press(NURSE, ItemKind.FLAG, one, 0, NOW), "flag.XXXX")
    handle.close(Press(NURSE, ItemKind.FLAG, other, 0, NOW), "talked", "")
    with pytest.raises(errors.ChangedMeanwhile):
        handle.join(Press(NURSE, ItemKind.FLAG, one, 0, NOW), f"flag.{other}")
    assert done(one).joined_to is None


def test_what_nobody_has_opened_cannot_be_closed(aws):
    stage = set_the_stage()
    stage.send(hurt="few")
    (item,) = list_items(NURSE, Filter(), NOW).items
    with pytest.raises(errors.Incomplete):
        handle.close(Press(NURSE, item.kind, item.id, 0, NOW), "talked", "")


@pytest.mark.parametrize("account", [STRANGER, OWNER, TEACHER])
def test_nobody_else_handles_it(flags, account):
    for act in (
        lambda: handle.take(Press(account, ItemKind.FLAG, flags[0], 0, NOW)),
        lambda: handle.close(
            Press(account, ItemKind.FLAG, flags[0], 0, NOW), "talked", ""
        ),
        lambda: handle.reopen(Press(account, ItemKind.FLAG, flags[0], 0, NOW)),
    ):
        with pytest.raises(errors.NotFound):
            act()
    assert done(flags[0]).turn == 0
