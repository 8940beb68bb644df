"""How the options of a question are grouped where many answers are shown together. What
needs attention is what a flag rule of the question would have somebody act on; a test
holds the two together.

Left out: what is followed up pupil by pupil and never counted (an adult at the school,
the leadership, a wish to be spoken with) and everything written.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import SKIP, Answer

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Grouping:
    """Of one question. Options in neither group are good answers; not to answer is
    taken for in between."""

    item: str
    attention: frozenset[str]
    middle: frozenset[str]

    def needs_attention(self, answer: Answer) -> bool:
        return answer.get(self.item) in self.attention

    def is_in_between(self, answer: Answer) -> bool:
        return answer.get(self.item, SKIP) in self.middle


def _grouping(item: str, attention: str, middle: str) -> Grouping:
    return Grouping(
        item, frozenset(attention.split()), frozenset((*middle.split(), SKIP))
    )


_OLDER = (
    _grouping("thriving", "not_so_good bad", "ok"),
    _grouping("company", "seldom never", "sometimes"),
    _grouping("hurt", "few weekly often", "once"),
    _grouping("excluded", "few weekly often", "once"),
    _grouping("safe", "often_not hardly_ever", "unsure"),
    _grouping("trusted_adult", "no", "maybe"),
)
_YOUNGEST = tuple(
    _grouping(item, "bad", "middle")
    for item in ("thriving", "company", "hurt", "excluded", "safe")
)
GROUPINGS = {
    "grades_1_4": _YOUNGEST,
    "grades_5_7": _OLDER,
    "grades_8_10": _OLDER,
}
"""By form, in the order the questions are asked. Forms of cases have none."""


def groupings_in(form_id: str, form_version: int) -> tuple[Grouping, ...]:
    """Of the questions that a round with this version of the form asks."""
    form = FORMS[form_id].as_of(form_version)
    asked = {question.id for question in form.questions}
    return tuple(grouping for grouping in GROUPINGS[form_id] if grouping.item in asked)


def as_asked(form_id: str, by_item: Mapping[str, Told]) -> dict[str, Told]:
    """In the order the questions are asked, which no row of DynamoDB keeps; a question
    that is asked no more comes last."""
    asked = (grouping.item for grouping in GROUPINGS.get(form_id, ()))
    return _in_order(asked, by_item)


def by_form(told: Mapping[str, Told]) -> dict[str, Told]:
    """The youngest first."""
    return _in_order(GROUPINGS, told)


def _in_order(known: Iterable[str], told: Mapping[str, Told]) -> dict[str, Told]:
    first = [name for name in known if name in told]
    rest = sorted(told.keys() - first)
    return {name: told[name] for name in (*first, *rest)}
