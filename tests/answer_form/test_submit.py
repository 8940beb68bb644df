import json
from datetime import datetime, timedelta

import pytest

from chalicelib.answer_form.submit import (
    RejectedAnswer,
    StoredAnswer,
    open_form,
    reopen_form,
    submit,
)
from chalicelib.core import errors
from chalicelib.core.ids import grouped
from chalicelib.storage import wrapped_keys
from chalicelib.storage.codec import stamp
from chalicelib.upkeep.schedule import sweep
from tests.cast import LAST_SLOT, NOW, SLOT
from tests.rows import all_rows, rows_with

_FIRST = ("flags_waiting", "flag_urgent", "weekly_list")


def test_a_code_as_it_stands_on_the_card_opens_the_form(stage):
    form = open_form(grouped(stage.codes[0]).lower(), NOW)
    assert form.form.id == "grades_5_7"
    assert form.class_.label == "6A"


def test_sending_stores_one_sealed_answer_and_spends_the_code(stage):
    assert isinstance(stage.send(thriving="good"), StoredAnswer)
    (answer,) = rows_with("answers", sk="ANSWER#")
    assert len(rows_with("codes", pk="CODE#")) == len(stage.codes) - 1
    private = wrapped_keys.get(stage.round.id)
    opened = _unseal(private, answer["sealed"], f"answer|{stage.round.id}|6A")
    assert opened == {"answer": {"thriving": "good"}, "language": "nb"}


def test_a_replay_of_the_attempt_is_thanked_again_and_stores_nothing_more(stage):
    form = stage.open()
    again = [
        submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
        for _ in range(3)
    ]
    assert all(isinstance(answer, StoredAnswer) for answer in again)
    assert len(rows_with("answers", sk="ANSWER#")) == 1
    assert len(rows_with("answers", sk="FLAG#")) == 1


def test_another_attempt_on_a_spent_code_is_told_so_and_stores_nothing(stage):
    first, second = stage.open(), stage.open()
    submit(stage.codes[0], first.place, first.attempt, "nb", {"hurt": ["often"]}, NOW)
    before = all_rows()
    with pytest.raises(errors.CodeSpent):
        submit(
            stage.codes[0], second.place, second.attempt, "nb", {"hurt": ["once"]}, NOW
        )
    assert all_rows() == before


def test_a_spent_code_opens_no_form(stage):
    stage.send(thriving="good")
    with pytest.raises(errors.CodeUnknown):
        stage.open()


@pytest.mark.parametrize("typed", ["", "ABC", "0" * 10, "x" * 5000, "🙂" * 10])
def test_a_code_that_cannot_be_is_told_at_once(stage, typed):
    with pytest.raises(errors.CodeMistyped):
        open_form(typed, NOW)


@pytest.mark.parametrize(
    "place", ["", ".", "R", "R.", ".6A", "R.6A", "{round}.7Z", "{round}", "x" * 500]
)
def test_a_place_that_was_not_handed_out_is_refused(stage, place):
    form = stage.open()
    wrong = place.format(round=stage.round.id)
    with pytest.raises(errors.Tampered):
        submit(stage.codes[0], wrong, form.attempt, "nb", {}, NOW)
    assert not rows_with("answers", pk="PLACE#")


def test_the_place_of_another_class_does_not_take_the_code(stage):
    form = stage.open()
    elsewhere = f"{stage.round.id}.STEP5-7"
    with pytest.raises(errors.Tampered):
        submit(stage.codes[0], elsewhere, form.attempt, "nb", {}, NOW)
    assert not rows_with("answers", pk="PLACE#")


@pytest.mark.parametrize("attempt", ["", "a", "a" * 23, "a" * 21 + "#", "æ" * 22])
def test_an_attempt_that_was_not_handed_out_is_refused(stage, attempt):
    with pytest.raises(errors.Tampered):
        submit(stage.codes[0], stage.open().place, attempt, "nb", {}, NOW)


def test_before_the_opening_and_after_the_closing_nothing_is_stored_and_the_code_is_kept(
    stage,
):
    form = stage.open()
    early, late = stage.round.opens_at.replace(hour=6), stage.round.closes_at
    with pytest.raises(errors.RoundNotOpen) as refused:
        stage.open(now=early)
    assert refused.value.opens_at == stage.round.opens_at
    with pytest.raises(errors.RoundClosed):
        submit(stage.codes[0], form.place, form.attempt, "nb", {}, late)
    assert not rows_with("answers", pk="PLACE#")
    assert len(rows_with("codes", pk="CODE#")) == len(stage.codes)


def test_who_began_in_time_may_finish_a_little_late(stage):
    began = stage.round.closes_at - timedelta(minutes=1)
    form = stage.open(now=began)
    in_time, too_late = began + timedelta(minutes=59), began + timedelta(minutes=60)
    with pytest.raises(errors.RoundClosed):
        submit(
            stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, too_late
        )
    result = submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, in_time
    )
    assert isinstance(result, StoredAnswer)


def test_an_option_that_does_not_exist_is_rejected_with_the_form_to_show_again(stage):
    form = stage.open()
    sent = {"hurt": ["maybe"], "thriving": ["good"]}
    result = submit(stage.codes[0], form.place, form.attempt, "nb", sent, NOW)
    assert isinstance(result, RejectedAnswer)
    assert result.form.attempt == form.attempt
    assert result.kept == {"thriving": "good"}
    assert not rows_with("answers", pk="PLACE#")


def test_another_language_keeps_the_attempt(stage):
    form = stage.open()
    assert (
        reopen_form(stage.codes[0], form.place, form.attempt, NOW).attempt
        == form.attempt
    )


def test_an_answer_costs_two_calls_of_the_database(stage, calls):
    form = stage.open()
    calls.clear()
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert calls == ["GetItem", "TransactWriteItems"]


@pytest.mark.parametrize("operation", ["GetItem", "TransactWriteItems"])
@pytest.mark.parametrize("fault", ["throttled", "down", "server_error"])
def test_when_the_database_fails_nothing_is_stored_and_the_same_attempt_works_later(
    stage, fails, operation, fault
):
    form = stage.open()
    before = all_rows()
    with fails("dynamodb", operation, fault), pytest.raises(errors.NotStored):
        submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert all_rows() == before
    submit(stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["often"]}, NOW)
    assert len(rows_with("answers", sk="ANSWER#")) == 1


def test_when_only_the_acknowledgement_is_lost_the_next_try_is_thanked_and_one_answer_stands(
    stage, fails
):
    form = stage.open()
    fields = {"hurt": ["often"]}
    with (
        fails("dynamodb", "TransactWriteItems", "lost_answer"),
        pytest.raises(errors.NotStored),
    ):
        submit(stage.codes[0], form.place, form.attempt, "nb", fields, NOW)
    assert isinstance(
        submit(stage.codes[0], form.place, form.attempt, "nb", fields, NOW),
        StoredAnswer,
    )
    assert len(rows_with("answers", sk="ANSWER#")) == 1


def test_the_rows_hold_nothing_that_identifies_or_leads_from_answer_to_code(stage):
    form = stage.open()
    code = stage.codes[0]
    written = {"hurt": ["often"], "more": ["Jeg heter Kari"], "contact": ["today"]}
    submit(code, form.place, form.attempt, "nn", written, NOW)
    stored = json.dumps(all_rows(), default=str)
    for secret in (code, form.attempt, "Kari", "often", "today", "hurt"):
        assert secret not in stored
    # Not the minute, let alone the second, at which somebody answered.
    assert "08:07" not in stored
    assert stamp(NOW) not in stored


def test_answers_of_one_class_differ_in_nothing_but_key_ciphertext_and_keyed_hash(
    stage,
):
    stage.send(0, thriving="bad", hurt="often", more="Langt" * 80)
    stage.send(1)
    first, second = rows_with("answers", sk="ANSWER#")
    hidden = ("sk", "sealed", "same_as")
    clear = [
        {k: v for k, v in row.items() if k not in hidden} for row in (first, second)
    ]
    assert clear[0] == clear[1]
    assert len(first["sealed"]) == len(second["sealed"])
    assert len(first["same_as"]) == len(second["same_as"])


def test_mail_goes_to_the_slot_for_l2_at_once_for_l3_and_weekly_for_l1(stage):
    stage.send(0, NOW, hurt="few")
    stage.send(1, NOW, contact="today")
    stage.send(2, NOW, hurt="once")
    assert rows_with("answers", sk="MAIL#") == []
    told = {row["level"]: row["due_at"] for row in rows_with("answers", sk="FLAG#")}
    for due in sorted(told.values()):
        sweep(datetime.fromisoformat(due))
    ids = [
        row["id"] for row in rows_with("answers", sk="MAIL#") if row["kind"] in _FIRST
    ]
    assert told == {
        3: "2026-11-24T08:15:00Z",
        2: stamp(LAST_SLOT),
        1: "2026-11-30T08:00:00Z",
    }
    assert sorted(ids) == [
        "flag_urgent-group-2026-11-24T08:15:00Z",
        f"flags_waiting-group-{stamp(LAST_SLOT)}",
        "weekly_list-group-2026-11-30T08:00:00Z",
    ]


def test_flags_of_one_slot_share_one_mail(stage):
    for number in range(3):
        stage.send(number, hurt="few")
    sweep(NOW)
    assert len(rows_with("answers", sk="MAIL#")) == 1
    assert len(rows_with("answers", sk="FLAG#")) == 3


def test_when_the_leadership_is_involved_no_school_row_shows_it(stage):
    stage.send(0, adult_hurt="weekly", leadership="unsure")
    (flag,) = rows_with("answers", sk="FLAG#")
    assert flag["pk"] == "INBOX#WNERAA"
    sweep(NOW)
    (mail,) = rows_with("answers", sk="MAIL#")
    assert (mail["kind"], mail["recipients"]) == ("owner_now", "owner")


def test_the_principal_is_told_at_once_of_an_adult(stage):
    stage.send(0, NOW, adult_hurt="once")
    sweep(NOW + timedelta(minutes=8))
    kinds = {row["kind"]: row.get("due_at") for row in rows_with("answers", sk="MAIL#")}
    assert kinds == {"principal_now": None, "flags_waiting": stamp(SLOT)}


def _unseal(private, sealed, bound_to):
    from chalicelib.crypto.sealing import unseal

    return unseal(private, sealed, bound_to)
