"""The function's own work: a document comes, a PDF goes back. It reads nothing else,
keeps nothing and knows nobody's name but for as long as it takes.

What goes wrong is said by one word: an error's own words may hold what was to be set.
"""

import json
import logging
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from chalicelib.archive.answers import MOST_ANSWERED, NotSet
from chalicelib.archive.document import Document, document_of
from chalicelib.archive.signs import settable

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_COPY = _TEMPLATES / "archive/copy.typ"
_log = logging.getLogger("supportgrupper")


def answer(event: Mapping[str, Any]) -> dict[str, str]:
    """``pdf`` in base64, or ``problem``. What the function is called with is JSON, and
    so is what it gives: Lambda takes 6 MB of it either way."""
    try:
        pdf = pdf_of(document_of(event["document"]))
    except Exception as error:  # noqa: BLE001 - whatever it is, its words stay here
        _log.warning("a copy could not be set: %s", type(error).__name__)
        return {"problem": NotSet.UNSET}
    said = b64encode(pdf).decode()
    return {"problem": NotSet.TOO_LARGE} if len(said) > MOST_ANSWERED else {"pdf": said}


def pdf_of(document: Document) -> bytes:
    """PDF/A-2a and PDF/UA-1 at once; the same bytes for the same document."""
    ready = settable(document).document
    on = ready.made or datetime.now(UTC).date()
    data = ready.plain() | {"on": [on.year, on.month, on.day]}
    pdf: bytes = typst.compile(
        _COPY,
        root=_COPY.parent,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=_midday(on),
    )
    return pdf


def _midday(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
