"""What goes out of a copy for the pupil and their guardians: the names of supporters
and of other pupils, wherever they stand and in whichever form.

Rather one word too many than a name that stays: a person reads it before it goes.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
_APOSTROPHES = "'’`´"
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}-][^\W_]+)*[{_APOSTROPHES}]?")
_ACCENTS = str.maketrans("éèêëáàâíìóòôúùüñç", "eeeeaaaiiooouuunc")


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
    """Goes through a document once, word for word."""

    def __init__(self, names: Sequence[str], mark: str) -> None:
        self._mark = mark
        self.found = dict.fromkeys(names, 0)
        self._whose: dict[str, set[str]] = {}
        self._met: dict[str, set[str]] = {}
        for name in names:
            for part in _parts(name):
                self._whose.setdefault(part, set()).add(name)

    def block(self, block: Block) -> Block:
        match block:
            case HeadingBlock(level, text):
                return HeadingBlock(level, self.text(text))
            case TextBlock(text):
                return TextBlock(self.text(text))
            case TableBlock(head, rows):
                return TableBlock(head, tuple(tuple(map(self.text, r)) for r in rows))

    def text(self, text: str) -> str:
        """Words of one name that follow each other are one mark."""
        whole = unicodedata.normalize("NFC", text)
        kept, end, names = "", 0, set[str]()
        for word in _WORD.finditer(whole):
            found = self._named(word[0])
            if not found:
                names = set()
                continue
            between = whole[end : word.start()]
            if names & found and not between.strip():
                names, end = names & found, word.end()
            else:
                names = found
                kept, end = kept + between + self._mark, word.end()
                self.found[min(found)] += 1
        return kept + whole[end:]

    def _named(self, word: str) -> set[str]:
        """Whose it is, in whichever form; words come again and again."""
        if word not in self._met:
            self._met[word] = self._looked_up(word)
        return self._met[word]

    def _looked_up(self, word: str) -> set[str]:
        for form in _forms(word):
            small = _folded(form)
            if small in self._whose and (small not in _ALSO_WORDS or form[0].isupper()):
                return self._whose[small]
        return set()


def _parts(name: str) -> set[str]:
    """First and last names, and the halves of those that are written as one."""
    return {
        _folded(part)
        for word in _WORD.findall(unicodedata.normalize("NFC", name))
        for part in (word, *word.split("-"))
        if len(part) >= _SHORTEST
    }


def _forms(word: str) -> Iterator[str]:
    """As it stands, without its genitive, and each half of one with a hyphen."""
    for part in dict.fromkeys((word, *word.split("-"))):
        bare = part.rstrip(_APOSTROPHES)
        yield bare
        if bare[-1:] in ("s", "S"):
            yield bare[:-1].rstrip(_APOSTROPHES)


def _folded(word: str) -> str:
    return word.casefold().translate(_ACCENTS)
