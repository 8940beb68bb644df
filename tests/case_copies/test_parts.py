from dataclasses import replace

import pytest

from chalicelib.archive.document import Document, TextBlock
from chalicelib.case_copies import parts
from chalicelib.case_copies.copy_kind import CopyKind
from chalicelib.case_copies.prepare import PreparedCopy
from chalicelib.cases.entry import EntryKind
from tests.cases.cast import entry_for, stored
from tests.cast import TEACHER
from tests.plans.cast import planned
from tests.staff_browser import stage

__all__ = ["stage"]


@pytest.fixture
def case(stage):
    planned(TEACHER)
    return stored()


def copy_of(*said):
    document = Document("Sak", "nb", None, {}, [TextBlock(text) for text in said])
    return PreparedCopy(document, document, (), (), (), (), {})


@pytest.mark.parametrize(
    ("version", "number"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (200, 10)]
)
def test_a_page_has_twenty_entries(case, version, number):
    assert parts.parts_of(replace(case, version=version)) == number


def test_each_entry_is_in_one_part():
    numbers = [number for part in (1, 2, 3) for number in parts.numbers_of(part)]
    assert numbers == [*range(1, 61)]


def test_a_page_opens_its_own_entries_and_what_is_said_of_others(case):
    entry, _ = entry_for(case)
    here, there = replace(entry, number=25), replace(entry, number=45)
    assert parts.is_opened(2, here)
    assert not parts.is_opened(2, there)
    assert parts.is_opened(2, replace(there, kind=EntryKind.SUPPORTERS))


def test_the_mark_of_all_is_the_same_in_however_many_parts_it_is_read(case):
    before = parts.mark_before(case, CopyKind.ARCHIVE, "nb")
    half = parts.mark_after(before, copy_of("a", "b"))
    whole = parts.mark_after(before, copy_of("a", "b", "c"))
    assert parts.mark_after(half, copy_of("c")) == whole


@pytest.mark.parametrize("said", [("a",), ("a", "c"), ("b", "a"), ("a", "b", "c")])
def test_another_text_another_order_and_a_part_not_read_have_another_mark(case, said):
    before = parts.mark_before(case, CopyKind.ARCHIVE, "nb")
    assert parts.mark_after(before, copy_of(*said)) != parts.mark_after(
        before, copy_of("a", "b")
    )


@pytest.mark.parametrize("other", [(CopyKind.PARTY, "nb"), (CopyKind.ARCHIVE, "nn")])
def test_what_was_read_for_another_copy_is_not_read_for_this(case, other):
    assert parts.mark_before(case, *other) != parts.mark_before(
        case, CopyKind.ARCHIVE, "nb"
    )
