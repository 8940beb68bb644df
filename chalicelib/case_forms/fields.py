"""What the fields of a case's forms are made of, and how what was typed is checked.

A field says by its type how it is asked for (``Ask``); the page and what is read later
follow from the model. Pydantic, so the staff side only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from chalicelib.cases.clocks import NextKind
from chalicelib.core.text import clean, size_problem
from chalicelib.web.form_fields import Day, Number, problem_kind

LONG, SHORT = 2000, 200
Typed = Mapping[str, Sequence[str]]


class Ask(NamedTuple):
    """How a field is asked for: the name of a macro of the page, and what it takes."""

    how: str
    most: int = 0


class FormField(NamedTuple):
    """A field of a form as the page asks for it."""

    name: str
    how: str
    most: int
    options: tuple[str, ...]


Area = Annotated[str, StringConstraints(max_length=LONG * 2), Ask("area", LONG)]
Line = Annotated[str, StringConstraints(max_length=SHORT * 2), Ask("line", SHORT)]
Scale = Annotated[Number | None, Field(ge=0, le=10), Ask("scale", 10)]
Count = Annotated[Number | None, Field(ge=0, le=300), Ask("count", 300)]
Choose = Ask("choose")


class CaseForm(BaseModel):
    """``happened`` is the day it was; ``next_kind`` and ``next_on`` what is next, where
    it is not what the service proposes."""

    model_config = ConfigDict(frozen=True)

    happened: Annotated[Day, Ask("past")]
    next_kind: NextKind | None = None
    next_on: Day | None = Field(default=None, validate_default=True)

    @field_validator("happened")
    @classmethod
    def _has_been(cls, value: date, info: ValidationInfo) -> date:
        """Not in the future, in another year, nor before what it builds on."""
        given = info.context or {}
        if value > given.get("today", value):
            raise ValueError("future")
        if value < given.get("first_day", value):
            raise ValueError("long_ago")
        if value < given.get("not_before", value):
            raise ValueError("before_last")
        return value

    @field_validator("next_on")
    @classmethod
    def _is_to_come(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value is None and info.data.get("next_kind"):
            raise ValueError("required")
        if value and value < (info.context or {}).get("today", value):
            raise ValueError("past")
        return value


Model = TypeVar("Model", bound=CaseForm)
_OURS = frozenset({"next_kind", "next_on"})


def questions(model: type[CaseForm]) -> list[FormField]:
    """In the order of the model, the day first; without what is next, which the page
    asks for by itself."""
    return [*_questions(model)]


def _questions(model: type[CaseForm]) -> Iterator[FormField]:
    for name, field in model.model_fields.items():
        asked = next((said for said in field.metadata if isinstance(said, Ask)), None)
        if asked:
            yield FormField(name, asked.how, asked.most, _options(field.annotation))


def _options(annotation: Any) -> tuple[str, ...]:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return tuple(kind)
    return ()


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """``form`` is None where there are ``problems``: by field, in the page's order."""

    form: CaseForm | None
    problems: Mapping[str, str]


def check(
    model: type[CaseForm],
    typed: Typed,
    several: Sequence[str],
    context: Mapping[str, Any],
) -> CheckedForm:
    """What was typed as the form, or everything that is wrong with it at once.
    ``several`` are the fields that may be chosen more than once."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in model.model_fields:
        filled = [text for value in typed.get(name, ()) if (text := _clean(value))]
        most = _most(model, name)
        if any(most and size_problem(text, most) for text in filled):
            problems[name] = "too_long"
        if filled:
            values[name] = filled if name in several else filled[0]
    try:
        form = model.model_validate(values, context=dict(context))
    except ValidationError as error:
        for problem in error.errors():
            problems.setdefault(str(problem["loc"][0]), problem_kind(problem))
        form = None
    ordered = {name: problems[name] for name in model.model_fields if name in problems}
    return CheckedForm(None if ordered else form, ordered)


def _clean(value: str) -> str:
    return clean(value, LONG)


def _most(model: type[CaseForm], name: str) -> int:
    said = (ask for ask in model.model_fields[name].metadata if isinstance(ask, Ask))
    return next((ask.most for ask in said if ask.how in ("area", "line")), 0)
