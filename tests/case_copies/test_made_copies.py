from dataclasses import replace

import pytest

from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.made_copies import confirmed, is_current, made_copies
from chalicelib.cases.entry import EntryKind, ReadEntry
from tests.plans.cast import KNOWN, entry

COPY = {"copy": "archive", "language": "nn", "names": ["Ole"]}


def written(number, kind, content=None, corrects=None):
    made = entry(number, kind, KNOWN).entry
    return ReadEntry(replace(made, corrects=corrects), content)


def test_the_latest_copy_comes_first_with_what_it_is():
    party = {**COPY, "copy": "party"}
    entries = [
        written(1, EntryKind.MADE, {}),
        written(2, EntryKind.COPIED, COPY),
        written(3, EntryKind.COPIED, party),
    ]
    latest, first = made_copies(entries)
    assert (latest.kind, first.kind) == (CopyKind.PARTY, CopyKind.ARCHIVE)
    assert (first.language, first.names) == ("nn", ("Ole",))
    assert first.is_current
    assert not first.is_confirmed


@pytest.mark.parametrize(
    "content", [None, {}, {**COPY, "copy": "x"}, {**COPY, "language": "en"}]
)
def test_what_does_not_open_or_is_none_of_ours_is_no_copy(content):
    assert made_copies([written(2, EntryKind.COPIED, content)]) == []


@pytest.mark.parametrize(
    ("later", "current"),
    [
        (EntryKind.COPIED, True),
        (EntryKind.COPY_CONFIRMED, True),
        (EntryKind.NOTE, False),
        (EntryKind.ABOUT, False),
        (EntryKind.TAKEN_BACK, False),
    ],
)
def test_it_says_all_there_is_until_something_is_written(later, current):
    entries = [written(2, EntryKind.COPIED, COPY), written(3, later, {})]
    assert is_current(2, [read.entry for read in entries]) is current


def test_the_one_the_archive_has_is_known_by_its_number():
    said = [
        written(2, EntryKind.COPIED, COPY),
        written(3, EntryKind.COPY_CONFIRMED, {}, corrects=2),
        written(4, EntryKind.CORRECTION, {}, corrects=1),
    ]
    assert confirmed([read.entry for read in said]) == {2}
    assert made_copies(said)[0].is_confirmed
