"""Whether a group went as the method has it, from what was written down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.case_forms.fidelity import fidelity
from chalicelib.case_forms.forms import GroupMeeting
from chalicelib.case_forms.save import save
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind, Fidelity
from chalicelib.core.local_time import SchoolCalendar
from tests.case_forms.test_save import ANSWERS, DAY, walk
from tests.case_pages.test_case_words import read
from tests.cases.cast import made, pen, stored
from tests.cast import NOW

MEETING, REVIEW = EntryKind.MEETING, EntryKind.REVIEW
TUESDAY = date(2026, 11, 24)
WHOLE = {"present": [1, 2], "proposals": {"1": "Spise sammen", "2": "Vente på ham"}}
BREAK = SchoolCalendar(breaks=((date(2026, 11, 30), date(2026, 12, 4)),))


def at(kind, days, content=None, recorded=None):
    """So many days after the first meeting; written down the same day."""
    day = TUESDAY + timedelta(days=days)
    entry = read(1, kind, content if content is not None else WHOLE, day)
    written = NOW.replace(day=recorded or 24)
    return replace(entry, entry=replace(entry.entry, recorded=written))


def followed(*entries, closed=7, calendar=SchoolCalendar()):  # noqa: B008
    return fidelity(entries, TUESDAY + timedelta(days=closed), calendar)


def test_without_a_group_there_is_nothing_to_record():
    assert followed() is None
    assert followed(at(EntryKind.TALK, 0), at(REVIEW, 1)) is None


def test_a_group_that_went_as_the_method_has_it():
    held = followed(at(MEETING, 0), at(REVIEW, 7), at(MEETING, 7), at(REVIEW, 14))
    assert held == Fidelity(True, True, True, True)


@pytest.mark.parametrize(
    ("content", "absent", "own"),
    [
        (WHOLE, True, True),
        ({**WHOLE, "present": [0, 1, 2]}, False, True),
        ({**WHOLE, "present": [1, 2, 3]}, True, False),
        ({"present": [1], "proposals": {}}, True, False),
        ({"present": [0], "proposals": {}}, False, None),
        ({}, None, None),
    ],
)
def test_the_first_meeting_is_without_the_pupil_and_each_has_a_proposal(
    content, absent, own
):
    found = followed(at(MEETING, 0, content), at(MEETING, 1))
    assert (found.pupil_absent, found.own_proposals) == (absent, own)


def test_what_does_not_open_says_nothing_of_who_was_there():
    closed = replace(at(MEETING, 0), content=None)
    assert followed(closed) == Fidelity(None, None, True, False)


@pytest.mark.parametrize(
    ("days", "closed", "on_time"),
    [(7, 10, True), (8, 10, False), (0, 7, True), (None, 7, True), (None, 8, False)],
)
def test_each_meeting_is_followed_up_within_a_week_by_a_talk_or_the_closing(
    days, closed, on_time
):
    talks = [] if days is None else [at(REVIEW, days)]
    assert followed(at(MEETING, 0), *talks, closed=closed).on_time is on_time


def test_a_later_meeting_that_nobody_followed_up_is_late():
    held = (at(MEETING, 0), at(REVIEW, 7), at(MEETING, 8))
    assert followed(*held, closed=15).on_time
    assert not followed(*held, closed=16).on_time


def test_a_day_off_at_the_end_of_the_week_moves_the_day():
    held = (at(MEETING, 0), at(REVIEW, 13))
    assert followed(*held, closed=13, calendar=BREAK).on_time
    assert not followed(at(MEETING, 0), closed=14, calendar=BREAK).on_time
    assert not followed(*held, closed=13).on_time


def test_a_day_that_was_suggested_and_kept_is_on_time_and_one_of_ones_own_is_not():
    suggested = {**WHOLE, "next_kind": "review", "next_on": "2026-12-03"}
    held = (at(MEETING, 0, suggested, recorded=26), at(REVIEW, 9))
    assert followed(*held, closed=9).on_time
    held = (at(MEETING, 0, suggested, recorded=24), at(REVIEW, 9))
    assert not followed(*held, closed=9).on_time


def test_both_talks_are_one_with_the_pupil_and_one_more_with_the_supporters():
    assert not followed(at(MEETING, 0), at(REVIEW, 7)).both_talks
    assert not followed(at(MEETING, 0), at(MEETING, 7)).both_talks
    assert followed(at(MEETING, 0), at(MEETING, 7), at(REVIEW, 7)).both_talks


def test_it_is_stored_in_clear_with_the_closing_alone(desk):
    made(desk)
    walk(EntryKind.TALK)
    meeting = GroupMeeting(
        happened=DAY, leader="Kari", present=(1,), proposals={1: "Spise sammen"}
    )
    save(pen(stored(), "m" * 22), MEETING, meeting)
    save(pen(stored(), "n" * 22), REVIEW, ANSWERS[REVIEW])
    save(pen(stored(), "o" * 22), EntryKind.CLOSING, ANSWERS[EntryKind.CLOSING])
    entries = [cases.decode_entry(row) for row in cases.entries(stored())]
    assert [entry.fidelity for entry in entries[:-1]] == [None] * 4
    assert entries[-1].fidelity == Fidelity(True, True, True, False)
    row = cases.entries(stored())[-1]
    assert row["fidelity"] == {
        "pupil_absent": True,
        "own_proposals": True,
        "on_time": True,
        "both_talks": False,
    }
