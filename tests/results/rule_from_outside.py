"""The rule by which a sum is told or not, as docs/decisions/results.md has it and not
as the code does: an attacker knows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.results.figure import Figure

FEW, COALITION, FEWEST_FOR_ROW = 4, 3, 5
FEW_IN_BETWEEN = 7
LEAST, LEAST_IN_BETWEEN = 8, 11


@dataclass(frozen=True, slots=True)
class Room:
    """How much a hidden number can be, as far as is relied on, and how much less where
    one part of it is none."""

    room: int = 0
    loss: int = 0

    @property
    def most_told(self) -> int:
        return self.room - self.loss - COALITION

    def untold(self, least: int) -> "Room":
        room = min(least - 1, self.room)
        return Room(room, room - min(least - 1, self.room - self.loss))


def of_class(figure: Figure) -> Room:
    if figure.exact is not None:
        return Room()
    return Room(min(FEW, figure.answers), min(FEW, figure.answers))


def together(rooms: Iterable[Room]) -> Room:
    listed = [Room(), *rooms]
    return Room(sum(room.room for room in listed), max(room.loss for room in listed))


def in_between_of_round(figure: Figure) -> Room:
    room = figure.answers - figure.high
    if figure.exact is not None:
        room = min(FEW_IN_BETWEEN, room)
    return Room(room, room)


def is_split(need_none: Sequence[int], figure: Figure) -> bool:
    """Whether those in between may be told of a round. ``need_none``: how many at most
    need no attention, by class."""
    others = figure.answers - figure.high - max(need_none)
    return figure.exact is not None and (
        len(need_none) == 1 or others >= FEW_IN_BETWEEN
    )
