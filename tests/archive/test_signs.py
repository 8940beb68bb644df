import pytest

from chalicelib.archive.document import HeadingBlock, TableBlock, TextBlock
from chalicelib.archive.signs import settable
from tests.archive.papers import ordinary, paper


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Ære være Čáhci ŋ Łódź Їжак ґ", "Ære være Čáhci ŋ Łódź Їжак ґ"),
        ("glad 😀", "glad «tegn: U+1F600 GRINNING FACE»"),
        ("ሰ", "«tegn: U+1230 ETHIOPIC SYLLABLE SA»"),
        ("a\x07b", "a«tegn: U+0007»b"),
        ("א", "«tegn: U+05D0 HEBREW LETTER ALEF»"),
        ("\u202ex", "«tegn: U+202E RIGHT-TO-LEFT OVERRIDE»x"),
        ("\u200b", "«tegn: U+200B ZERO WIDTH SPACE»"),
        ("\ue000", "«tegn: U+E000»"),
        ("a\tb\nc", "a b\nc"),
        ("e\u0301", "é"),
        ("x\u0336", "x\u0336"),
    ],
)
def test_what_the_font_lacks_is_named(text, set_as):
    ready = settable(paper(TextBlock(text)))
    assert ready.document.blocks == (TextBlock(set_as),)


def test_who_asks_is_told_each_sign_once():
    ready = settable(paper(TextBlock("😀😀"), HeadingBlock(2, "😀"), TextBlock("ok")))
    assert ready.changed == ("«tegn: U+1F600 GRINNING FACE»",)


def test_nothing_is_told_where_nothing_was_changed():
    ready = settable(ordinary())
    assert (ready.changed, ready.document) == ((), ordinary())


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_a_heading_without_words_says_so(empty):
    ready = settable(paper(HeadingBlock(2, empty)))
    assert ready.document.blocks == (HeadingBlock(2, "«uten overskrift»"),)
    assert ready.changed == ("«uten overskrift»",)


def test_a_title_without_words_says_so():
    assert settable(paper(title="")).document.title == "«uten overskrift»"


def test_no_level_of_heading_is_left_out():
    levels = (5, 3, 6, 2, 4, 1)
    ready = settable(paper(*(HeadingBlock(level, "x") for level in levels)))
    assert [block.level for block in ready.document.blocks] == [2, 3, 4, 2, 3, 2]


def test_each_column_of_a_table_has_a_heading_and_each_row_its_cells():
    ready = settable(paper(TableBlock(("a", ""), (("1",), ("1", "2", "3")))))
    (table,) = ready.document.blocks
    assert table.head == ("a", "«uten overskrift»", "«uten overskrift»")
    assert table.rows == (("1", "", ""), ("1", "2", "3"))


def test_a_missing_day_is_told():
    assert settable(paper(made=None)).changed == ("uten dato",)
