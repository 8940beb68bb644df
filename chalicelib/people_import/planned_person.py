"""What saving would do with one line of a list of people."""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.accounts.account import Account, Position
from chalicelib.people_import.people_list import PersonLine
from chalicelib.schools.class_teachers import labels
from chalicelib.schools.school import School, SchoolClass


class What(StrEnum):
    """What saving would do with a line."""

    NEW = "new"
    RENAMED = "renamed"
    TEACHES = "teaches"
    """There, and the class teacher of more classes from now on."""
    MORE = "more"
    """There in a role that sees less: asked about."""
    KEPT = "kept"
    """There in a role that sees more, or something else: nothing is changed by a
    list."""
    LEFT = "left"
    """Had access once; only the person's own page gives it back."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    line: PersonLine
    what: What
    school: School
    before: Account | None = None
    classes: tuple[SchoolClass, ...] = ()
    """Those the list makes them the class teacher of."""

    @property
    def teaches(self) -> str:
        """What saving makes them the class teacher of."""
        return labels(self.classes) if self.saves or self.asks else ""

    @property
    def key(self) -> str:
        """What a tick for this line holds: the person as seen."""
        return f"{self.before.id}.{self.before.version}" if self.before else ""

    @property
    def position(self) -> Position:
        """What they are now; of who is new what they become."""
        return self.before.position if self.before else self.line.position

    @property
    def name_before(self) -> str:
        return self.before.name if self.before else ""

    @property
    def asks(self) -> bool:
        return self.what is What.MORE

    @property
    def saves(self) -> bool:
        return self.what in (What.NEW, What.RENAMED, What.TEACHES)


def planned(
    line: PersonLine,
    school: School,
    people: Iterable[Account],
    known: Mapping[str, SchoolClass],
) -> PlannedPerson:
    before = next((person for person in people if person.email == line.email), None)
    named = [known.get(label.casefold()) for label in line.classes]
    classes = tuple(dict.fromkeys(class_ for class_ in named if class_))
    if before is None:
        return PlannedPerson(line, What.NEW, school, None, classes)
    more = tuple(class_ for class_ in classes if class_.id not in before.classes)
    return PlannedPerson(line, _compared(line, before, more), school, before, more)


def _compared(line: PersonLine, before: Account, more: Sized) -> What:
    if not before.active:
        return What.LEFT
    if before.position is not line.position:
        return What.MORE if _sees_more(before.position, line.position) else What.KEPT
    if before.name != line.name:
        return What.RENAMED
    return What.TEACHES if more else What.SAME


def _sees_more(before: Position, after: Position) -> bool:
    """And loses nothing: a nurse who becomes the principal does not see what is for
    the nurse alone."""
    if before is Position.TEACHER:
        return True
    return after is Position.PRINCIPAL and before is not Position.HEALTH_SERVICE
