"""The heading of a list: which column is which, wherever the heading stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_LOOK_AT = 6
"""Lines from the top: a title or two may stand above the heading."""
_MOST_BROKEN = 4
"""Lines that a heading with line breaks in its cells goes over."""

Split = Callable[[str], list[str] | None]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a kind of list has: its columns in the order they stand in without a
    heading, those it cannot be without, and the words that head them, folded."""

    order: tuple[str, ...]
    needed: tuple[str, ...]
    words: Mapping[str, str]

    def missing(self, order: Iterable[str]) -> list[str]:
        there = set(order)
        return [name for name in self.needed if name not in there]


@dataclass(frozen=True, slots=True)
class Heading:
    """``order`` is what each column is, empty for one we do not know; ``first`` and
    ``after`` where the heading begins and where the lines of the list do."""

    order: tuple[str, ...]
    first: int
    after: int


def heading_of(
    filled: Sequence[tuple[int, str]], split: Split, columns: Columns
) -> Heading | None:
    """None where the first line is one of the list already."""
    for at in range(min(_LOOK_AT, len(filled))):
        for lines in range(1, _MOST_BROKEN + 1):
            text = " ".join(cell for _, cell in filled[at : at + lines])
            if text.count('"') % 2 == 0:
                break
        cells = split(text) or []
        if _is_heading(cells, columns.words):
            return _with_second_line(
                cells, at, at + lines, filled, split, columns.words
            )
        if sum(map(bool, cells)) > 2:
            return None  # not a title: a line, or something to be named as a bad line
    return None


def _with_second_line(
    cells: list[str],
    first: int,
    after: int,
    filled: Sequence[tuple[int, str]],
    split: Split,
    known: Mapping[str, str],
) -> Heading:
    """ "Antall" may stand on one line and "elever" under it."""
    below = (split(filled[after][1]) or []) if after < len(filled) else []
    padded = [*below, *[""] * len(cells)][: len(cells)]
    both = [
        f"{cell} {under}".strip() for cell, under in zip(cells, padded, strict=True)
    ]
    words = [n for n, cell in enumerate(below) if cell]
    if (
        words
        and len(below) <= len(cells)
        and all(
            both[n].casefold() in known or below[n].casefold() in known for n in words
        )
    ):
        columns = zip(both, cells, padded, strict=True)
        order = tuple(_known(words_of, known) for words_of in columns)
        return Heading(order, first, after + 1)
    return Heading(tuple(_known((cell,), known) for cell in cells), first, after)


def _known(words: Iterable[str], known: Mapping[str, str]) -> str:
    """The column that the first known of the words is the heading of."""
    return next(
        (known[word.casefold()] for word in words if word.casefold() in known),
        "",
    )


def _is_heading(cells: list[str], known: Mapping[str, str]) -> bool:
    """One word that could be a heading can be a school's name too."""
    return len({known.get(cell.casefold(), "") for cell in cells} - {""}) > 1
