"""Rule ``persists``: the same card in two confidential rounds, where the school says it
is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.answers import store as answers
from chalicelib.audit import store as audit
from chalicelib.core.log_lines import LogLine
from chalicelib.flags import class_check_store, compare_rounds
from chalicelib.flags.findings import raise_flags
from chalicelib.flags.rule_sets import RULE_SETS
from chalicelib.items.filter import Filter
from chalicelib.items.level import Level
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.rounds import store as rounds
from chalicelib.rounds.failed import Failed
from chalicelib.rounds.round import MAY_FINISH, Mode, on_duty
from chalicelib.storage import keys, transaction, wrapped_keys
from chalicelib.upkeep.schedule import sweep
from tests import forged
from tests.cast import (
    CLASSES,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    SLOT,
    Stage,
    set_the_stage,
)
from tests.rows import rows_with

BEFORE = NOW - timedelta(days=60)
OPENED = NOW - timedelta(minutes=20)


def a_round(at, same_list_as=None, mode=Mode.CONFIDENTIAL, form_id="grades_5_7"):
    hours = timedelta(hours=4)
    new = NewRound(
        form_id, mode, ("nb",), at, at + hours, on_duty(NURSE), False, same_list_as
    )
    round_ = open_round(new, SCHOOL, CLASSES)
    return Stage(round_, make_codes(round_, "6A", 12))


@pytest.fixture
def earlier(aws):
    set_the_stage(codes=1)
    return a_round(BEFORE)


@pytest.fixture
def later(earlier):
    return a_round(OPENED, earlier.round.id)


def raised(stage):
    """The card and the reasons of each flag of the rule."""
    found = inbox_list.list_items(NURSE, Filter(), SLOT).items
    opened = []
    for item in found:
        reading.open_item(NURSE, item.kind, item.id, SLOT)
        content = see_item.see(NURSE, item.kind, item.id, SLOT).content.flag
        if item.round_id == stage.round.id and content.reasons[0].rule == "persists":
            assert item.level is Level.L2
            opened.append((content.card, [reason.item for reason in content.reasons]))
    return sorted(opened)


@pytest.mark.parametrize("rules", RULE_SETS.values(), ids=list(RULE_SETS))
def test_what_the_rule_finds_is_told_of_already_if_only_in_the_weekly_mail(rules):
    """So it is enough to compare when somebody opens the inbox."""
    for item, scale in rules.scales.items():
        for option in scale[2:]:
            assert raise_flags({item: option}, rules, text_hit=False), (item, option)


def test_the_same_weak_sign_twice_and_a_fall_of_two_steps_are_raised_once(
    earlier, later
):
    earlier.send(0, BEFORE, hurt="once", thriving="good")
    earlier.send(1, BEFORE, thriving="very_good")
    earlier.send(2, BEFORE, thriving="good")
    later.send(0, hurt="once", thriving="good")
    later.send(1, thriving="ok")
    later.send(2, thriving="ok")
    for account in (PRINCIPAL, NURSE):
        compare_rounds.compare(account, rounds.of_school(account.body_id), NOW)
    sweep(SLOT)
    assert class_check_store.get(keys.class_check(later.round.id, "6A")) is not None
    assert raised(later) == [(1, ["hurt"]), (2, ["thriving"])]
    told = [event.what for event in audit.of_body(SCHOOL.id)]
    assert told.count("compared_rounds") == 1
    sweep(SLOT)
    assert rows_with("answers", sk="MAIL#flags_waiting-group-")


def test_what_comes_in_later_is_compared_later_and_after_the_closing_no_more(
    earlier, later
):
    for card in (0, 1):
        earlier.send(card, BEFORE, hurt="once")
    later.send(0, hurt="once")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == [(1, ["hurt"])]
    later.send(1, hurt="once")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == [(1, ["hurt"]), (2, ["hurt"])]
    listed = next(
        round_ for round_ in rounds.of_school(SCHOOL.id) if round_.id == later.round.id
    )
    assert (listed.compare_with, listed.compared["6A"]) == (earlier.round.id, 2)
    compare_rounds.compare(
        NURSE, rounds.of_school(NURSE.body_id), later.round.closes_at + MAY_FINISH
    )
    listed = next(
        round_ for round_ in rounds.of_school(SCHOOL.id) if round_.id == later.round.id
    )
    assert listed.compare_with is None
    assert rounds.get(later.round.id).same_list_as == earlier.round.id


def test_an_answer_is_read_once_while_nothing_new_comes(earlier, later, calls):
    later.send(0, hurt="once")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    calls.clear()
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert "TransactWriteItems" not in calls
    assert calls == ["Query", "GetItem", "GetItem"] + ["Query"] * len(
        later.round.classes
    )


def test_a_pupil_who_is_to_be_followed_up_anyhow_is_not_two_things_to_do(
    earlier, later
):
    earlier.send(0, BEFORE, hurt="once", thriving="very_good")
    earlier.send(1, BEFORE, hurt="once")
    earlier.send(2, BEFORE, hurt="once")
    later.send(0, hurt="once", thriving="bad")
    later.send(1, hurt="once", more="han har kniv")
    later.send(2, hurt="once", adult_hurt="few", leadership="yes")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == [(3, ["hurt"])]


def test_without_the_setters_word_and_in_an_anonymous_round_no_number_is_a_pupil(
    earlier,
):
    earlier.send(0, BEFORE, hurt="once")
    for other in (a_round(NOW), a_round(OPENED, mode=Mode.ANONYMOUS)):
        other.send(0, max(BEFORE, other.round.opens_at), hurt="once")
        compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
        assert raised(other) == []
    assert "compared_rounds" not in [event.what for event in audit.of_body(SCHOOL.id)]


def test_other_cards_other_classes_and_other_forms_are_not_compared(earlier, later):
    earlier.send(0, BEFORE, hurt="once")
    later.send(1, hurt="once")
    of_6b = replace(later, codes=make_codes(later.round, "6B", 1))
    of_6b.send(0, hurt="once")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == []
    young = a_round(OPENED, earlier.round.id, form_id="grades_1_4")
    young.send(0, hurt="middle", thriving="bad")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(young) == []


def test_where_the_earlier_key_is_gone_nothing_is_raised(earlier, later):
    earlier.send(0, BEFORE, hurt="once")
    later.send(0, hurt="once")
    transaction.commit(wrapped_keys.delete_key(earlier.round.id))
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == []


def test_trouble_with_one_round_never_keeps_the_inbox_shut(
    earlier, later, monkeypatch, caplog
):
    later.send(0, hurt="once")

    def broken(*_):
        raise ValueError("Kari")

    monkeypatch.setattr(answers, "by_card", broken)
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert f"{LogLine.NOT_COMPARED} error=ValueError" in caplog.text
    assert "Kari" not in caplog.text


def test_what_could_not_be_compared_is_tried_again_after_a_while_and_then_raised(
    earlier, later, monkeypatch
):
    earlier.send(0, BEFORE, hurt="once")
    later.send(0, hurt="once")

    def come_by(minutes):
        at = NOW + timedelta(minutes=minutes)
        compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), at)
        (listed,) = [r for r in rounds.of_school(NURSE.body_id) if r.compare_with]
        return listed.not_compared

    with monkeypatch.context() as trouble:
        trouble.delattr(answers, "by_card")
        assert come_by(0) == Failed(1, NOW + timedelta(minutes=15))
        assert come_by(14).times == 1
        assert come_by(15) == Failed(2, NOW + timedelta(minutes=75))
    come_by(74)
    assert raised(later) == []
    assert come_by(75) is None
    assert raised(later) == [(1, ["hurt"])]


def test_an_answer_that_is_none_or_shares_a_card_is_not_compared_and_the_others_are(
    earlier, later, caplog
):
    """Who has the public side can seal an answer under any card's number."""
    ours = {"answer": {"hurt": "once", "more": "Hei"}, "card": 3}
    two = ['{"answer": {}, "card": 2}', '{"answer": {"hurt": "later"}, "card": 4}']
    said = [*forged.each_part_wrong(ours), *two]
    for number in range(3):
        earlier.send(number, BEFORE, hurt="once")
        later.send(number, hurt="once")
    answer = forged.stored("ANSWER#") | {"pk": {"S": f"PLACE#{later.round.id}#6A"}}
    for number, text in enumerate(said):
        seal = forged.sealed(
            later.round.public_key, text, f"answer|{later.round.id}|6A"
        )
        forged.put(forged.renamed(answer, number, sealed=seal))
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == [(1, ["hurt"])]
    assert LogLine.NOT_COMPARED not in caplog.text
    assert caplog.text.count("row unreadable kind=ANSWER error=SameCard") == 1


def test_the_school_owner_opens_no_answers(earlier, later):
    later.send(0, hurt="once")
    compare_rounds.compare(OWNER, rounds.of_school(OWNER.body_id), NOW)
    assert "compared_rounds" not in [event.what for event in audit.of_body(SCHOOL.id)]


def test_no_id_and_no_row_tells_the_number_of_a_card(earlier, later):
    earlier.send(10, BEFORE, hurt="once")
    later.send(10, hurt="once")
    compare_rounds.compare(NURSE, rounds.of_school(NURSE.body_id), NOW)
    assert raised(later) == [(11, ["hurt"])]
    for row in rows_with("answers"):
        assert 11 not in row.values()
        assert "card" not in row
