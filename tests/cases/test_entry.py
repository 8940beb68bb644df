from datetime import date

from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.states import State
from tests.cast import NOW

NOTE = CaseEntry(1, "E", EntryKind.NOTE, "A2", date(2026, 11, 24), NOW, State.RECEIVED)


def test_what_does_not_open_or_is_no_text_says_nothing():
    assert ReadEntry(NOTE, {"text": "Ringte hjem"}).text("text") == "Ringte hjem"
    assert ReadEntry(NOTE, {"text": 3}).text("text") == ""
    assert ReadEntry(NOTE, None).text("text") == ""
