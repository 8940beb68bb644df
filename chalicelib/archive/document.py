"""What a copy contains, as a plain value: it goes to the function as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

WORDS = ("sign", "no_heading", "no_date", "made", "page")
"""What the page itself says, in the document's language: before the name of a sign that
cannot be set; for a heading or a day that is missing; before the day it was made; at
the foot."""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """``level`` is 2 or more: the title alone is 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """``head`` has a cell for each column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = HeadingBlock | TextBlock | TableBlock
_KINDS: Mapping[type[Block], str] = {
    HeadingBlock: "heading",
    TextBlock: "text",
    TableBlock: "table",
}


@dataclass(frozen=True, slots=True)
class Document:
    """``language`` is nb or nn; ``words`` has each of ``WORDS``."""

    title: str
    language: str
    made: date | None
    words: Mapping[str, str]
    blocks: Sequence[Block]

    def plain(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "language": self.language,
            "made": self.made.isoformat() if self.made else None,
            "words": dict(self.words),
            "blocks": [
                {"kind": _KINDS[type(block)], **asdict(block)} for block in self.blocks
            ],
        }


def document_of(plain: Mapping[str, Any]) -> Document:
    """Raises KeyError, TypeError or ValueError where it is none."""
    return Document(
        title=plain["title"],
        language=plain["language"],
        made=date.fromisoformat(plain["made"]) if plain["made"] else None,
        words={name: plain["words"][name] for name in WORDS},
        blocks=tuple(map(_block, plain["blocks"])),
    )


def _block(plain: Mapping[str, Any]) -> Block:
    match plain["kind"]:
        case "heading":
            return HeadingBlock(plain["level"], plain["text"])
        case "text":
            return TextBlock(plain["text"])
        case "table":
            return TableBlock(tuple(plain["head"]), tuple(map(tuple, plain["rows"])))
    raise ValueError("kind")
