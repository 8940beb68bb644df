"""Tables as text that a spreadsheet reads, and never as formulas."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

_BEGINS_A_FORMULA = frozenset("=+-@\t\r\n|%")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """With a byte order mark and semicolons, as Norwegian spreadsheets want it. A cell
    that a spreadsheet would run as a formula gets an apostrophe before it."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";")
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + held.getvalue()


def harmless(cell: str) -> str:
    """The text, which no spreadsheet runs as a formula: a wide sign is a sign to some
    of them, and what cannot be seen before it is skipped."""
    seen = "".join(c for c in cell if c in _BEGINS_A_FORMULA or not _is_unseen(c))[:1]
    return (
        f"'{cell}"
        if set(unicodedata.normalize("NFKC", seen)) & _BEGINS_A_FORMULA
        else cell
    )


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf")
