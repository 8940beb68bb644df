"""The fields of a referral checked: the five that are required, and the other points,
which may be added later.

Pydantic, so the staff side only. The field names are the names on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from chalicelib.core.text import clean
from chalicelib.referrals.referral import (
    HowLearnt,
    Involved,
    Situation,
    Suggested,
    Urgency,
    YesNo,
)
from chalicelib.web.form_fields import Day, problem_kind

SEVERAL = ("situations", "suggested")
LONG, MIDDLE, SHORT = 2000, 1000, 200
_MOST = {"pupil_says": LONG, "seen": LONG, "done": MIDDLE, "works": MIDDLE}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """``kind``: required, too_long, choose, bad_date, future; or two answers do not fit
    together: not_told."""

    field: str
    kind: str


def _not_after_today(day: date, info: ValidationInfo) -> date:
    if info.context and day > info.context["today"]:
        raise ValueError("future")
    return day


LongText = Annotated[str, StringConstraints(max_length=LONG)]
MiddleText = Annotated[str, StringConstraints(max_length=MIDDLE)]
ShortText = Annotated[str, StringConstraints(max_length=SHORT)]
_Model = TypeVar("_Model", bound=BaseModel)


class MorePoints(BaseModel):
    """What helps who follows it up, and keeps nobody from telling: none is required,
    but what is said of one may ask for another."""

    model_config = ConfigDict(frozen=True)

    learnt_on: Day | None = None
    how: HowLearnt | None = None
    pupil_says: LongText = Field(default="", validate_default=True)
    situations: tuple[Situation, ...] = ()
    done: MiddleText = ""
    spoken: YesNo | None = None
    pupil_knows: YesNo | None = None
    guardians: YesNo | None = None
    guardians_on: Day | None = Field(default=None, validate_default=True)
    guardians_why_not: ShortText = ""
    works: MiddleText = ""
    suggested: tuple[Suggested, ...] = ()
    suggested_other: ShortText = ""

    @property
    def say_something(self) -> bool:
        return self != MorePoints()

    @field_validator("learnt_on", "guardians_on")
    @classmethod
    def _has_been(cls, value: date | None, info: ValidationInfo) -> date | None:
        if info.field_name == "guardians_on":
            told = info.data.get("guardians")
            if value is None and told is YesNo.YES:
                raise ValueError("required")
            if value is not None and told is YesNo.NO:
                raise ValueError("not_told")
        return _not_after_today(value, info) if value else None

    @field_validator("pupil_says")
    @classmethod
    def _if_told(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("how") is HowLearnt.TOLD_BY_PUPIL:
            raise ValueError("required")
        return value


class Referral(MorePoints):
    """Also what is sealed once it is sent. The reporter (3) comes from the session."""

    pupil: Annotated[str, StringConstraints(max_length=100)]
    class_id: str
    seen: LongText
    urgency: Urgency
    involved: Involved
    confirmed: YesNo

    @property
    def to_owner(self) -> bool:
        """Where the leadership is or may be involved, the school owner alone is told (§
        12-5)."""
        return self.involved in (Involved.LEADERSHIP, Involved.UNSURE)

    @field_validator("class_id")
    @classmethod
    def _one_of_the_schools(cls, value: str, info: ValidationInfo) -> str:
        if info.context and value not in info.context["classes"]:
            raise ValueError("choose")
        return value

    @field_validator("confirmed")
    @classmethod
    def _is_confirmed(cls, value: YesNo) -> YesNo:
        if value is not YesNo.YES:
            raise ValueError("required")
        return value


POINTS = tuple(MorePoints.model_fields)
FIELDS = ("pupil", "class_id", "seen", "urgency", "involved", *POINTS, "confirmed")
"""In the order of the page."""


@dataclass(frozen=True, slots=True)
class Checked:
    """``referral`` is None where there are ``problems``; they stand in the order of the
    page."""

    referral: Referral | None
    problems: tuple[FieldProblem, ...]


def check(
    fields: Mapping[str, Sequence[str]], classes: Sequence[str], today: date
) -> Checked:
    """What was typed as a referral, or everything that is wrong with it at once."""
    context = {"classes": frozenset(classes), "today": today}
    return Checked(*_validated(Referral, FIELDS, fields, context))


def check_points(
    fields: Mapping[str, Sequence[str]], today: date
) -> tuple[MorePoints | None, tuple[FieldProblem, ...]]:
    """As ``check``, for what is added to a referral that was sent."""
    return _validated(MorePoints, POINTS, fields, {"today": today})


def _validated(
    model: type[_Model],
    names: Sequence[str],
    fields: Mapping[str, Sequence[str]],
    context: Mapping[str, object],
) -> tuple[_Model | None, tuple[FieldProblem, ...]]:
    values = {
        name: filled
        for name in names
        if (filled := _filled(name, fields.get(name, ())))
    }
    found = {
        name: "choose"
        for name, values_ in values.items()
        if name not in SEVERAL and len(values_) > 1
    }
    typed: dict[str, Any] = {k: v if k in SEVERAL else v[0] for k, v in values.items()}
    try:
        valid = model.model_validate(typed, context=dict(context))
        if not found:
            return valid, ()
    except ValidationError as error:
        for problem in error.errors():
            found.setdefault(str(problem["loc"][0]), problem_kind(problem))
    return None, tuple(
        FieldProblem(name, found[name]) for name in names if name in found
    )


def _filled(name: str, values: Sequence[str]) -> list[str]:
    """What was typed or chosen, each once."""
    kept = (clean(value, _MOST.get(name, SHORT)) for value in values)
    return [value for value in dict.fromkeys(kept) if value]
