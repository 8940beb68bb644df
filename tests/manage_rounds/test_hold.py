"""A round that would open by the clock does not while a must is missing at the
school."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.answer_form.submit import open_form
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.manage_rounds import set_up as round_setup
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import LOOK_BEFORE, Preparation
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.cast import CLASSES, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, set_the_stage
from tests.mailbox import sent, to_whom
from tests.rows import rows_with

OPENS = NOW + timedelta(hours=2)
LOOK = OPENS - LOOK_BEFORE


@pytest.fixture
def school(aws):
    set_the_stage(codes=1)
    done = Preparation(date(2026, 9, 1), date(2026, 9, 2), NURSE.id)
    transaction.commit(preparation_store.write_preparation("SCHAAA", done))


def planned(class_by_class=False):
    new = NewRound(
        "grades_5_7",
        Mode.ANONYMOUS,
        ("nb",),
        OPENS,
        OPENS + timedelta(hours=3),
        on_duty(NURSE),
        class_by_class,
    )
    return open_round(new, SCHOOL, CLASSES)


def leaves(person):
    transaction.commit(*accounts.put_account(replace(person, active=False)))


def opened(round_):
    return [
        class_.id
        for class_ in rounds.get(round_.id).classes.values()
        if class_.opened_at
    ]


def words():
    return [event.what for event in audit.of_body("SCHAAA")]


def test_a_school_that_is_ready_is_left_alone(school):
    round_ = planned()
    sweep(LOOK)
    assert rounds.get(round_.id) == round_
    assert rows_with("answers", pk=f"OPENING#{round_.id}") == []
    assert sent() == []


@pytest.mark.parametrize("person", [PRINCIPAL, NURSE])
def test_a_needed_person_has_left_the_round_is_held_and_those_in_charge_are_told(
    school, person
):
    round_ = planned()
    code = make_codes(round_, "6A", 1)[0]
    leaves(person)
    sweep(LOOK - timedelta(minutes=1))
    assert opened(round_)
    sweep(LOOK)
    assert opened(round_) == []
    sweep(LOOK + timedelta(minutes=1))
    told = {OWNER.email} | ({PRINCIPAL.email} if person is NURSE else set())
    assert set(to_whom()) == told
    assert words().count("held_round") == 1
    with pytest.raises(errors.RoundNotOpen):
        open_form(code, OPENS + timedelta(minutes=1))
    for mail in sent():
        assert "Test" not in mail.body.replace(mail.number, "")


def test_held_classes_are_opened_by_hand_once_the_school_is_ready(school):
    round_ = planned()
    leaves(NURSE)
    sweep(LOOK)
    held = rounds.get(round_.id)
    with pytest.raises(errors.NotReady):
        round_setup.open_class(PRINCIPAL, round_.id, "6A", held.version, OPENS)
    transaction.commit(*accounts.put_account(NURSE))
    round_setup.open_class(PRINCIPAL, round_.id, "6A", held.version, OPENS)
    assert opened(round_) == ["6A"]
    sweep(OPENS)
    assert opened(round_) == ["6A"]


def test_what_is_open_already_is_not_closed_by_the_clock(school):
    round_ = planned()
    leaves(NURSE)
    sweep(OPENS)
    assert opened(round_)
    assert "held_round" not in words()


def test_nothing_to_hold_where_people_open_each_class(school):
    round_ = planned(class_by_class=True)
    leaves(NURSE)
    sweep(LOOK)
    assert "held_round" not in words()
    assert rows_with("answers", pk=f"OPENING#{round_.id}") == []


def test_two_sweeps_or_a_change_at_the_same_moment_hold_it_once(school, fails):
    planned()
    leaves(NURSE)
    with fails("dynamodb", "TransactWriteItems", "lost_answer", times=1):
        sweep(LOOK)
    sweep(LOOK + timedelta(minutes=1))
    assert words().count("held_round") == 1
