from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import open_form
from chalicelib.core import errors
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.storage import transaction
from tests.cast import CLASSES, NOW, NURSE, SCHOOL, set_the_stage


def _new(**other):
    start, end = NOW - timedelta(hours=1), NOW + timedelta(hours=4)
    duty = on_duty(NURSE)
    return NewRound("grades_5_7", Mode.ANONYMOUS, ("nb",), start, end, duty, **other)


def test_a_round_that_opens_class_by_class_waits_for_each(aws):
    round_ = open_round(_new(class_by_class=True), SCHOOL, CLASSES)
    code, other = (make_codes(round_, class_id, 1)[0] for class_id in ("6A", "STEP5-7"))
    with pytest.raises(errors.RoundNotOpen) as refused:
        open_form(code, NOW)
    assert refused.value.opens_at is None
    opened = replace(round_.classes["6A"], opened_at=NOW)
    transaction.commit(
        *rounds.change_round(
            replace(round_, classes={**round_.classes, opened.id: opened})
        )
    )
    assert open_form(code, NOW).class_.id == "6A"
    with pytest.raises(errors.RoundNotOpen):
        open_form(other, NOW)


def test_two_who_change_a_round_the_second_is_refused_and_nothing_is_lost(aws):
    round_ = open_round(_new(), SCHOOL, CLASSES)
    transaction.commit(*rounds.change_round(replace(round_, closes_at=NOW)))
    with pytest.raises(transaction.Refused):
        transaction.commit(
            *rounds.change_round(replace(round_, closes_at=NOW + timedelta(hours=1)))
        )
    assert rounds.get(round_.id).closes_at == NOW.replace(microsecond=0)
    assert [listed.closes_at for listed in rounds.of_school(SCHOOL.id)] == [NOW]


def test_the_person_on_duty_is_named_on_the_round_and_in_the_list(aws):
    stage = set_the_stage()
    held = rounds.get(stage.round.id)
    assert held == stage.round
    assert held.on_duty.account_id == NURSE.id
    (listed,) = rounds.of_school(SCHOOL.id)
    assert (listed.id, listed.on_duty, listed.labels) == (
        held.id,
        NURSE.name,
        ("6A", "5–7"),
    )
