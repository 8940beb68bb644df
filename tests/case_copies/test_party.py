import pytest

from chalicelib.archive.document import HeadingBlock, TableBlock, TextBlock
from chalicelib.case_copies.party import redacted
from tests.archive.papers import paper

NAMES = ("Ole Hansen", "Jonas", "Anne-Lise Berg", "Per Dag", "André")


def said(text, names=NAMES):
    (block,) = redacted(paper(TextBlock(text)), names, "[]").document.blocks
    return block.text


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Ole Hansen kom", "[] kom"),
        ("Ole  Hansen og Ole\nHansen", "[] og []"),
        ("OLE og ole", "[] og []"),
        ("Oles bok", "[] bok"),
        ("Ole's bok, Ole’s bok", "[] bok, [] bok"),
        ("Jonas' bok, Jonas’ bok, Jonas’s", "[] bok, [] bok, []"),
        ("Ole sin bok", "[] sin bok"),
        ("Hansens sekk", "[] sekk"),
        ("Anne-Lise, Lise og Anne", "[], [] og []"),
        ("Ole-Martin", "[]"),
        ("Andre og Andrés", "[] og []"),
        ("(Ole), «Ole». Ole!", "([]), «[]». []!"),
        ("Per sa det", "[] sa det"),
        ("Ole Hansen/Jonas", "[]/[]"),
    ],
)
def test_a_name_goes_in_each_of_its_forms(written, left):
    assert said(written) == left


@pytest.mark.parametrize(
    "written", ["Oleg", "Soleklart", "to ganger per dag", "Jonassen", "en andregang"]
)
def test_what_only_holds_the_letters_stays(written):
    assert said(written) == written


def test_what_is_composed_of_two_signs_is_the_same_name():
    assert said("Andre\u0301") == "[]"


def test_it_goes_out_of_title_headings_and_tables_alike():
    document = paper(
        HeadingBlock(2, "Ole"), TableBlock(("a",), (("Oles",),)), title="Jonas"
    )
    gone = redacted(document, NAMES, "[]").document
    assert gone.title == "[]"
    assert gone.blocks == (HeadingBlock(2, "[]"), TableBlock(("a",), (("[]",),)))


def test_each_name_is_told_with_how_often_it_went():
    document = paper(TextBlock("Ole og Hansen og Ole Hansen, Jonas"))
    found = redacted(document, ("Ole Hansen", "Jonas", "Sara"), "[]").found
    assert found == {"Ole Hansen": 3, "Jonas": 1, "Sara": 0}


def test_a_name_that_is_no_word_changes_nothing():
    assert said("a.b (c)", (".", "(", "", " ")) == "a.b (c)"
