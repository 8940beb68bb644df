"""What is written stands once, what is corrected stays below, and what the log says of
courses is what the school has prepared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.group_log import see_log, write_down
from chalicelib.group_log import store as group_log
from chalicelib.group_log.log_entry import LogContent, LogKind
from chalicelib.manage_schools import prepare, readiness
from chalicelib.rounds.fields import PreparationFields
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import Must
from chalicelib.storage import expiry, transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, set_the_stage
from tests.group_log.cast import A_MEETING, a_course
from tests.rows import rows_with

FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture(autouse=True)
def stage(aws):
    return set_the_stage()


def written(what=A_MEETING, who=NURSE, now=NOW):
    return write_down.write_down(who, what, now)


def latest(entry_id):
    return see_log.see_entry(PRINCIPAL, entry_id, NOW).latest


def met():
    points = readiness.of("SCHAAA", NOW).points
    return {point.must for point in points if point.met}


def test_it_is_read_as_it_was_written_and_sealed_in_its_row():
    seen = see_log.see_entry(PRINCIPAL, written(), NOW)
    assert seen.content == A_MEETING.content
    assert (seen.latest.by, seen.latest.at, seen.latest.version) == (NURSE.id, NOW, 1)
    (row,) = rows_with("casework", pk="LOG#")
    clear = {name: value for name, value in row.items() if name != "sealed"}
    assert set(clear) == {"pk", "sk", "mark", "kind", "on", "by", "at", "expires_at"}
    assert b"skyld" not in row["sealed"]


def test_the_same_sent_twice_is_one_entry_and_other_words_are_another():
    assert written() == written(now=NOW + timedelta(hours=1))
    other = replace(A_MEETING, content=LogContent((NURSE.id,)))
    assert written(other) != written()
    assert len(see_log.see_log(NURSE).entries) == 2


def test_the_same_words_of_another_press_or_person_are_another_entry():
    ids = {written(), written(replace(A_MEETING, attempt="h" * 22))}
    ids.add(written(who=PRINCIPAL))
    assert len(ids) == 3


def test_nothing_is_written_with_an_attempt_that_is_none_of_ours():
    with pytest.raises(errors.Tampered):
        written(replace(A_MEETING, attempt="x"))
    assert rows_with("casework", pk="LOG#") == []


def test_a_correction_stands_above_and_what_was_there_stays():
    entry_id = written()
    better = replace(A_MEETING, on=FIRST, content=LogContent((PRINCIPAL.id,)))
    write_down.correct(PRINCIPAL, latest(entry_id), better, NOW + timedelta(days=1))
    seen = see_log.see_entry(NURSE, entry_id, NOW)
    contents = [content for _, content in seen.versions]
    assert contents == [A_MEETING.content, better.content]
    assert (seen.latest.by, seen.latest.on) == (PRINCIPAL.id, FIRST)
    (entry,) = see_log.see_log(NURSE).entries
    assert entry == seen.latest


def test_of_two_who_correct_at_once_the_second_is_told_and_the_same_twice_is_one():
    before = latest(written())
    mine = replace(A_MEETING, content=LogContent((NURSE.id,)))
    write_down.correct(NURSE, before, mine, NOW)
    write_down.correct(NURSE, before, mine, NOW)
    with pytest.raises(errors.ChangedMeanwhile):
        write_down.correct(PRINCIPAL, before, replace(mine, on=FIRST), NOW)
    assert latest(before.id).version == 2


def test_all_versions_go_on_the_day_the_first_was_to_go(monkeypatch):
    entry_id = written()
    correction = replace(A_MEETING, on=FIRST)
    later = NOW + timedelta(days=400)
    write_down.correct(NURSE, latest(entry_id), correction, later)
    end = NOW + write_down.KEPT
    monkeypatch.setattr(expiry, "clock", lambda: end.timestamp() - 1)
    assert len(group_log.versions("SCHAAA")) == 2
    monkeypatch.setattr(expiry, "clock", lambda: end.timestamp() + 1)
    assert group_log.versions("SCHAAA") == []


def test_another_school_finds_nothing_of_it():
    entry_id = written()
    assert see_log.see_log(STRANGER).entries == []
    with pytest.raises(errors.NotFound):
        see_log.see_entry(STRANGER, entry_id, NOW)


def test_writing_reading_and_correcting_are_written_down_without_a_word_of_it():
    entry_id = written()
    write_down.correct(PRINCIPAL, latest(entry_id), replace(A_MEETING, on=FIRST), NOW)
    found = {
        (entry.who, entry.what, entry.subject) for entry in audit.of_body("SCHAAA")
    }
    assert found == {
        (NURSE.id, "wrote_log", entry_id),
        (PRINCIPAL.id, "read_log", entry_id),
        (PRINCIPAL.id, "corrected_log", entry_id),
    }


@pytest.mark.parametrize(
    ("kind", "must"),
    [(LogKind.COURSE, Must.COURSE), (LogKind.WORKSHOP, Must.WORKSHOP)],
)
def test_a_course_in_the_log_is_what_the_school_has_done(kind, must):
    assert must not in met()
    written(a_course(FIRST, kind))
    assert must in met()


@pytest.mark.parametrize("kind", [LogKind.MEETING, LogKind.GATHERING])
def test_a_meeting_or_a_gathering_is_no_course(kind):
    before = met()
    written(a_course(FIRST, kind))
    assert met() == before


def test_the_first_course_counts_and_a_corrected_day_with_it():
    entry_id = written(a_course(SECOND))
    written(a_course(FIRST, attempt="h" * 22))
    assert preparation_store.get("SCHAAA").course_on == FIRST
    write_down.correct(NURSE, latest(entry_id), a_course(date(2026, 10, 5)), NOW)
    assert preparation_store.get("SCHAAA").course_on == date(2026, 10, 5)


def test_a_course_that_was_none_is_taken_back():
    entry_id = written(a_course(FIRST))
    gathering = a_course(FIRST, LogKind.GATHERING)
    write_down.correct(NURSE, latest(entry_id), gathering, NOW)
    assert Must.COURSE not in met()


def test_a_day_that_somebody_has_put_there_by_hand_stays():
    by_hand = PreparationFields(course_on="2026-09-01", workshop_on="", on_duty="")
    prepare.write_down(PRINCIPAL, 0, by_hand, NOW)
    entry_id = written(a_course(FIRST))
    write_down.correct(NURSE, latest(entry_id), a_course(SECOND), NOW)
    assert preparation_store.get("SCHAAA").course_on == date(2026, 9, 1)


def test_who_prepares_at_the_same_moment_loses_nothing(monkeypatch):
    """Between looking and writing a colleague writes who is on duty."""
    by_hand = PreparationFields(course_on="", workshop_on="", on_duty=NURSE.id)
    commit, meanwhile = transaction.commit, [by_hand]

    def first_a_colleague(*writes):
        if meanwhile and any("LOG#" in write.key.pk for write in writes):
            prepare.write_down(PRINCIPAL, 0, meanwhile.pop(), NOW)
        commit(*writes)

    monkeypatch.setattr(transaction, "commit", first_a_colleague)
    written(a_course(FIRST))
    done = preparation_store.get("SCHAAA")
    assert (done.course_on, done.on_duty) == (FIRST, NURSE.id)
    assert len(group_log.versions("SCHAAA")) == 1


def test_what_does_not_open_is_said_and_the_rest_of_the_log_is_read():
    entry_id, forged = written(), "Z" * 20
    (row,) = rows_with("casework", pk="LOG#")
    key = Key(row.pop("pk"), row.pop("sk").replace(entry_id, forged))
    transaction.commit(Put(settings().casework_table, key, row))
    assert see_log.see_entry(NURSE, forged, NOW).content is None
    assert see_log.see_entry(NURSE, entry_id, NOW).content == A_MEETING.content
    assert len(see_log.see_log(NURSE).entries) == 2
