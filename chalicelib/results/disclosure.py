"""Disclosure control: which numbers may be told so that no hidden one is worked out.

The count of a class is told from five on, with five others at least beside it; else the
class has a band of five possible numbers, none included, and the hidden number stays
one of five whatever is told of classes together. A sum over several classes is told
where every hidden part of it could still be none or the whole of its band, also for
somebody who knows what ``COALITION`` of the pupils answered, and also from the fact
that a sum was not told. What is hidden goes on into the sum above. Why so, and what it
costs: docs/decisions/results.md. The bands instead of hidden cells follow Eurostat's
Handbook on Statistical Disclosure Control, chapter 5 (redesign of the table).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.results.figure import Figure

FEW = 4
"""A band has this many numbers and none."""
COALITION = 3
"""So many pupils may tell each other, and somebody who reads the figures, what they
answered."""
FEWEST_FOR_BAND = 2 * FEW + 1
"""With fewer answers "few" and "nearly all" overlap, and which of them it is would tell
more than a band may."""
FEWEST_FOR_ROW = 5
LEAST_TOGETHER = FEW + COALITION + 1
"""The smallest hidden sum that is told: what stays untold is then a sum in which each
part can still be the whole of its band, with the coalition's own beside it."""
FEW_IN_BETWEEN = FEW + COALITION
"""Fewer in between, or fewer who are well, are not split."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The untold part of a count, of one class or of several together. Raw: shown
    nowhere. ``count`` is what it is, over the least that is told; ``room`` is how much
    it could be, as far as that is relied on; ``loss`` is how much less room there is
    where one part of it is none."""

    count: int = 0
    room: int = 0
    loss: int = 0

    def beside(self, others: Iterable["Hidden"]) -> "Hidden":
        parts = (self, *others)
        return Hidden(
            sum(part.count for part in parts),
            sum(part.room for part in parts),
            max(part.loss for part in parts),
        )

    def may_be_told(self, least: int) -> bool:
        return least <= self.count <= self.room - self.loss - COALITION

    def untold(self, least: int) -> "Hidden":
        """As a part of the sum above: that it was not told says that it is small, or
        too large; only the small ones are relied on."""
        room = min(least - 1, self.room)
        with_none = min(least - 1, self.room - self.loss)
        return Hidden(self.count, room, room - with_none)


@dataclass(frozen=True, slots=True)
class PartOfSum:
    """A figure with what it hides. Raw, but for ``figure``."""

    figure: Figure
    hidden: Hidden = Hidden()
    middle: Hidden | None = None
    """How many are in between, where there are answers and the figure does not say
    it."""
    middle_known: int = 0
    """How many are in between below, where figures say it."""


def of_class(answers: int, attention: int) -> PartOfSum:
    """A class by itself, or classes that answer under one name."""
    if answers < FEWEST_FOR_BAND:
        room = min(FEW, answers)
        return PartOfSum(Figure(answers, 0, answers), Hidden(attention, room, room))
    if attention <= FEW:
        return PartOfSum(Figure(answers, 0, FEW), Hidden(attention, FEW, FEW))
    most = answers - FEW
    if attention >= most:
        hidden = Hidden(attention - most, FEW, FEW)
        return PartOfSum(Figure(answers, most, answers), hidden)
    return PartOfSum(Figure(answers, attention, attention))


def of_round(classes: Iterable[PartOfSum], middle: int) -> PartOfSum:
    """All classes of a round together; ``middle`` is how many of them are in between,
    which no class tells."""
    listed = [class_ for class_ in classes if class_.figure.answers]
    counted = _together(listed)
    figure = counted.figure
    if not listed:
        return counted
    if _splits(figure, middle) and _others_beside_each(listed, figure):
        return _told(counted, middle)
    room = figure.answers - figure.high
    if figure.exact is not None:
        room = min(FEW_IN_BETWEEN, room)
    return _with_middle(counted, Hidden(middle, room, room))


def together(parts: Iterable[PartOfSum]) -> PartOfSum:
    """Rounds of several schools, or what several school owners have, together."""
    listed = list(parts)
    counted = _together(listed)
    known = sum(part.middle_known for part in listed)
    middles = [part.middle for part in listed if part.middle]
    hidden = Hidden().beside(middles)
    least = FEW_IN_BETWEEN + COALITION + 1
    if _splits(counted.figure, known + hidden.count) and (
        not middles or hidden.may_be_told(least)
    ):
        return _told(counted, known + hidden.count)
    if counted.figure.exact is not None:
        hidden = hidden.untold(least)
    return _with_middle(counted, hidden if middles else None, known)


def _together(parts: Iterable[PartOfSum]) -> PartOfSum:
    listed = list(parts)
    answers = sum(part.figure.answers for part in listed)
    low = sum(part.figure.low for part in listed)
    high = sum(part.figure.high for part in listed)
    hidden = Hidden().beside(part.hidden for part in listed)
    if hidden.may_be_told(LEAST_TOGETHER):
        total = low + hidden.count
        return PartOfSum(Figure(answers, total, total))
    return PartOfSum(Figure(answers, low, high), hidden.untold(LEAST_TOGETHER))


def _splits(figure: Figure, middle: int) -> bool:
    """Whether those who do not need attention are known, and enough to be told
    apart."""
    good = figure.answers - figure.high - middle
    return figure.exact is not None and min(middle, good) > FEW_IN_BETWEEN


def _others_beside_each(classes: Sequence[PartOfSum], figure: Figure) -> bool:
    """Whether enough who do not need attention are in other classes, whichever class
    is looked at: else how many of it are in between is nearly told. Of a round in one
    class it is told as the round's."""
    most = max(class_.figure.answers - class_.figure.low for class_ in classes)
    others = figure.answers - figure.high - most
    return len(classes) == 1 or others >= FEW_IN_BETWEEN


def _told(counted: PartOfSum, middle: int) -> PartOfSum:
    figure = counted.figure
    told = Figure(figure.answers, figure.low, figure.high, middle)
    return PartOfSum(told, counted.hidden, middle_known=middle)


def _with_middle(
    counted: PartOfSum, middle: Hidden | None, known: int = 0
) -> PartOfSum:
    return PartOfSum(counted.figure, counted.hidden, middle, known)
