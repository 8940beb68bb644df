from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.services import cards, refusals
from chalicelib.services.answers import open_form, submit
from chalicelib.stores import audit
from chalicelib.stores import codes as code_store
from tests.cast import NOW, OWNER, PRINCIPAL, STRANGER, TEACHER, set_the_stage
from tests.rows import rows_with


@pytest.fixture
def stage(aws):
    return set_the_stage(codes=3)


def sheet(stage, number=25):
    return cards.make_sheet(PRINCIPAL, stage.round.id, "6A", number, NOW)


def test_every_card_opens_the_form_and_its_address_hides_the_code_behind_the_hash(stage):
    made = sheet(stage)
    assert len({card.code for card in made.cards}) == 25
    for card in made.cards[:3]:
        address, code = card.address.split("/#")
        assert address == "https://svar.example"
        assert open_form(code, NOW).class_.id == "6A"
        assert open_form(card.code, NOW)


def test_cards_are_shuffled_and_only_their_hashes_are_kept(stage, monkeypatch):
    drawn = []
    make = cards.make_cards
    monkeypatch.setattr(cards, "make_cards", lambda *a: drawn.extend(make(*a)) or list(drawn))
    made = [card.code.replace(" ", "") for card in sheet(stage).cards]
    in_order = [code for code, _ in drawn]
    assert Counter(made) == Counter(in_order)
    assert made != in_order
    assert not [row for row in rows_with("forms") if any(code in str(row) for code in made)]


def test_how_many_have_answered_and_never_who(stage):
    stage.send(0, thriving="good")
    stage.send(1, hurt="often")
    shown = {one.class_.id: one.answered for one in cards.list_classes(PRINCIPAL, NOW)}
    assert shown["6A"] == 2
    assert {count for id_, count in shown.items() if id_ != "6A"} == {0}
    assert cards.list_classes(PRINCIPAL, stage.round.closes_at) == []


def test_a_spoilt_card_is_cancelled_and_a_used_one_keeps_its_answer(stage):
    cards.cancel(PRINCIPAL, stage.codes[0].lower(), NOW)
    with pytest.raises(refusals.CodeUnknown):
        stage.open(0)
    stage.send(1, thriving="good")
    with pytest.raises(refusals.Incomplete, match="unknown"):
        cards.cancel(PRINCIPAL, stage.codes[1], NOW)
    assert len(rows_with("answers", sk="ANSWER#")) == 1
    with pytest.raises(refusals.Incomplete, match="mistyped"):
        cards.cancel(PRINCIPAL, "ABC", NOW)
    assert [one.what for one in audit.of_body(PRINCIPAL.body_id)] == ["cancelled_card"]


def test_a_card_cancelled_while_its_form_is_open_takes_no_answer(stage):
    form = stage.open(0)
    cards.cancel(PRINCIPAL, stage.codes[0], NOW)
    with pytest.raises(refusals.CodeSpent):
        submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert rows_with("answers", pk="PLACE#") == []
    assert rows_with("answers", pk="INBOX#") == []


def test_extra_cards_leave_those_that_are_out_as_they_were(stage):
    first, more = sheet(stage), sheet(stage, 2)
    codes = [card.code for card in (*first.cards, *more.cards)]
    assert len(set(codes)) == 27
    for code in (codes[0], codes[-1], stage.codes[0]):
        assert open_form(code, NOW).class_.id == "6A"
    entries = [(one.what, one.subject) for one in audit.of_body(PRINCIPAL.body_id)]
    assert sorted(entries) == [
        ("made_cards", f"{stage.round.id} 2"),
        ("made_cards", f"{stage.round.id} 25"),
    ]


def test_cards_can_be_made_and_cancelled_before_the_round_and_not_after_it(stage):
    early, late = stage.round.opens_at - timedelta(days=1), stage.round.closes_at
    made = cards.make_sheet(PRINCIPAL, stage.round.id, "6A", 1, early)
    cards.cancel(PRINCIPAL, made.cards[0].code, early)
    with pytest.raises(refusals.NotFound):
        cards.make_sheet(PRINCIPAL, stage.round.id, "6A", 1, late)
    with pytest.raises(refusals.NotFound):
        cards.cancel(PRINCIPAL, stage.codes[0], late)


@pytest.mark.parametrize("number", [-1, 0, 61])
def test_a_number_that_makes_no_sense_makes_no_card(stage, number):
    before = len(rows_with("forms", pk="CODE#"))
    with pytest.raises(refusals.Incomplete, match="number"):
        sheet(stage, number)
    assert len(rows_with("forms", pk="CODE#")) == before


@pytest.mark.parametrize("account", [STRANGER, OWNER])
def test_cards_of_another_school_do_not_exist(stage, account):
    with pytest.raises(refusals.NotFound):
        cards.make_sheet(account, stage.round.id, "6A", 5, NOW)
    with pytest.raises(refusals.NotFound):
        cards.cancel(account, stage.codes[0], NOW)
    assert code_store.get(stage.codes[0])


def test_a_teacher_sees_how_many_and_the_school_owner_does_not(stage):
    stage.send(0, thriving="good")
    assert [one.answered for one in cards.list_classes(TEACHER, NOW)] == [1, 0]
    assert cards.list_classes(STRANGER, NOW) == []
    with pytest.raises(refusals.NotFound):
        cards.list_classes(OWNER, NOW)


def test_a_teacher_makes_no_cards_and_no_unknown_class_gets_any(stage):
    with pytest.raises(refusals.NotFound):
        cards.make_sheet(TEACHER, stage.round.id, "6A", 5, NOW)
    with pytest.raises(refusals.NotFound):
        cards.cancel(TEACHER, stage.codes[0], NOW)
    for round_id, class_id in ((stage.round.id, "9Z"), ("XX", "6A")):
        with pytest.raises(refusals.NotFound):
            cards.make_sheet(replace(PRINCIPAL), round_id, class_id, 5, NOW)
