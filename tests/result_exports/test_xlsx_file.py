"""The file as openpyxl reads it."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.result_exports.result_sheets import Block, ResultSheet, sheets
from chalicelib.result_exports.xlsx_file import xlsx_file
from chalicelib.web.language import texts
from tests.result_exports.cast import ODD, of_owner, of_school

DAY = date(2026, 11, 3)


def made(released, language="nb"):
    return xlsx_file(sheets(texts(language), released), "Tittel", DAY)


def read(body):
    return openpyxl.load_workbook(io.BytesIO(body))


def cells(workbook):
    return [c for sheet in workbook for row in sheet.iter_rows() for c in row]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("released", [of_school, of_owner])
def test_every_cell_of_every_sheet_comes_back(language, released):
    wanted = sheets(texts(language), released())
    workbook = read(made(released(), language))
    assert len(workbook.sheetnames) == len(wanted)
    for sheet, want in zip(workbook, wanted, strict=True):
        stands = [
            tuple(value for value in row if value is not None)
            for row in sheet.iter_rows(values_only=True)
        ]
        assert [row for row in stands if row] == [*rows_of(want)]


def rows_of(sheet):
    for block in sheet.blocks:
        if block.heading:
            yield (block.heading,)
        yield from ((line,) for line in block.lines)
        yield from [block.header] if block.header else []
        yield from block.rows


def test_no_text_becomes_a_formula_a_link_or_a_number():
    workbook = read(made(of_school()))
    assert {cell.data_type for cell in cells(workbook)} <= {"s", "n"}
    texts_there = {cell.value for cell in cells(workbook) if cell.data_type == "s"}
    assert set(ODD) <= texts_there
    assert not any(cell.hyperlink for cell in cells(workbook))


def test_a_number_is_a_number_and_what_is_hidden_a_word():
    sheet = read(made(of_school())).worksheets[1]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(3, 5)]
    assert [40, 6, 6, 6, 12, 22] in (values[0][2:], values[1][2:])


def test_sheets_that_would_be_called_alike_are_told_apart():
    block = Block("H", ("linje",))
    named = [ResultSheet(name, (block,)) for name in ("6a/b", "6A:B", "6a b")]
    workbook = read(xlsx_file(named, "Tittel", DAY))
    assert workbook.sheetnames == ["6a b", "6A B (2)", "6a b (3)"]


def test_the_file_holds_no_name_and_no_clock():
    body = made(of_school())
    properties = read(body).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == properties.modified == datetime(2026, 11, 3)
    inside = zipfile.ZipFile(io.BytesIO(body)).infolist()
    assert {entry.date_time[0] for entry in inside} == {1980}


def test_the_same_figures_make_the_same_bytes():
    assert made(of_owner()) == made(of_owner())
