"""The .po files. An entry is found by its key (msgctxt); the text is always its msgstr,
in bokmål too; msgid is the bokmål it was written for. It is fuzzy, "needs work" in an
editor, until a native reader has checked it, and again when bokmål changes: then it
also has the bokmål of before."""

from collections.abc import Iterator
from pathlib import Path

import polib

from chalicelib.locales import FOLDER

SOURCE = "nb"
PARTS = ("pupil", "staff", "mail")
FUZZY = "fuzzy"
OUT_OF_DATE = "out of date"


def path(language: str, part: str) -> Path:
    return FOLDER / language / f"{part}.po"


def read(language: str, part: str) -> polib.POFile:
    """Empty where there is no such file."""
    file = path(language, part)
    # Without an end of line within a sentence it is found by a search for it.
    return (
        polib.pofile(str(file), wrapwidth=0)
        if file.exists()
        else polib.POFile(wrapwidth=0)
    )


def entries(language: str) -> Iterator[polib.POEntry]:
    """Of all the files the language has."""
    for part in PARTS:
        yield from read(language, part)


def unchecked(language: str) -> dict[str, str]:
    """What no native reader has checked as it stands, by its key, with what is the
    matter."""
    return {
        entry.msgctxt: _matter(entry)
        for entry in entries(language)
        if entry.fuzzy or not entry.msgstr
    }


def _matter(entry: polib.POEntry) -> str:
    if not entry.msgstr:
        return "missing"
    return OUT_OF_DATE if entry.previous_msgid else "unchecked"
