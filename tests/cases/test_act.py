from datetime import date, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.cases import act, see_case
from chalicelib.cases.about import About
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move, State
from chalicelib.core import errors
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER
from tests.rows import rows_with

TODAY = date(2026, 11, 24)
WHY = "Eleven sier at det er for tidlig nå."


def kinds(number=1):
    seen = see_case.see(PRINCIPAL, number, NOW)
    return [read.entry.kind for read in seen.entries]


def test_a_new_case_has_who_it_is_about_a_responsible_person_and_a_dated_next_action(
    desk,
):
    case = made(desk)
    seen = see_case.see(PRINCIPAL, 1, NOW)
    assert seen.about == About("Test Elev", "6A", bullying=True)
    assert (case.responsible, case.state) == (PRINCIPAL.id, State.RECEIVED)
    assert case.next_action == NextAction(NextKind.FIRST_TALK, date(2026, 11, 26))
    assert [read.entry.kind for read in seen.entries] == [EntryKind.MADE]


def test_no_name_and_no_word_of_a_note_stands_in_clear(desk):
    act.note(pen(made(desk)), "Ringte mor til Test Elev", TODAY)
    rows = str(rows_with("casework", pk="CASE"))
    assert "Elev" not in rows
    assert "Ringte" not in rows
    assert "'6A'" not in rows


def test_a_note_says_when_it_happened_and_when_it_was_written(desk):
    act.note(pen(made(desk)), " Ringte hjem ", date(2026, 11, 20))
    (_, note) = see_case.see(PRINCIPAL, 1, NOW).entries
    assert note.text("text") == "Ringte hjem"
    assert (note.entry.happened, note.entry.recorded) == (
        date(2026, 11, 20),
        NOW.replace(microsecond=0),
    )


@pytest.mark.parametrize(
    ("typed", "day"),
    [("", TODAY), ("x" * 2001, TODAY), ("Ringte", TODAY + timedelta(days=1))],
)
def test_an_empty_or_endless_note_and_one_of_tomorrow_are_refused(desk, typed, day):
    with pytest.raises(errors.Incomplete):
        act.note(pen(made(desk)), typed, day)
    assert kinds() == [EntryKind.MADE]


def test_the_same_note_sent_twice_is_one_and_other_words_are_another(desk):
    case = made(desk)
    act.note(pen(case), "Ringte hjem", TODAY)
    act.note(pen(case), "Ringte hjem", TODAY)
    act.note(pen(case), "Ringte hjem igjen", TODAY)
    assert kinds() == [EntryKind.MADE, EntryKind.NOTE, EntryKind.NOTE]


def test_of_two_who_write_at_once_no_note_is_lost_and_a_move_is_told(desk, aws):
    made(desk)
    attempts = ["b" * 22, "c" * 22]

    def meanwhile(**_):
        if len(attempts) == 2 or (moving and attempts):
            act.note(pen(stored(), attempts.pop()), "Min kollegas notat", TODAY)

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    moving = False
    try:
        act.note(pen(stored()), "Mitt notat", TODAY)
        moving = True
        with pytest.raises(errors.ChangedMeanwhile):
            act.move(pen(stored()), Move.TRY_OTHER, WHY)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert kinds() == [EntryKind.MADE, *[EntryKind.NOTE] * 3]


def test_what_was_seen_before_a_colleague_wrote_moves_nothing(desk):
    case = made(desk)
    act.note(pen(case), "Ringte hjem", TODAY)
    with pytest.raises(errors.ChangedMeanwhile):
        act.plan(pen(case), NextKind.MEETING, TODAY)
    assert stored().next_action == case.next_action


def test_the_same_move_sent_twice_is_one(desk):
    case = made(desk)
    for _ in range(2):
        act.move(pen(case), Move.PUPIL_DECLINED, WHY)
    assert kinds() == [EntryKind.MADE, EntryKind.MOVED]
    assert (stored().state, stored().next_action.kind) == (
        State.OTHER_MEASURE,
        NextKind.MEASURE,
    )


def test_a_pupil_who_goes_to_another_school_closes_the_case_and_keeps_the_check(desk):
    act.move(
        pen(made(desk)), Move.LEFT_SCHOOL, "Ny skole er Fjellvang, som vet om det."
    )
    case = stored()
    assert (case.state, case.closed_on) == (State.CLOSED, TODAY)
    assert case.next_action == NextAction(NextKind.CHECK, date(2027, 2, 24))
    act.move(pen(case, "b" * 22), Move.REOPEN, "Eleven kom tilbake til oss.")
    assert stored().state is State.RECEIVED


@pytest.mark.parametrize(
    ("move", "reason"),
    [(Move.TRY_OTHER, "kort"), (Move.RUN, WHY), (Move.REOPEN, WHY)],
)
def test_a_move_wants_a_reason_and_to_be_one_a_person_chooses(desk, move, reason):
    with pytest.raises(errors.Incomplete):
        act.move(pen(made(desk)), move, reason)


def test_what_is_next_is_moved_to_a_day_to_come(desk):
    case = made(desk)
    with pytest.raises(errors.Incomplete):
        act.plan(pen(case), NextKind.FIRST_TALK, TODAY - timedelta(days=1))
    act.plan(pen(case), NextKind.FIRST_TALK, TODAY)
    assert stored().next_action == NextAction(NextKind.FIRST_TALK, TODAY)


def test_a_correction_is_added_and_what_it_corrects_stays(desk):
    case = made(desk)
    act.note(pen(case), "Ringte mor", TODAY)
    act.correct(pen(stored()), 2, "Det var far")
    _, note, correction = see_case.see(PRINCIPAL, 1, NOW).entries
    assert (note.text("text"), correction.text("text")) == ("Ringte mor", "Det var far")
    assert correction.entry.corrects == 2
    with pytest.raises(errors.NotFound):
        act.correct(pen(stored()), 9, "Det var far")


def test_the_name_stands_in_one_place_and_can_be_put_right(desk):
    act.say_about(pen(made(desk)), "Riktig Elev", "6B", False)
    seen = see_case.see(PRINCIPAL, 1, NOW)
    assert seen.about == About("Riktig Elev", "6B")
    assert "Elev" not in str([read.content for read in seen.entries])


def test_who_may_not_open_it_reads_and_writes_nothing(desk):
    case = made(desk)
    for who in (NURSE, STRANGER):
        for deed in (
            lambda who=who: see_case.see(who, 1, NOW),
            lambda who=who: act.note(pen(case, account=who), "Hei", TODAY),
        ):
            with pytest.raises(errors.NotFound):
                deed()
    (listed,) = see_case.list_cases(NURSE, NOW).cases
    assert (listed.number, see_case.list_cases(NURSE, NOW).opens) == (1, frozenset())
    assert see_case.list_cases(STRANGER, NOW).cases == []


def test_every_reading_of_a_case_is_written_down(desk):
    made(desk)
    see_case.see(PRINCIPAL, 1, NOW)
    see_case.see(PRINCIPAL, 1, NOW)
    read = [entry for entry in audit.of_body("SCHAAA") if entry.what == "read_case"]
    assert [entry.subject for entry in read] == ["1", "1"]


def test_another_name_with_the_same_attempt_is_told_and_not_taken_for_the_same(desk):
    case = made(desk)
    act.say_about(pen(case), "Feil Elev", "6B", False)
    act.say_about(pen(case), "Feil Elev", "6B", False)
    with pytest.raises(errors.ChangedMeanwhile):
        act.say_about(pen(case), "Riktig Elev", "6B", False)
    assert see_case.see(PRINCIPAL, 1, NOW).about.pupil == "Feil Elev"
    assert kinds() == [EntryKind.MADE, EntryKind.ABOUT]


def test_an_attempt_of_nobodys_is_refused(desk):
    with pytest.raises(errors.Tampered):
        act.note(pen(made(desk), attempt="x"), "Hei", TODAY)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (TODAY + timedelta(days=1), "case.problem.future"),
        (date(2025, 11, 23), "case.problem.long_ago"),
        (date(202, 11, 24), "case.problem.long_ago"),
    ],
)
def test_a_note_is_of_a_day_that_can_have_been(desk, day, problem):
    with pytest.raises(errors.Incomplete) as refused:
        act.note(pen(made(desk)), "Ringte hjem", day)
    assert refused.value.problem == problem
    act.note(pen(stored()), "Ringte hjem", date(2025, 11, 24))
