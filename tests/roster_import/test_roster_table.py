"""One file of OneRoster: what is read of it, and what is named with its line."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.roster_import.roster_fault import UnreadableRoster
from chalicelib.roster_import.roster_table import RosterTable, is_now, tables_of

HEADING = "sourcedId,status,dateLastModified,name"
TODAY = date(2026, 11, 27)


def rows(text, encoding="utf-8", needed=("sourcedId", "name"), wanted=()):
    return list(RosterTable("orgs", text.encode(encoding)).rows(needed, wanted))


def fault_of(text, encoding="utf-8"):
    with pytest.raises(UnreadableRoster) as refused:
        rows(text, encoding)
    return refused.value.fault


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_are_read_as_systems_and_spreadsheets_write_them(
    delimiter, encoding, end
):
    text = f"{HEADING}{end}o,,,Råholt skole{end}{end}".replace(",", delimiter)
    assert rows(text, encoding) == [(2, ["o", "Råholt skole"])]


def test_headings_count_by_name_in_any_order_and_case_and_what_is_missing_is_empty():
    text = "NAME, SourcedId ,extra\nÅs,o,x"
    assert rows(text, wanted=("grades",)) == [(2, ["o", "Ås", ""])]


def test_a_heading_it_cannot_be_without_is_named():
    fault = fault_of("sourcedId,navn\no,Ås")
    assert (fault.kind, fault.number) == ("roster.columns", 1)
    assert (fault.file, fault.text) == ("orgs.csv", "name")
    assert fault_of("").kind == "roster.columns"


def test_what_the_file_says_is_to_be_deleted_is_passed_over_and_counted():
    table = RosterTable("orgs", f"{HEADING}\na,tobedeleted,,A\nb,active,,B".encode())
    assert list(table.rows(("sourcedId",))) == [(3, ["b"])]
    assert table.deleted == 1


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (f"{HEADING}\na,,,A\nb,,B", "roster.row", 3),
        (f"{HEADING}\na,,,A,more", "roster.row", 2),
        (f'{HEADING}\na,,,"A"b', "roster.quotes", 2),
        (f'{HEADING}\na,,,"A\nb,,,B', "roster.quotes", 3),
        (f"{HEADING}\na,,,{'x' * 200_000}", "roster.quotes", 2),
    ],
)
def test_a_line_that_cannot_be_split_is_named_and_nothing_of_it_is_said(
    text, kind, line
):
    fault = fault_of(text)
    assert (fault.kind, fault.number, fault.text) == (kind, line, "")


def test_a_cell_may_have_line_breaks_and_is_cut_where_it_is_very_long():
    assert rows(f'{HEADING}\na,,,"Ås\nskole"') == [(3, ["a", "Ås skole"])]
    assert rows(f"{HEADING}\na,,,{'x' * 300}") == [(2, ["a", "x" * 120])]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04", "roster.not_text"), (b"N\x92r,\xe6\x81", "roster.encoding")],
)
def test_a_file_whose_letters_are_not_known_for_sure_is_refused(content, kind):
    with pytest.raises(UnreadableRoster) as refused:
        tables_of({"users": content})
    assert (refused.value.fault.kind, refused.value.fault.file) == (kind, "users.csv")


@pytest.mark.parametrize(
    ("begins", "ends", "now"),
    [
        ("", "", True),
        ("2026-08-01", "2027-07-31", True),
        ("2026-11-27", "2026-11-27", True),
        ("2026-11-28", "", False),
        ("", "2026-11-26", False),
        ("", "2026-11-27T00:00:00Z", True),
        ("snart", "aldri", True),
    ],
)
def test_a_day_lies_between_two_dates_where_they_are_dates(begins, ends, now):
    assert is_now(begins, ends, TODAY) is now


@given(st.binary(max_size=120))
def test_no_file_makes_it_fall_over(content):
    with suppress(UnreadableRoster):
        list(RosterTable("users", HEADING.encode() + b"\n" + content).rows(("name",)))
