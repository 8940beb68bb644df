"""How the pupil says it goes, over time: what asks for supervision and another measure,
and when closing is offered. A person decides; this only says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from chalicelib.case_forms.forms import Helped, PupilReview
from chalicelib.cases.entry import EntryKind, ReadEntry

_FALL = 2
_GOOD = frozenset({Helped.YES, Helped.PARTLY})
_ASK_THE_PUPIL = frozenset({EntryKind.TALK, EntryKind.REVIEW, EntryKind.CHECK})


@dataclass(frozen=True, slots=True)
class PupilSaid:
    """What the pupil said in one talk. ``scale`` is None where they gave no number."""

    number: int
    on: date
    scale: int | None
    helped: Helped | None = None
    frightening: bool = False

    @property
    def is_review(self) -> bool:
        return self.helped is not None


def said_in(entries: Iterable[ReadEntry]) -> list[PupilSaid]:
    """The first talk, the reviews and the check, in order."""
    return [
        _said(read)
        for read in entries
        if read.entry.kind in _ASK_THE_PUPIL and read.content
    ]


def of_review(number: int, form: PupilReview) -> PupilSaid:
    """Of a talk that is being written down."""
    frightening = bool(form.frightening)
    return PupilSaid(number, form.happened, form.scale, form.helped, frightening)


def target(entries: Iterable[ReadEntry]) -> int | None:
    """What the pupil called good enough, last."""
    found = [_number(read, "good_enough") for read in entries]
    return next((number for number in reversed(found) if number is not None), None)


def alarms(said: Sequence[PupilSaid]) -> list[str]:
    """The ends of keys, about the latest review: ``fall`` of two or more, ``worse``,
    ``no_rise`` in two reviews."""
    if not said or not said[-1].is_review:
        return []
    last, rises = said[-1], _rises(said)
    found = ["fall"] if rises and rises[-1] <= -_FALL else []
    found += ["worse"] if last.helped is Helped.WORSE else []
    stands = [rise <= 0 for rise in rises[-2:]]
    return found + (["no_rise"] if len(stands) == 2 and all(stands) else [])


def offers_closing(said: Sequence[PupilSaid], good_enough: int | None) -> bool:
    """Two good reviews in a row: one is not enough yet."""
    reviews = [talk for talk in said if talk.is_review]
    first = next((talk.scale for talk in said if talk.scale is not None), None)
    wanted = good_enough if good_enough is not None else (first or 0) + 1
    return len(reviews) > 1 and all(_is_good(talk, wanted) for talk in reviews[-2:])


def _is_good(talk: PupilSaid, wanted: int) -> bool:
    enough = talk.scale is not None and talk.scale >= wanted
    return enough and talk.helped in _GOOD and not talk.frightening


def _rises(said: Sequence[PupilSaid]) -> list[int]:
    """From one number to the next; the first talk's is where the reviews start."""
    scales = [talk.scale for talk in said if talk.scale is not None]
    return [after - before for before, after in pairwise(scales)]


def _said(read: ReadEntry) -> PupilSaid:
    helped = read.text("helped")
    return PupilSaid(
        number=read.entry.number,
        on=read.entry.happened,
        scale=_number(read, "scale"),
        helped=Helped(helped) if helped in list(Helped) else None,
        frightening=bool(read.text("frightening")),
    )


def _number(read: ReadEntry, name: str) -> int | None:
    value = read.content.get(name) if read.content else None
    return value if isinstance(value, int) else None
