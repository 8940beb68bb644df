"""What goes out of a copy for the pupil and their guardians: the names of supporters
and of other pupils, wherever they stand and in whichever form.

Rather one word too many than a name that stays: a person reads it before it goes.
"""

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
from chalicelib.case_copies import names_in_text


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
            for part in names_in_text.parts(name):
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
        for word in names_in_text.WORD.finditer(whole):
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
        found = (self._whose.get(form) for form in names_in_text.forms(word))
        return next(filter(None, found), set())
