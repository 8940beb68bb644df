"""What would stop the whole file, brought to something that can be set: a sign that the
font lacks by its name, a heading without words, a level that was left out, a missing
day.

Nothing is left out: of what was changed, who asks for the copy is told before.
"""

import unicodedata
from dataclasses import dataclass, replace

from chalicelib.archive.document import (
    Block,
    Document,
    HeadingBlock,
    TableBlock,
    TextBlock,
)

_SET = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F)),
    *((0x300, 0x345), (0x391, 0x3A1), (0x3A3, 0x3CE)),
    *((0x400, 0x45F), (0x490, 0x4C4), (0x4D0, 0x4F9)),
    *((0x1E00, 0x1E9B), (0x1EA0, 0x1EF9)),
    *((0x2010, 0x2015), (0x2018, 0x2027), (0x2030, 0x2037), (0x2039, 0x203E)),
    *((0x2074, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122)),
    *((0x2153, 0x215E), (0x2190, 0x2195), (0x2212, 0x2212), (0x2264, 0x2265)),
)
"""The letters of Europe, from Northern Sámi to Ukrainian, and what is written between
them: all of it in both weights of the font. Writing from right to left is not among
it, nor what no eye sees."""
_CAN_SET = frozenset(
    chr(point) for first, last in _SET for point in range(first, last + 1)
) | {"\n"}


@dataclass(frozen=True, slots=True)
class Settable:
    """``changed`` says what stands there by its name, each once."""

    document: Document
    changed: tuple[str, ...]


def settable(document: Document) -> Settable:
    signs = _Signs(document)
    blocks = signs.blocks()
    title = signs.heading(document.title)
    changed = tuple(dict.fromkeys(signs.changed))
    return Settable(replace(document, title=title, blocks=blocks), changed)


class _Signs:
    """Goes through a document once, in order."""

    def __init__(self, document: Document) -> None:
        self._document, self._level = document, 1
        self.changed: list[str] = []
        if document.made is None:
            self.changed.append(document.words["no_date"])

    def blocks(self) -> tuple[Block, ...]:
        return tuple(map(self._block, self._document.blocks))

    def heading(self, text: str) -> str:
        """On one line, and never without words."""
        words = " ".join(self._text(text).split())
        return words or self._named(self._document.words["no_heading"])

    def _block(self, block: Block) -> Block:
        match block:
            case HeadingBlock(level, text):
                # No level may be left out: what stands below the last is one below it
                self._level = max(2, min(level, self._level + 1))
                return HeadingBlock(self._level, self.heading(text))
            case TextBlock(text):
                return TextBlock(self._text(text))
            case TableBlock(head, rows):
                return self._table(head, rows)

    def _table(
        self, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
    ) -> TableBlock:
        wide = max([len(head), *map(len, rows)])
        cells = tuple(map(self.heading, (*head, *[""] * (wide - len(head)))))
        return TableBlock(
            cells,
            tuple(
                tuple(map(self._text, (*row, *[""] * (wide - len(row)))))
                for row in rows
            ),
        )

    def _text(self, text: str) -> str:
        whole = unicodedata.normalize("NFC", text).replace("\t", " ")
        if _CAN_SET.issuperset(whole):
            return whole
        return "".join(
            letter if letter in _CAN_SET else self._sign(letter) for letter in whole
        )

    def _sign(self, letter: str) -> str:
        code, name = f"U+{ord(letter):04X}", unicodedata.name(letter, "")
        said = f"{code} {name}" if name else code
        return self._named(f"{self._document.words['sign']}: {said}")

    def _named(self, words: str) -> str:
        named = f"«{words}»"
        self.changed.append(named)
        return named
