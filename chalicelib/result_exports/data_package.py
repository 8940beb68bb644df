"""A Data Package, version 2 (datapackage.org): tables as CSV, and what is in them, in a
zip whose bytes are the same each time."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from chalicelib.core.csv_text import harmless
from chalicelib.result_exports.codebook import ABOUT, Column
from chalicelib.result_exports.r_script import r_script
from chalicelib.result_exports.released import Released
from chalicelib.result_exports.result_rows import Cell, ResultTable, tables
from chalicelib.result_exports.spss_syntax import spss_syntax
from chalicelib.web.language import Texts

_PROFILES = "https://datapackage.org/profiles/2.0"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
Described = dict[str, object]


def data_package(t: Texts, released: Released) -> bytes:
    made = tables(t, released)
    files = {"datapackage.json": _descriptor(t, made)}
    for table in made:
        files[f"{table.name}.csv"] = _csv(table)
        files[f"{table.name}.sps"] = spss_syntax(table)
        files[f"{table.name}.R"] = r_script(table)
    return _zip(files)


def _csv(table: ResultTable) -> str:
    """With commas and no byte order mark: for programs. A text that a spreadsheet would
    run as a formula gets an apostrophe before it."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_harmless, table.rows))
    return held.getvalue()


def _harmless(row: Sequence[Cell]) -> list[Cell]:
    return [harmless(cell) if isinstance(cell, str) else cell for cell in row]


def _descriptor(t: Texts, made: Sequence[ResultTable]) -> str:
    described = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": f"results-{t.language}",
        "title": t("export.file.title"),
        "description": " ".join(t(f"export.about.{about}") for about in ABOUT),
        "resources": [_resource(table) for table in made],
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(table: ResultTable) -> Described:
    return {
        "name": table.name,
        "title": table.title,
        "type": "table",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in table.columns],
        },
    }


def _field(column: Column) -> Described:
    field: Described = {
        "name": column.name,
        "type": str(column.kind),
        "title": column.title,
    }
    if column.values:
        field["categories"] = _labelled(column.values)
    if column.missing:
        field["missingValues"] = _labelled(column.missing)
    return field


def _labelled(meanings: Mapping[int, str] | Mapping[str, str]) -> list[Described]:
    return [{"value": str(value), "label": label} for value, label in meanings.items()]


def _zip(files: Mapping[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return held.getvalue()
