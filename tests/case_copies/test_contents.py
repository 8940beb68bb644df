"""What stands in a copy, of a case with a talk, supporters, a plan and its
evaluation."""

from dataclasses import replace

import pytest

from chalicelib.archive.document import HeadingBlock, TableBlock
from chalicelib.case_copies.contents import contents, listed_names
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_forms.save import save
from chalicelib.case_forms.supporters import (
    AskedAnswer,
    Relation,
    Supporter,
    Supporters,
)
from chalicelib.cases import act, see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move
from chalicelib.core.local_time import local_day
from chalicelib.plans.plan import MeasureStep
from chalicelib.plans.write_plan import evaluate
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import pen, stored
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.plans.cast import BETTER, planned
from tests.staff_browser import stage

__all__ = ["stage"]
ALL = range(1, 99)
PEOPLE = {
    1: Supporter(name="Ole Hansen", answer=AskedAnswer.YES),
    2: Supporter(name="Ida Moe", role=Relation.DIFFICULT, answer=AskedAnswer.YES),
    3: Supporter(name="Vilde Dahl", role=Relation.DIFFICULT),
}


@pytest.fixture
def seen(stage):
    furnish()
    return see_case.see(PRINCIPAL, 1, NOW)


def furnish():
    planned(TEACHER)
    people = Supporters(happened=local_day(NOW), people=PEOPLE)
    save(pen(stored(), "1" * 22), EntryKind.SUPPORTERS, people)
    save(pen(stored(), "2" * 22), EntryKind.MEETING, ANSWERS[EntryKind.MEETING])
    steps = (MeasureStep.CHANGE, MeasureStep.STOP)
    done = replace(BETTER, steps=steps, outside="PPT")
    evaluate(pen(stored(), "e" * 22), done, local_day(NOW))
    act.note(pen(stored(), "3" * 22), "Ringte hjem", local_day(NOW))
    act.correct(pen(stored(), "4" * 22), 2, "Det var mandag")
    act.move(pen(stored(), "5" * 22), Move.TRY_OTHER, "Eleven vil heller vente litt")


def words(found):
    parts = []
    for block in found.document.blocks:
        match block:
            case HeadingBlock(_, text):
                parts.append(text)
            case TableBlock(_, rows):
                parts += [f"{label}: {text}" for label, text in rows]
    return "\n".join(parts)


def test_every_entry_stands_in_it_once_in_order(seen):
    found = contents(seen, CopyKind.ARCHIVE, "nb", NOW, ALL)
    assert len(found.headings) == len(seen.entries)
    said = words(found)
    places = [said.index(heading) for heading in found.headings]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "wanted",
    [
        "Elevens navn: Test Elev",
        "Saksnummer: 1",
        "Ole Hansen",
        "Tekst: Ringte hjem",
        "Tekst: Det var mandag",
        "Tekst: Eleven vil heller vente litt",
        "Tiltak 1: Tiltak: Faste lekegrupper i storefri",
        "Hvem: Amina Yusuf",
        "Hvem: Kari Nordvik",
        "2026",
        "PPT",
        "Saken kommer fra: ",
    ],
)
def test_what_people_wrote_is_in_it(seen, wanted):
    assert wanted in words(contents(seen, CopyKind.ARCHIVE, "nb", NOW, ALL))


def test_every_day_has_its_year(seen):
    for row in words(contents(seen, CopyKind.ARCHIVE, "nb", NOW, ALL)).splitlines():
        if "november" in row or "desember" in row:
            assert "2026" in row


def test_each_table_has_a_heading_for_both_columns(seen):
    blocks = contents(seen, CopyKind.ARCHIVE, "nn", NOW, ALL).document.blocks
    heads = {block.head for block in blocks if isinstance(block, TableBlock)}
    assert heads == {("Kva", "Det som står")}


@pytest.mark.parametrize("kind", CopyKind)
def test_who_is_difficult_is_in_none_and_what_anybody_is_to_the_pupil_is_not(
    seen, kind
):
    found = contents(seen, kind, "nb", NOW, ALL)
    assert "Vilde" not in words(found)
    assert "Ida Moe" in words(found)
    assert "Vanskelig" not in words(found)
    assert "Elever som det er vanskelig å være sammen med" in found.left_out
    assert listed_names(seen) == ["Ole Hansen", "Ida Moe", "Vilde Dahl"]


def test_what_does_not_open_is_said_in_its_place(seen):
    closed = [replace(read, content=None) for read in seen.entries]
    found = contents(replace(seen, entries=closed), CopyKind.ARCHIVE, "nb", NOW, ALL)
    assert len(found.unreadable) == len(closed)
    assert words(found).count("Kan ikke åpnes.") == len(closed)


def test_in_nynorsk_it_is_nynorsk(seen):
    said = words(contents(seen, CopyKind.PARTY, "nn", NOW, ALL))
    assert "Skrive ned: " in said
    assert "Skrevet ned" not in said
