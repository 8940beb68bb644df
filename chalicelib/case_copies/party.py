"""What goes out of a copy for the pupil and their guardians: the names of supporters
and of other pupils, wherever they stand and in whichever form.

Rather one word too many than a name that stays: a person reads it before it goes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chalicelib.archive.document import (
    Block,
    Document,
    HeadingBlock,
    TableBlock,
    TextBlock,
)

_SMALL = """
alf ask bjørn dag even ever hans jo liv love lykke mai may my odd per stein sol storm
tor ulv una vår
"""
_ALSO_WORDS = frozenset(_SMALL.split())
"""Written small they are words: of these only what is written as a name goes."""
_SHORTEST = 2
_GENITIVE = r"(?:['’`´]?s\b|['’`´])?"
_ACCENTS = str.maketrans("éèêëáàâíìóòôúùüñç", "eeeeaaaiiooouuunc")
_EITHER = {
    "e": "eéèêë",
    "a": "aáàâ",
    "i": "iíì",
    "o": "oóòô",
    "u": "uúùü",
    "n": "nñ",
    "c": "cç",
}


@dataclass(frozen=True, slots=True)
class Redacted:
    """``found`` says of each name how often it, or a part of it, was taken out."""

    document: Document
    found: dict[str, int]


def redacted(document: Document, names: Iterable[str], mark: str) -> Redacted:
    """``mark`` stands where a name stood."""
    redaction = _Redaction(list(dict.fromkeys(filter(None, names))), mark)
    blocks = tuple(map(redaction.block, document.blocks))
    title = redaction.text(document.title)
    return Redacted(replace(document, title=title, blocks=blocks), redaction.found)


class _Redaction:
    """Goes through a document once. Whole names come before their parts."""

    def __init__(self, names: Sequence[str], mark: str) -> None:
        self._mark = mark
        self.found = dict.fromkeys(names, 0)
        wanted = [(part, name) for name in names for part in _parts(name)]
        self._patterns = [
            (_pattern(part), name)
            for part, name in sorted(wanted, key=lambda pair: -len(pair[0]))
        ]

    def block(self, block: Block) -> Block:
        match block:
            case HeadingBlock(level, text):
                return HeadingBlock(level, self.text(text))
            case TextBlock(text):
                return TextBlock(self.text(text))
            case TableBlock(head, rows):
                return TableBlock(head, tuple(tuple(map(self.text, r)) for r in rows))

    def text(self, text: str) -> str:
        whole = unicodedata.normalize("NFC", text)
        for pattern, name in self._patterns:
            whole, number = pattern.subn(self._mark, whole)
            self.found[name] += number
        return whole


def _parts(name: str) -> Iterable[str]:
    """The name, its first and last names, and those of two that are written as one."""
    whole = " ".join(unicodedata.normalize("NFC", name).split())
    single = whole.split(" ")
    doubled = [half for word in single for half in word.split("-")]
    found = dict.fromkeys((whole, *single, *doubled))
    return [part for part in found if len(part) >= _SHORTEST]


def _pattern(part: str) -> re.Pattern[str]:
    """As a word of its own, or as half of one that is written with a hyphen; with its
    genitive."""
    letters = part.casefold().translate(_ACCENTS)
    if set(letters.split()) <= _ALSO_WORDS:
        cased = f"(?:{_spelt(part.title())}|{_spelt(part.upper())})"
    else:
        cased = f"(?i:{_spelt(letters)})"
    return re.compile(rf"(?<!\w)(?:\w+-)*{cased}{_GENITIVE}(?:-\w+)*(?!\w)")


def _spelt(name: str) -> str:
    """With or without the accents, and with any space between its words."""
    return "".join(
        r"\s+"
        if letter == " "
        else f"[{_EITHER[letter]}]"
        if letter in _EITHER
        else re.escape(letter)
        for letter in name
    )
