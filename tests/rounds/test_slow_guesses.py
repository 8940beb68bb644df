"""Wrong codes pour in: they find nothing, and who has a card gets through."""

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import (
    FORM_LASTS,
    RejectedAnswer,
    StoredAnswer,
    open_form,
    submit,
)
from chalicelib.core import errors, ids
from chalicelib.rounds import guesses, slow_guesses
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from tests.cast import NOW
from tests.rows import rows_with


def guess(now=NOW, ticket=None):
    """One code nobody has; true where the service looked it up."""
    with pytest.raises(errors.Refusal) as refused:
        open_form(ids.new_code(secrets.choice), now, ticket)
    return not isinstance(refused.value, errors.MustWait)


def pour_in(number=guesses.FREE):
    for _ in range(number):
        guess()


def test_a_class_that_tries_used_codes_again_waits_for_nothing(stage):
    pour_in(guesses.FREE - 1)
    assert stage.open().form


def test_guesses_that_pour_in_are_not_looked_up(stage, calls):
    pour_in()
    calls.clear()
    assert not any(guess() for _ in range(20))
    assert calls == []


def test_a_pupil_with_a_card_gets_through_by_waiting_once(stage):
    pour_in()
    with pytest.raises(errors.MustWait) as told:
        stage.open(now=NOW)
    assert told.value.wait == timedelta(seconds=2)
    later = NOW + told.value.wait
    form = open_form(stage.codes[0], later, told.value.ticket)
    sent = submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, later
    )
    assert isinstance(sent, StoredAnswer)


def test_who_comes_too_early_keeps_the_place(stage):
    pour_in()
    with pytest.raises(errors.MustWait) as told:
        stage.open(now=NOW)
    with pytest.raises(errors.MustWait) as again:
        open_form(stage.codes[0], NOW + timedelta(seconds=1), told.value.ticket)
    assert again.value.ticket == told.value.ticket
    assert again.value.wait == timedelta(seconds=1)


def test_who_has_the_form_already_is_not_held_up(stage):
    form = stage.open()
    pour_in()
    sent = submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, NOW
    )
    assert isinstance(sent, StoredAnswer)


def test_a_ticket_is_for_one_code_for_ten_minutes_and_ours(stage):
    pour_in()
    with pytest.raises(errors.MustWait) as told:
        stage.open(0)
    later = NOW + timedelta(seconds=5)
    for ticket in (told.value.ticket, told.value.ticket[:-1] + "x", "", "x"):
        with pytest.raises((errors.Tampered, errors.MustWait)):
            open_form(stage.codes[1], later, ticket)
    for _ in range(guesses.FREE):
        slow_guesses.note(NOW + guesses.TICKET_LASTS, "")
    with pytest.raises(errors.MustWait):
        open_form(stage.codes[0], NOW + guesses.TICKET_LASTS, told.value.ticket)


def test_what_led_nowhere_is_forgotten_with_the_tickets_and_is_never_much(monkeypatch):
    monkeypatch.setattr(slow_guesses, "_MOST", 5)
    for number in range(7):
        slow_guesses.note(NOW, str(number))
    assert [*slow_guesses._nowhere] == ["2", "3", "4", "5", "6"]
    slow_guesses.note(NOW + guesses.TICKET_LASTS, "again")
    assert [*slow_guesses._nowhere] == ["again"]


def test_who_waited_for_a_code_nobody_has_is_looked_up_once(stage, calls):
    code = ids.new_code(secrets.choice)
    pour_in()
    later, ticket = NOW, None
    for _ in range(3):
        with pytest.raises(errors.MustWait) as told:
            open_form(code, later, ticket)
        later, ticket = later + guesses.LONGEST, told.value.ticket
        with pytest.raises(errors.CodeUnknown):
            open_form(code, later, ticket)
    calls.clear()
    with pytest.raises(errors.MustWait):
        open_form(code, later, ticket)
    assert calls == []


def test_sending_tells_nobody_whether_a_code_is_good(stage, calls):
    """Only who came in by the code has an attempt for it; the database is not even
    asked."""
    mine = stage.open(0)
    calls.clear()
    for code in (stage.codes[1], ids.new_code(secrets.choice)):
        with pytest.raises(errors.Tampered):
            submit(code, mine.place, mine.attempt, "nb", {}, NOW)
    assert calls == []


def test_a_round_takes_one_answer_a_code_however_often_it_is_tried(stage):
    forms = [stage.open(0) for _ in range(5)]
    stored = 0
    for form in forms:
        try:
            submit(
                stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, NOW
            )
            stored += 1
        except errors.CodeSpent:
            continue
    assert stored == len(rows_with("answers", sk="ANSWER#")) == 1


def test_an_old_page_comes_back_with_a_new_attempt_that_works(stage):
    form = stage.open(0, stage.round.opens_at)
    longer = replace(stage.round, closes_at=NOW + timedelta(days=2))
    transaction.commit(*rounds.put_round(longer))
    late = stage.round.opens_at + FORM_LASTS
    back = submit(
        stage.codes[0], form.place, form.attempt, "nb", {"hurt": ["few"]}, late
    )
    assert isinstance(back, RejectedAnswer)
    assert [problem.kind for problem in back.problems] == ["too_old"]
    assert not rows_with("answers", sk="ANSWER#")
    again = back.form.attempt
    anew = submit(stage.codes[0], form.place, again, "nb", {"hurt": ["few"]}, late)
    assert isinstance(anew, StoredAnswer)
