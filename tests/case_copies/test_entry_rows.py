from dataclasses import replace

import pytest

from chalicelib.case_copies.contents import CopyTexts
from chalicelib.case_copies.entry_rows import CopyRow, EntryRows
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.plan_pages.plan_data import FACTS, WORDS, plan_data, told_by_entry
from chalicelib.plans.versions import PLAN_FIELDS
from chalicelib.storage import records
from tests.cast import NOW
from tests.plan_pages.test_plan_view import seen
from tests.plans.cast import KNOWN, WHOLE, entry


def rows(kind, content, of_others=()):
    words = CaseWords(CopyTexts("nb"), {}, NOW)
    read = ReadEntry(entry(2, kind, KNOWN).entry, content)
    plan = told_by_entry(seen(read), words)
    said = EntryRows(words, AnswerWords(words.t, {}, "Nora", False), plan, of_others)
    return [row for row in said.of(read) if row.text], said.left_out(read)


@pytest.mark.parametrize(
    ("kind", "content", "row"),
    [
        (EntryKind.NOTE, {"text": "Ringte"}, CopyRow("Tekst", "Ringte")),
        (EntryKind.NOTE, None, CopyRow("Tekst", "Kan ikke åpnes.")),
        (
            EntryKind.ITEM_IN,
            {"ref": "referral.ABCDEFGH", "on": "2026-11-10", "by": "T1"},
            CopyRow("Saken kommer fra", "Henvisning ABCDEF"),
        ),
        (
            EntryKind.MADE,
            {"of": [{"ref": "referral.ABCDEFGH", "on": "2026-11-10", "by": "T1"}]},
            CopyRow("Saken kommer fra", "Henvisning ABCDEF"),
        ),
        (
            EntryKind.NO_PLAN,
            {"reason": "Eleven er ny her"},
            CopyRow("Tekst", "Eleven er ny her"),
        ),
        (
            EntryKind.COPIED,
            {"copy": "party"},
            CopyRow("Tekst", "Kopi for elev og foresatte"),
        ),
    ],
)
def test_what_an_entry_says(kind, content, row):
    assert row in rows(kind, content)[0]


def test_what_was_done_for_a_duty_says_which_and_how():
    said, _ = rows(
        EntryKind.DUTY, {"duty": "follow", "text": "Så etter", "means": None}
    )
    assert [row.text for row in said] == ["Følge med", "Så etter"]


def test_a_version_of_the_plan_says_what_the_page_of_the_plan_says():
    content = records.encode(replace(WHOLE, owner_on=KNOWN, principal_by="Berit"))
    said, _ = rows(EntryKind.PLAN, content)
    read = ReadEntry(entry(2, EntryKind.PLAN, KNOWN).entry, content)
    words = CaseWords(CopyTexts("nb"), {}, NOW)
    (told,) = plan_data(seen(read), words).versions
    assert [tuple(row) for row in said[: len(told.lines)]] == list(told.lines)
    measures = [row.text for row in said if row.label.startswith("Tiltak ")]
    assert len(measures) == len(told.measures) == 2
    assert "Hvor ofte: hver fredag" in measures[1]


def test_what_a_problem_points_to_is_in_the_copy_also_where_it_is_not_known():
    said, _ = rows(EntryKind.PLAN, records.encode(replace(WHOLE, problem_from=7)))
    assert "Punkt 7 i saken" in [row.text for row in said]


def test_no_field_of_the_plan_is_left_out():
    assert {"problem", "problem_from", *WORDS, *FACTS} == set(PLAN_FIELDS)


def test_a_left_out_answer_says_so_in_its_place():
    content = {"adult": "Kari", "hard": "Ole", "friends": "Ida"}
    said, gone = rows(EntryKind.TALK, content, ("hard", "not_wanted"))
    texts = [row.text for row in said]
    assert "Tatt ut av kopien" in texts
    assert "Ida" in texts
    assert "Ole" not in texts
    assert gone == ["Hvem er det vanskelig å være sammen med nå?"]
