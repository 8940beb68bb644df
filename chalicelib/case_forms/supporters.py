"""The supporters: five to eight fellow pupils who are asked whether they can help.

Each keeps a number: meetings say who by it. So nobody is taken off the list: who is no
longer with them is said so.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.case_forms.fields import (
    LONG,
    SHORT,
    Ask,
    CaseForm,
    CheckedForm,
    Typed,
    check,
)
from chalicelib.core.text import clean, size_problem

MOST, LEAST_WANTED, MOST_WANTED = 10, 5, 8
THE_PUPIL = 0
"""The number of who the case is about, among who was at a meeting."""


class Relation(StrEnum):
    """What they are to the pupil: only who is responsible sees it, and no copy has
    it."""

    AROUND = "around"
    FRIEND = "friend"
    DIFFICULT = "difficult"


class AskedAnswer(StrEnum):
    NOT_ASKED = "not_asked"
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    LEFT = "left"


class Guardian(StrEnum):
    NOT_TOLD = "not_told"
    INFORMED = "informed"
    CONSENTED = "consented"
    DECLINED = "declined"


_OUT = frozenset({AskedAnswer.NO, AskedAnswer.LEFT})
COLUMNS = ("name", "role", "answer", "guardian", "follow")


class Supporter(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    role: Relation = Relation.AROUND
    answer: AskedAnswer = AskedAnswer.NOT_ASKED
    guardian: Guardian = Guardian.NOT_TOLD
    follow: bool = False


class Supporters(CaseForm):
    people: Annotated[dict[int, Supporter], Ask("people")] = Field(default_factory=dict)


People = Mapping[int, Supporter]


def people_of(content: Mapping[str, Any] | None) -> People:
    """Of an entry; nobody where it does not open."""
    kept = content.get("people", {}) if content else {}
    return {int(number): Supporter(**row) for number, row in kept.items()}


def with_us(people: People) -> dict[int, str]:
    """The names of those who have said yes, by number."""
    return {
        number: person.name
        for number, person in people.items()
        if person.answer is AskedAnswer.YES
    }


def warnings(people: People) -> list[str]:
    """The ends of keys: what the adults should think of."""
    there = [person for person in people.values() if person.answer not in _OUT]
    found = ["few"] if len(there) < LEAST_WANTED else []
    found += ["many"] if len(there) > MOST_WANTED else []
    without = [
        person
        for person in there
        if person.answer is AskedAnswer.YES and person.guardian is Guardian.DECLINED
    ]
    return found + (["guardian"] if without else [])


def check_people(
    typed: Typed, before: People, sees_roles: bool, context: Mapping[str, Any]
) -> CheckedForm:
    """As ``fields.check``. Who does not see the roles changes none."""
    checked = check(Supporters, typed, (), context)
    people: dict[int, Supporter] = {}
    problems = dict(checked.problems)
    for number in range(1, MOST + 1):
        try:
            person = _person(typed, number, before.get(number), sees_roles)
        except ValueError as error:
            problems["people"] = str(error)
            continue
        if person:
            people[number] = person
    if checked.form is None or problems:
        return CheckedForm(None, problems)
    return CheckedForm(checked.form.model_copy(update={"people": people}), {})


def _person(
    typed: Typed, number: int, before: Supporter | None, sees_roles: bool
) -> Supporter | None:
    """Raises ValueError with what is wrong."""

    def said(column: str) -> str:
        return clean(next(iter(typed.get(f"{column}_{number}", ())), ""), LONG)

    name = said("name").replace("\n", " ")
    if size_problem(name, SHORT):
        raise ValueError("too_long")
    if not name:
        if before:
            raise ValueError("name_kept")
        return None
    role = said("role") if sees_roles else before.role if before else Relation.AROUND
    chosen = (
        (role, Relation),
        (said("answer"), AskedAnswer),
        (said("guardian"), Guardian),
    )
    if any(value not in list(kind) for value, kind in chosen):
        raise ValueError("choose")
    return Supporter(
        name=name,
        role=Relation(role),
        answer=AskedAnswer(said("answer")),
        guardian=Guardian(said("guardian")),
        follow=said("follow") == "yes",
    )
