"""Confidential rounds: each card has a number, and it comes along with the answer,
sealed."""

import re
from dataclasses import replace

import pytest

from chalicelib.answer_form.submit import reopen_form, submit
from chalicelib.core import errors
from chalicelib.crypto.sealing import unseal
from chalicelib.items.filter import Filter
from chalicelib.manage_rounds import cards
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction, wrapped_keys
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, set_the_stage
from tests.faults import failing, first_of_all
from tests.rows import rows_with


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=3, mode=Mode.CONFIDENTIAL)


def sheet(round_, class_id="6A", number=4):
    seen = rounds.get(round_.id).classes[class_id].cards.made
    press = cards.CardsWanted(Place(round_.id, class_id), number, seen, "a" * 22)
    return [card.number for card in cards.make_sheet(PRINCIPAL, press, NOW).cards]


def cards_of_flags(account):
    found = inbox_list.list_items(account, Filter(), NOW).items
    for one in found:
        reading.open_item(account, one.kind, one.id, NOW)
    return [
        see_item.see(account, one.kind, one.id, NOW).content.flag.card for one in found
    ]


def sealed_answers(round_):
    key, bound_to = wrapped_keys.get(round_.id), f"answer|{round_.id}|6A"
    return [
        unseal(key, row["sealed"], bound_to)
        for row in rows_with("answers", sk="ANSWER#")
    ]


def test_cards_are_numbered_in_order_class_by_class_and_extra_cards_go_on(stage):
    assert [stage.open(number).card for number in range(3)] == [1, 2, 3]
    assert sheet(stage.round) == [4, 5, 6, 7]
    assert sheet(stage.round) == [8, 9, 10, 11]
    assert sheet(stage.round, "6B") == [1, 2, 3, 4]


def test_the_number_of_a_spoilt_card_is_never_given_to_another(stage):
    cards.cancel(PRINCIPAL, stage.codes[2], NOW)
    assert sheet(stage.round, number=1) == [4]


def test_the_mode_stays_whatever_is_written_afterwards(stage):
    held = rounds.get(stage.round.id)
    transaction.commit(*rounds.change_round(replace(held, mode=Mode.ANONYMOUS)))
    assert rounds.get(held.id).mode is Mode.CONFIDENTIAL
    assert [one.mode for one in rounds.of_school(held.school_id)] == [Mode.CONFIDENTIAL]
    assert sheet(stage.round) == [4, 5, 6, 7]


def test_cards_that_cannot_be_made_are_told_and_no_number_is_used_twice(stage):
    with (
        failing("dynamodb", "TransactWriteItems", "lost_answer"),
        pytest.raises(transaction.Unavailable),
    ):
        sheet(stage.round)
    numbers = [row["card"] for row in rows_with("codes", pk="CODE#")] + sheet(
        stage.round
    )
    assert len(numbers) == len(set(numbers))


def test_of_two_who_make_cards_at_one_moment_one_is_told(stage):
    other = lambda: sheet(stage.round, "6B")  # noqa: E731
    with (
        first_of_all("TransactWriteItems", other) as quicker,
        pytest.raises(errors.Incomplete, match="meanwhile"),
    ):
        sheet(stage.round)
    assert quicker == [[1, 2, 3, 4]]


def test_the_number_is_on_the_flag_and_with_the_answer_and_nowhere_in_clear(stage):
    stage.send(1, hurt="few")
    assert cards_of_flags(NURSE) == [2]
    assert sealed_answers(stage.round) == [
        {"answer": {"hurt": "few"}, "language": "nb", "card": 2}
    ]
    for row in rows_with("answers"):
        assert "card" not in row
        assert not {name for name, value in row.items() if value in (2, "2")} - {
            "level"
        }
    assert sorted(row["card"] for row in rows_with("codes", pk="CODE#")) == [1, 3]


def test_what_only_the_owner_sees_has_the_number_too(stage):
    stage.send(2, adult_hurt="weekly", leadership="yes")
    assert cards_of_flags(OWNER) == [3]


@pytest.mark.parametrize("other", [".1", ".3", "", ".x", ".2.2", ".02"])
def test_nobody_answers_under_another_number(stage, other):
    form = stage.open(1)
    place = re.sub(r"\.2$", other, form.place)
    with pytest.raises(errors.Tampered):
        submit(stage.codes[1], place, form.attempt, "nb", {"hurt": ["few"]}, NOW)
    with pytest.raises(errors.Tampered):
        reopen_form(stage.codes[1], place, form.attempt, NOW)
    assert not rows_with("answers", pk="PLACE#")


def test_another_language_keeps_the_number(stage):
    form = stage.open(1)
    assert reopen_form(stage.codes[1], form.place, form.attempt, NOW) == form


def test_an_answer_costs_two_calls_here_too(stage, calls):
    form = stage.open()
    calls.clear()
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert calls == ["GetItem", "TransactWriteItems"]


def test_an_anonymous_round_knows_how_many_cards_and_none_of_them(aws):
    stage = set_the_stage(codes=3)
    sheet(stage.round)
    assert stage.open().place == f"{stage.round.id}.6A"
    stage.send(1, hurt="few")
    assert cards_of_flags(NURSE) == [None]
    assert sealed_answers(stage.round) == [
        {"answer": {"hurt": "few"}, "language": "nb"}
    ]
    for row in rows_with("codes", pk="CODE#"):
        assert set(row) == {"pk", "sk", "round_id", "class_id", "expires_at"}
    (row,) = rows_with("forms", pk="ROUND#")
    assert set(row["cards"]["6A"]) == {"made", "cancelled", "sheet", "on_sheet"}
    assert row["cards"]["6A"]["made"] == 7
    assert rounds.get(stage.round.id).version == stage.round.version
