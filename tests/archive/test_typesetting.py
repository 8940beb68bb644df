from base64 import b64decode
from datetime import UTC, datetime

import pytest

from chalicelib.archive import signs, typesetting
from chalicelib.archive.answers import MOST_ANSWERED
from chalicelib.archive.document import HeadingBlock, TextBlock
from tests.archive import papers


def read(tmp_path, document):
    (tmp_path / "copy.pdf").write_bytes(typesetting.pdf_of(document))
    return papers.text_of(tmp_path / "copy.pdf")


@pytest.mark.parametrize(
    ("document", "at_least"),
    [(papers.ordinary(), "warning"), (papers.unruly(), "error")],
    ids=["ordinary", "unruly"],
)
def test_checkers_find_nothing_wrong(tmp_path, document, at_least):
    file = tmp_path / "copy.pdf"
    file.write_bytes(typesetting.pdf_of(document))
    assert papers.faults(file, at_least) == []


def test_a_checker_finds_what_is_wrong(tmp_path):
    import typst

    file = tmp_path / "bare.pdf"
    file.write_bytes(typst.compile(b"= Hei", format="pdf", pdf_tags=False))
    assert len(papers.faults(file)) == 2


def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1():
    pdf = typesetting.pdf_of(papers.ordinary())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_all_that_was_written_can_be_read_in_it(tmp_path):
    text = read(tmp_path, papers.ordinary())
    for words in ("Sak 7 – arkivkopi", "26.11.2026", "Samtale", "Kari Nordmann"):
        assert words in text


@pytest.mark.parametrize("text", ["#panic()", '#read("/etc/passwd")', "$x$ *b* @ref"])
def test_what_is_typed_is_words_and_no_program(tmp_path, text):
    assert text in read(tmp_path, papers.paper(TextBlock(text), HeadingBlock(2, text)))


def test_no_letter_of_a_word_longer_than_a_line_is_lost(tmp_path):
    text = read(tmp_path, papers.paper(TextBlock(papers.LONG)))
    assert papers.LONG in "".join(text.split())


def test_every_sign_it_says_it_can_set_is_set_in_both_weights(tmp_path):
    every = "".join(sorted(signs._CAN_SET - {"\n"}))
    document = papers.paper(HeadingBlock(2, every), TextBlock(every))
    assert signs.settable(document).changed == ()
    assert "Ґ" in read(tmp_path, document)


def test_the_same_document_gives_the_same_bytes():
    first, again = (typesetting.pdf_of(papers.ordinary()) for _ in range(2))
    assert first == again


def test_the_function_gives_the_pdf_in_base64():
    said = typesetting.answer({"document": papers.ordinary().plain()})
    assert b64decode(said["pdf"]) == typesetting.pdf_of(papers.ordinary())


@pytest.mark.parametrize("event", [{}, {"document": {"title": "Ole Hansen"}}])
def test_what_cannot_be_set_is_said_and_its_words_are_in_no_log(event, caplog):
    assert typesetting.answer(event) == {"problem": "unset"}
    assert "Ole" not in caplog.text
    assert "KeyError" in caplog.text


def test_a_copy_too_large_to_come_back_is_said(monkeypatch):
    monkeypatch.setattr(typesetting, "MOST_ANSWERED", 1000)
    said = typesetting.answer({"document": papers.ordinary().plain()})
    assert said == {"problem": "too_large"}
    assert MOST_ANSWERED < 6 * 1024 * 1024


def test_a_case_of_three_hundred_long_entries_is_set_and_goes_back_whole():
    note = TextBlock("Dette skrev noen om hvordan det går. " * 54)
    blocks = [
        part for n in range(300) for part in (HeadingBlock(2, f"Notat {n}"), note)
    ]
    said = typesetting.answer({"document": papers.paper(*blocks).plain()})
    assert len(said["pdf"]) < MOST_ANSWERED


def test_a_document_without_a_day_has_the_day_it_is_set_in_its_data():
    pdf = typesetting.pdf_of(papers.paper(made=None))
    assert f"D:{datetime.now(UTC):%Y%m%d}".encode() in pdf
