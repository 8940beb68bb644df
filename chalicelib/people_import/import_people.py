"""People from a list: looked at first, added when every line is right. Nobody loses
anything by a list, and nobody becomes more by it without being asked about."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Position
from chalicelib.class_import.list_table import BadLine
from chalicelib.core import aws, errors, time_left
from chalicelib.manage_schools import set_up, tell_turns
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.people_import import people_list, planned_person
from chalicelib.people_import.people_list import PersonLine
from chalicelib.people_import.planned_person import PlannedPerson
from chalicelib.schools import store as schools
from chalicelib.schools.school import SchoolClass
from chalicelib.storage import transaction

MOST_PEOPLE = 60
"""At once: each is a transaction and an entry of their own."""
_EACH = aws.LONGEST["dynamodb"] + 1.0
"""Seconds: what is left of a request where another person is begun."""


_MEANWHILE = (
    errors.Unfit,
    errors.ChangedMeanwhile,
    errors.NotStored,
    transaction.Unavailable,
)
"""Somebody else, or the database, came in between: what is saved is saved."""
_OWN_WORDS = "staff.people_list.line."
_WORDS = {
    **dict.fromkeys(("name", "email"), "staff.setup.problem.person."),
    **dict.fromkeys(
        ("quotes", "too_many", "empty", "not_text", "encoding", "roster"),
        "staff.setup.line.",
    ),
}
"""Where the sentence stands that a page of its own has for the same mistake."""


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Nothing of it can be saved while a line is bad."""

    lines: tuple[PlannedPerson, ...]
    bad: tuple[BadLine, ...]
    skipped: tuple[BadLine, ...] = ()

    @staticmethod
    def key_of(line: BadLine) -> str:
        """The string that says what is wrong with it."""
        return _WORDS.get(line.said.partition(".")[0], _OWN_WORDS) + line.said

    @property
    def changes(self) -> bool:
        return any(planned.saves or planned.asks for planned in self.lines)

    def chosen(self, ticked: Set[str]) -> list[PlannedPerson]:
        """What saving changes."""
        return [
            planned
            for planned in self.lines
            if planned.saves or (planned.asks and planned.key in ticked)
        ]


def look_at(who: Account, school_id: str, text: str) -> PeoplePlan:
    """What the list would do to the people of the school, or of the schools it names.
    Stores nothing. Raises NotFound for a school that is not theirs."""
    here = set_up.mine(who, school_id)
    lines, bad, skipped = people_list.read(text)
    bad += [
        BadLine(line.number, "too_many_people", "") for line in lines[MOST_PEOPLE:][:1]
    ]
    found = {
        school.name.casefold(): school.id for school in schools.of_owner(who.body_id)
    }
    by_school: dict[str, list[PersonLine]] = defaultdict(list)
    for line in lines:
        place = found.get(line.school.casefold()) if line.school else here.id
        if place is None:
            bad.append(BadLine(line.number, "school_unknown", line.school[:80]))
        else:
            by_school[place].append(line)
    planned: list[PlannedPerson] = []
    for place, its_lines in by_school.items():
        school, people = set_up.mine(who, place), accounts.of_body(place)
        classes = {c.label.casefold(): c for c in schools.classes(place)}
        planned += [
            planned_person.planned(line, school, people, classes) for line in its_lines
        ]
        bad += _impossible(who, its_lines, people)
        bad += _unknown_classes(its_lines, classes)
    return PeoplePlan(
        tuple(sorted(planned, key=lambda change: change.line.number)),
        tuple(sorted(bad, key=lambda line: line.number)),
        tuple(skipped),
    )


def unreadable(kind: str) -> PeoplePlan:
    """A file of which no line could be read."""
    return PeoplePlan((), (BadLine(0, kind, ""),))


def save(
    who: Account, plan: PeoplePlan, ticked: Set[str], now: datetime
) -> tuple[list[PlannedPerson], bool]:
    """What was saved of a plan without bad lines, and whether that is all: one by one,
    each as if added on their own page. What is saved counts as the same the next
    time. Whose turn it is then is told once: a line may end what the one before it
    began."""
    saved, is_all = _saved(who, plan, ticked, now)
    for school_id in dict.fromkeys(planned.school.id for planned in saved):
        tell_turns.tell(who, school_id, now)
    return saved, is_all


def _saved(
    who: Account, plan: PeoplePlan, ticked: Set[str], now: datetime
) -> tuple[list[PlannedPerson], bool]:
    saved: list[PlannedPerson] = []
    for planned in plan.chosen(ticked):
        if not time_left.is_enough_for(_EACH):
            return saved, False
        try:
            _save(who, planned, now)
        except _MEANWHILE:
            return saved, False
        saved.append(planned)
    return saved, True


def _save(who: Account, planned: PlannedPerson, now: datetime) -> None:
    line, before = planned.line, planned.before
    language = before.language if before else planned.school.language
    fields = PersonFields.model_validate(
        {
            "name": line.name,
            "email": line.email,
            "position": line.position,
            "language": language,
            "active": True,
            "classes": (
                *(before.classes if before else ()),
                *(class_.id for class_ in planned.classes),
            ),
        }
    )
    if before is None:
        set_up.add_person(who, planned.school.id, fields, now)
    else:
        set_up.change_person(
            who, before.body_id, before.id, before.version, fields, now
        )


def _unknown_classes(
    lines: list[PersonLine], known: Mapping[str, SchoolClass]
) -> Iterator[BadLine]:
    for line in lines:
        for label in line.classes:
            if label.casefold() not in known:
                yield BadLine(line.number, "class_unknown", label[:80])


def _impossible(
    who: Account, lines: list[PersonLine], people: list[Account]
) -> Iterator[BadLine]:
    """One line a person, one principal a school, and nobody adds themselves."""
    first: dict[str, int] = {}
    for line in lines:
        if line.email in first:
            yield BadLine(line.number, "repeated", line.email, str(first[line.email]))
        first.setdefault(line.email, line.number)
    yield from (
        BadLine(x.number, "own", x.email) for x in lines if x.email == who.email
    )
    named = [line for line in lines if line.position is Position.PRINCIPAL]
    there = {person.email for person in people if person.active and person.is_principal}
    for line in named:
        if there - {line.email}:
            yield BadLine(line.number, "second", line.name)
        there.add(line.email)
