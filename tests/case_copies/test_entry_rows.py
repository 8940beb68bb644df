import pytest

from chalicelib.case_copies.contents import CopyTexts
from chalicelib.case_copies.entry_rows import CopyRow, EntryRows
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.storage import records
from tests.cast import NOW
from tests.plans.cast import KNOWN, WHOLE, entry


def rows(kind, content, of_others=()):
    words = CaseWords(CopyTexts("nb"), {}, NOW)
    said = EntryRows(words, AnswerWords(words.t, {}, "Nora", False), of_others)
    read = ReadEntry(entry(2, kind, KNOWN).entry, content)
    return [row for row in said.of(read) if row.text], said.left_out(read)


@pytest.mark.parametrize(
    ("kind", "content", "row"),
    [
        (EntryKind.NOTE, {"text": "Ringte"}, CopyRow("Tekst", "Ringte")),
        (EntryKind.NOTE, None, CopyRow("Tekst", "Kan ikke åpnes.")),
        (
            EntryKind.ITEM_IN,
            {"ref": "referral.ABCDEFGH"},
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


def test_each_measure_says_what_it_lacks():
    content = records.encode(WHOLE)
    said, _ = rows(EntryKind.PLAN, content)
    measures = [row.text for row in said if row.label.startswith("Tiltak ")]
    assert len(measures) == 2
    assert "Hvor ofte: hver fredag" in measures[1]


def test_a_left_out_answer_says_so_in_its_place():
    content = {"adult": "Kari", "hard": "Ole", "friends": "Ida"}
    said, gone = rows(EntryKind.TALK, content, ("hard", "not_wanted"))
    texts = [row.text for row in said]
    assert "Tatt ut av kopien" in texts
    assert "Ida" in texts
    assert "Ole" not in texts
    assert gone == ["Hvem er det vanskelig å være sammen med nå?"]
