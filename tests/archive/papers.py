"""Documents to set, and what tools of others say of the PDF."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from chalicelib.archive.document import (
    Block,
    Document,
    HeadingBlock,
    TableBlock,
    TextBlock,
)

WORDS = {
    "sign": "tegn",
    "no_heading": "uten overskrift",
    "no_date": "uten dato",
    "made": "Laget",
    "page": "Side",
}
ON = date(2026, 11, 26)
_TOOLS = Path(sys.executable).parent


def paper(
    *blocks: Block, title: str = "Sak 7 – arkivkopi", made: date | None = ON
) -> Document:
    return Document(title, "nb", made, WORDS, blocks)


LONG = "Ordet" * 400
"""2,000 letters without a space."""
UNRULY = (
    "#panic()",
    '#read("/etc/passwd")',
    "$x$ *b* _i_ `r` @ref <lab> = H \\ // c https://a.example",
    LONG,
    "😀",
    "ሰላም",
    "\x07",
    "مرحبا",
    "שלום",
    "\u202eabc",
    "",
    "linje\nlinje",
    "đŋšŧž ąćęłńóśźż ЖіїєґЩ Čáhci",
)


def unruly() -> Document:
    """Everything that stops a file, at each place where it can stand."""
    blocks: list[Block] = []
    for text in UNRULY:
        short = text[:200]
        table = TableBlock((short, "b"), ((short,),))
        blocks += [HeadingBlock(5, short), TextBlock(text), table]
    return paper(*blocks, title="", made=None)


def ordinary() -> Document:
    table = TableBlock(("Hvem", "Når"), (("Kari Nordmann", "1. desember 2026"),))
    return paper(HeadingBlock(2, "Samtale"), TextBlock("Eleven vil ha hjelp."), table)


def faults(pdf: Path, at_least: str = "warning") -> list[str]:
    """What two checkers of PDF/UA find; neither wants a JVM."""
    commands: Sequence[Sequence[str]] = (
        ("outloud", "--fail-on", at_least, str(pdf)),
        ("pdfua", "check", str(pdf)),
    )
    found = []
    for tool, *rest in commands:
        done = subprocess.run(
            [_TOOLS / tool, *rest], capture_output=True, text=True, check=False
        )
        if done.returncode:
            found.append(done.stdout[-2000:] + done.stderr[-500:])
    return found


def text_of(pdf: Path) -> str:
    """As Poppler reads it; .ci/run sees to it that it is there."""
    if shutil.which("pdftotext") is None and os.environ.get("CI") != "true":
        pytest.skip("no pdftotext found (Debian: apt-get install poppler-utils)")
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
