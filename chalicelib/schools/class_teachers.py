"""Who is the class teacher of which class: each account says it of itself, so that a
class takes its teachers along into the new school year."""

from collections.abc import Iterable

from chalicelib.accounts.account import Account
from chalicelib.schools.school import SchoolClass


def own_classes(
    person: Account, classes: Iterable[SchoolClass]
) -> tuple[SchoolClass, ...]:
    """Those of the school's classes that the person is the class teacher of."""
    return tuple(class_ for class_ in classes if class_.id in person.classes)


def labels(classes: Iterable[SchoolClass]) -> str:
    return ", ".join(class_.label for class_ in classes)
