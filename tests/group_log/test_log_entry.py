"""What is the latest of the log, and what of it comes first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.group_log.log_entry import LogEntry, LogKind, first_day, newest_first
from tests.cast import NOW

COURSE = LogEntry(
    "C", 1, "C", LogKind.COURSE, date(2026, 11, 2), "A3", NOW, expires_at=0
)
LATER = replace(COURSE, id="L", mark="L", on=date(2026, 11, 9))
CORRECTED = replace(COURSE, version=2, mark="D", on=date(2026, 11, 16))


def test_the_day_it_is_about_counts_and_not_when_it_was_written():
    early = replace(LATER, at=NOW - timedelta(days=300))
    assert [entry.id for entry in newest_first([COURSE, early])] == ["L", "C"]


def test_of_one_day_what_was_written_last_stands_first():
    same_day = replace(COURSE, id="S", at=NOW + timedelta(minutes=1))
    assert [entry.id for entry in newest_first([COURSE, same_day])] == ["S", "C"]


def test_of_an_entry_the_latest_version_alone_is_listed_in_whatever_order_it_is_read():
    tenth = replace(CORRECTED, version=10)
    for rows in ([COURSE, CORRECTED, tenth], [tenth, CORRECTED, COURSE]):
        assert newest_first(rows) == [tenth]


@pytest.mark.parametrize(
    ("versions", "day"),
    [
        ([], None),
        ([COURSE, LATER], COURSE.on),
        ([COURSE, CORRECTED, LATER], LATER.on),
        ([COURSE, replace(CORRECTED, kind=LogKind.GATHERING)], None),
        ([replace(COURSE, kind=LogKind.WORKSHOP)], None),
    ],
)
def test_the_first_day_is_that_of_what_stands_now(versions, day):
    assert first_day(LogKind.COURSE, versions) == day


def test_a_meeting_is_the_only_kind_with_fields_of_its_own():
    assert [kind for kind in LogKind if kind.is_meeting] == [LogKind.MEETING]
    assert COURSE.is_corrected is False
    assert CORRECTED.is_corrected is True
