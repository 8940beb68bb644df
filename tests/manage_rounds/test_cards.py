from collections import Counter
from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import open_form, submit
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.manage_rounds import cards
from chalicelib.rounds import code_store
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from tests.cast import (
    CLASS_TEACHER,
    NOW,
    OWNER,
    PRINCIPAL,
    STRANGER,
    TEACHER,
    set_the_stage,
)
from tests.faults import first_of_all
from tests.rows import rows_with


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=3)


ATTEMPT, ANOTHER = "a" * 22, "b" * 22


def wanted(round_id, class_id="6A", extra=None, seen=None, attempt=ATTEMPT):
    """A press on the page as it is now, unless ``seen`` says how it was."""
    if seen is None:
        found = rounds.get(round_id)
        seen = (
            found.classes[class_id].cards.made
            if found and class_id in found.classes
            else 0
        )
    return cards.CardsWanted(Place(round_id, class_id), extra, seen, attempt)


def sheet(stage, extra=25, account=PRINCIPAL, now=NOW, **press):
    return cards.make_sheet(account, wanted(stage.round.id, extra=extra, **press), now)


def codes_in_use():
    return len(rows_with("codes", pk="CODE#"))


def test_every_card_opens_the_form_and_its_address_hides_the_code_behind_the_hash(
    stage,
):
    made = sheet(stage)
    assert len({card.code for card in made.cards}) == 25
    for card in made.cards[:3]:
        address, code = card.address.split("/#")
        assert address == "https://svar.example"
        assert open_form(code, NOW).class_.id == "6A"
        assert open_form(card.code, NOW)


def test_cards_are_shuffled_and_only_their_hashes_are_kept(stage):
    first = [card.code for card in sheet(stage, seen=3).cards]
    again = [card.code for card in sheet(stage, seen=3).cards]
    assert Counter(first) == Counter(again)
    assert first != again
    made = [code.replace(" ", "") for code in first]
    assert not [
        row for row in rows_with("codes") if any(code in str(row) for code in made)
    ]


def test_how_many_have_answered_and_never_who(stage):
    stage.send(0, thriving="good")
    stage.send(1, hurt="often")
    stage.send(2, hurt="often")
    shown = {
        progress.class_.id: progress.answered
        for progress in cards.list_classes(PRINCIPAL, NOW)
    }
    # All three cards are used, but three are too few to be counted one by one.
    assert shown == {"6A": (0, False), "STEP5-7": (0, False)}
    assert cards.list_classes(PRINCIPAL, stage.round.closes_at) == []


def test_a_spoilt_card_is_cancelled_and_a_used_one_keeps_its_answer(stage):
    cards.cancel(PRINCIPAL, stage.codes[0].lower(), NOW)
    with pytest.raises(errors.CodeUnknown):
        stage.open(0)
    stage.send(1, thriving="good")
    with pytest.raises(errors.Incomplete, match="unknown"):
        cards.cancel(PRINCIPAL, stage.codes[1], NOW)
    assert len(rows_with("answers", sk="ANSWER#")) == 1
    with pytest.raises(errors.Incomplete, match="mistyped"):
        cards.cancel(PRINCIPAL, "ABC", NOW)
    assert [event.what for event in audit.of_body(PRINCIPAL.body_id)] == [
        "cancelled_card"
    ]


def test_a_card_cancelled_while_its_form_is_open_takes_no_answer(stage):
    form = stage.open(0)
    cards.cancel(PRINCIPAL, stage.codes[0], NOW)
    with pytest.raises(errors.CodeSpent):
        submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert rows_with("answers", pk="PLACE#") == []
    assert rows_with("answers", pk="INBOX#") == []


def test_extra_cards_leave_those_that_are_out_as_they_were(stage):
    first, more = sheet(stage), sheet(stage, 2)
    codes = [card.code for card in (*first.cards, *more.cards)]
    assert len(set(codes)) == 27
    for code in (codes[0], codes[-1], stage.codes[0]):
        assert open_form(code, NOW).class_.id == "6A"
    entries = [
        (event.what, event.subject) for event in audit.of_body(PRINCIPAL.body_id)
    ]
    assert sorted(entries) == [
        ("made_cards", f"{stage.round.id} 2"),
        ("made_cards", f"{stage.round.id} 25"),
    ]


def test_cards_can_be_made_and_cancelled_before_the_round_and_not_after_it(stage):
    early, late = stage.round.opens_at - timedelta(days=1), stage.round.closes_at
    made = sheet(stage, 1, now=early)
    cards.cancel(PRINCIPAL, made.cards[0].code, early)
    with pytest.raises(errors.NotFound):
        sheet(stage, 1, now=late)
    with pytest.raises(errors.NotFound):
        cards.cancel(PRINCIPAL, stage.codes[0], late)


def test_a_press_makes_what_is_missing_and_reload_makes_none(stage):
    first = sheet(stage, extra=None, seen=3)
    assert len(first.cards) == 26 - 3
    assert codes_in_use() == 26
    reloaded = sheet(stage, extra=None, seen=3)
    assert {card.code for card in reloaded.cards} == {card.code for card in first.cards}
    assert codes_in_use() == 26
    assert len(audit.of_body(PRINCIPAL.body_id)) == 1
    assert open_form(reloaded.cards[0].code, NOW)


@pytest.mark.parametrize("extra", [None, 3])
def test_a_press_on_a_page_from_before_makes_none_and_says_so(stage, extra):
    sheet(stage, extra=None, seen=3)
    with pytest.raises(errors.Incomplete, match="meanwhile"):
        sheet(stage, extra=extra, seen=3, attempt=ANOTHER)
    assert codes_in_use() == 26


def test_when_all_have_a_card_only_a_number_of_extra_ones_makes_more(stage):
    sheet(stage, extra=None)
    with pytest.raises(errors.Incomplete, match="enough"):
        sheet(stage, extra=None, attempt=ANOTHER)
    assert codes_in_use() == 26
    assert len(sheet(stage, extra=2, attempt=ANOTHER).cards) == 2
    assert codes_in_use() == 28


def test_one_page_serves_several_classes_each_with_cards_of_its_own(stage):
    first = sheet(stage, extra=None)
    other = cards.make_sheet(PRINCIPAL, wanted(stage.round.id, "STEP5-7"), NOW)
    assert len(other.cards) == 8 + 9
    assert not {card.code for card in first.cards} & {card.code for card in other.cards}


def test_a_cancelled_card_is_missing_again(stage):
    sheet(stage, extra=None)
    cards.cancel(PRINCIPAL, stage.codes[0], NOW)
    assert len(sheet(stage, extra=None, attempt=ANOTHER).cards) == 1
    shown = next(
        progress
        for progress in cards.list_classes(PRINCIPAL, NOW)
        if progress.class_.id == "6A"
    )
    assert (shown.class_.cards.made, shown.class_.cards.cancelled) == (27, 1)
    assert shown.class_.next_sheet == 0


def test_of_two_presses_at_one_moment_one_makes_cards_and_both_get_them(stage):
    press = wanted(stage.round.id)
    with first_of_all(
        "TransactWriteItems", lambda: cards.make_sheet(PRINCIPAL, press, NOW)
    ) as quicker:
        slower = cards.make_sheet(PRINCIPAL, press, NOW)
    (first,) = quicker
    assert {card.code for card in first.cards} == {card.code for card in slower.cards}
    assert codes_in_use() == 26
    assert len(audit.of_body(PRINCIPAL.body_id)) == 1


def test_of_two_cards_cancelled_at_one_moment_both_are_counted(stage):
    with first_of_all(
        "TransactWriteItems", lambda: cards.cancel(PRINCIPAL, stage.codes[0], NOW)
    ):
        cards.cancel(PRINCIPAL, stage.codes[1], NOW)
    assert rounds.get(stage.round.id).classes["6A"].cards.cancelled == 2


def test_the_round_page_of_a_colleague_is_not_out_of_date_for_new_cards(stage):
    before = rounds.get(stage.round.id).version
    sheet(stage, extra=None)
    assert rounds.get(stage.round.id).version == before


@pytest.mark.parametrize("number", [-1, 0, 61])
def test_a_number_that_makes_no_sense_makes_no_card(stage, number):
    before = codes_in_use()
    with pytest.raises(errors.Incomplete, match="number"):
        sheet(stage, number)
    assert codes_in_use() == before


@pytest.mark.parametrize("account", [STRANGER, OWNER])
def test_cards_of_another_school_do_not_exist(stage, account):
    with pytest.raises(errors.NotFound):
        sheet(stage, 5, account)
    with pytest.raises(errors.NotFound):
        cards.cancel(account, stage.codes[0], NOW)
    assert code_store.get(stage.codes[0])


def test_a_teacher_sees_how_many_and_the_school_owner_does_not(stage):
    stage.send(0, thriving="good")
    shown = cards.list_classes(CLASS_TEACHER, NOW)
    assert [progress.answered for progress in shown] == [(0, False), (0, False)]
    assert cards.list_classes(STRANGER, NOW) == []
    with pytest.raises(errors.NotFound):
        cards.list_classes(OWNER, NOW)


def test_a_teacher_makes_no_cards_and_no_unknown_class_gets_any(stage):
    with pytest.raises(errors.NotFound):
        sheet(stage, 5, TEACHER)
    with pytest.raises(errors.NotFound):
        cards.cancel(TEACHER, stage.codes[0], NOW)
    for round_id, class_id in ((stage.round.id, "9Z"), ("XX", "6A")):
        with pytest.raises(errors.NotFound):
            cards.make_sheet(PRINCIPAL, wanted(round_id, class_id, 5), NOW)
    with pytest.raises(errors.NotFound):
        sheet(stage, 5, attempt="no attempt")
