"""The heading of a list of classes: which column is which, wherever the heading
stands."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

COLUMNS = ("school", "label", "grade", "pupils", "language")
NEEDED = COLUMNS[:4]
_NUMBERS = ("antall", "antal", "elevtall", "elevtal", "antall elever", "antal elevar")
_HEADINGS = {
    **dict.fromkeys(("skole", "skule", "skolenavn", "skulenamn", "school"), "school"),
    **dict.fromkeys(("klasse", "class"), "label"),
    **dict.fromkeys(("trinn", "steg", "grade"), "grade"),
    **dict.fromkeys(
        ("elever", "elevar", "tal på elevar", "pupils", *_NUMBERS), "pupils"
    ),
    **dict.fromkeys(("målform", "mål", "språk", "language"), "language"),
}
_LOOK_AT = 6
"""Lines from the top: a title or two may stand above the heading."""
_MOST_BROKEN = 4
"""Lines that a heading with line breaks in its cells goes over."""

Split = Callable[[str], list[str] | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """``order`` is what each column is, empty for one we do not know; ``first`` and
    ``after`` where the heading begins and where the classes do."""

    order: tuple[str, ...]
    first: int
    after: int

    @property
    def missing(self) -> list[str]:
        return [field for field in NEEDED if field not in self.order]


def heading_of(filled: Sequence[tuple[int, str]], split: Split) -> Heading | None:
    """None where the first line is a class already."""
    for at in range(min(_LOOK_AT, len(filled))):
        for lines in range(1, _MOST_BROKEN + 1):
            text = " ".join(cell for _, cell in filled[at : at + lines])
            if text.count('"') % 2 == 0:
                break
        cells = split(text) or []
        if _is_heading(cells):
            return _with_second_line(cells, at, at + lines, filled, split)
        if sum(map(bool, cells)) > 2:
            return None  # not a title: a class, or something to be named as a bad line
    return None


def _with_second_line(
    cells: list[str],
    first: int,
    after: int,
    filled: Sequence[tuple[int, str]],
    split: Split,
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
            both[n].casefold() in _HEADINGS or below[n].casefold() in _HEADINGS
            for n in words
        )
    ):
        columns = zip(both, cells, padded, strict=True)
        return Heading(tuple(map(_known, columns)), first, after + 1)
    return Heading(tuple(_known((cell,)) for cell in cells), first, after)


def _known(words: Iterable[str]) -> str:
    """The column that the first known of the words is the heading of."""
    return next(
        (_HEADINGS[word.casefold()] for word in words if word.casefold() in _HEADINGS),
        "",
    )


def _is_heading(cells: list[str]) -> bool:
    """One word that could be a heading can be a school's name too."""
    return len({_HEADINGS.get(cell.casefold(), "") for cell in cells} - {""}) > 1
