import json

import pytest

from chalicelib.archive.document import TableBlock
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.prepare import (
    names_problem,
    names_typed,
    prepared,
    suggested_names,
)
from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.core.local_time import local_day
from chalicelib.referrals import drafts
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.staff_browser import stage

__all__ = ["stage"]


def seen(**said):
    made(drafts.desk(TEACHER))
    talk = FirstTalk(
        happened=local_day(NOW), adult="Kari", wants_group=Wants.YES, **said
    )
    save(pen(stored()), EntryKind.TALK, talk)
    return see_case.see(PRINCIPAL, 1, NOW)


def test_what_looks_like_a_name_in_what_was_said_of_others_is_suggested(stage):
    found = seen(
        hard="Ole og Per-Arne",
        around="Hun leker med Sara",
        friends="Čáhci. Ingen andre",
    )
    assert suggested_names(found) == ["Ole", "Per-Arne", "Sara", "Čáhci"]


def test_the_pupils_own_name_is_not_suggested(stage):
    assert suggested_names(seen(friends="Elev og Sara")) == ["Sara"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ole\nSara Lie\n\n", ["Ole", "Sara Lie"]),
        ("Ole, Sara; Ole", ["Ole", "Sara"]),
        ("", []),
    ],
)
def test_names_stand_on_lines_or_between_commas(typed, names):
    assert names_typed(typed) == names


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (["a" * 100] * 60, ""),
        (["a"] * 61, "copy.problem.names"),
        (["a" * 101], "copy.problem.names"),
    ],
)
def test_there_may_be_sixty_of_a_hundred_signs(names, problem):
    assert names_problem(names) == problem


def test_the_file_of_data_says_what_the_copy_says(stage):
    copy = prepared(seen(keeps="Bra 😀"), CopyKind.ARCHIVE, "nb", (), NOW)
    said = json.loads(copy.as_json)
    tables = [b.rows for b in copy.document.blocks if isinstance(b, TableBlock)]
    kept = [block["rows"] for block in said["blocks"] if block["kind"] == "table"]
    assert kept == [[list(row) for row in rows] for rows in tables]
    assert "Bra 😀" in copy.as_json
    assert copy.signs == ("«tegn: U+1F600 GRINNING FACE»",)
