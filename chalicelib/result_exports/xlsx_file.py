"""Sheets as a file of Excel: texts and numbers alone, no formula, and the same bytes
each time.

The only user of ``xlsxwriter``, imported when somebody wants such a file and not
before.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from chalicelib.result_exports.result_rows import Cell
from chalicelib.result_exports.result_sheets import Block, ResultSheet
from chalicelib.result_exports.sheet_names import sheet_names

_A4 = 9
_NARROW, _WIDE = 12, 44
"""Of a column, in characters; what is longer is wrapped."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def xlsx_file(sheets: Sequence[ResultSheet], title: str, day: date) -> bytes:
    """``day`` is what the file says it was made."""
    from xlsxwriter.workbook import Workbook

    held = io.BytesIO()
    with Workbook(held, _OPTIONS) as workbook:
        made = datetime.combine(day, time())
        workbook.set_properties({"title": title, "created": made})
        names = sheet_names(sheet.name for sheet in sheets)
        styles = _Styles(workbook)
        for name, sheet in zip(names, sheets, strict=True):
            _write(workbook.add_worksheet(name), sheet, styles)
    return held.getvalue()


class _Styles:
    def __init__(self, workbook: Any) -> None:
        self.heading = workbook.add_format({"bold": True, "font_size": 14})
        self.header = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.cell = workbook.add_format({"text_wrap": True, "valign": "top"})


def _write(worksheet: Any, sheet: ResultSheet, styles: _Styles) -> None:
    worksheet.set_paper(_A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    for place, width in enumerate(_widths(sheet)):
        worksheet.set_column(place, place, width)
    row = 0
    for block in sheet.blocks:
        row = _write_block(worksheet, block, styles, row)


def _widths(sheet: ResultSheet) -> list[int]:
    """By what stands in the rows; what heads them is wrapped."""
    longest: dict[int, int] = {}
    for cells in (row for block in sheet.blocks for row in block.rows):
        for place, cell in enumerate(cells):
            longest[place] = max(longest.get(place, _NARROW), len(str(cell)))
    return [min(width, _WIDE) for width in longest.values()]


def _write_block(worksheet: Any, block: Block, styles: _Styles, row: int) -> int:
    """The row on which the next may begin."""
    if block.heading:
        worksheet.write_string(row, 0, block.heading, styles.heading)
        row += 1
    for line in block.lines:
        worksheet.write_string(row, 0, line)
        row += 1
    for style, cells in (
        *([(styles.header, block.header)] if block.header else []),
        *((styles.cell, cells) for cells in block.rows),
    ):
        _write_row(worksheet, row, cells, style)
        row += 1
    return row + 1


def _write_row(worksheet: Any, row: int, cells: Sequence[Cell], style: Any) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            worksheet.write_string(row, place, cell, style)
        else:
            worksheet.write_number(row, place, cell, style)
