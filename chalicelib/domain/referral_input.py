"""The fields of a referral checked: all 17 points, and which of them are required when.

Pydantic, so the staff side only. The field names are the names on the page.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from chalicelib.domain.referrals import How, Involved, Situation, Suggested, Urgency, YesNo

SEVERAL = ("situations", "suggested")
LONG, MIDDLE, SHORT = 2000, 1000, 200
_KINDS = {
    "missing": "required",
    "too_short": "required",
    "string_too_long": "too_long",
    "enum": "choose",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """``kind``: required, too_long, choose, bad_date or future."""

    field: str
    kind: str


def _iso(typed: object) -> object:
    """24.11.2026, as people write where the browser has no calendar, is a date too."""
    found = re.fullmatch(r"\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*", str(typed))
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else typed


def _not_after_today(day: date, info: ValidationInfo) -> date:
    if info.context and day > info.context["today"]:
        raise ValueError("future")
    return day


Day = Annotated[date, BeforeValidator(_iso)]
LongText = Annotated[str, StringConstraints(max_length=LONG)]
MiddleText = Annotated[str, StringConstraints(max_length=MIDDLE)]
ShortText = Annotated[str, StringConstraints(max_length=SHORT)]


class Referral(BaseModel):
    """Also what is sealed once it is sent. The reporter (3) comes from the session."""

    model_config = ConfigDict(frozen=True)

    pupil: Annotated[str, StringConstraints(max_length=100)]
    class_id: str
    learnt_on: Day
    how: How
    pupil_says: LongText = Field("", validate_default=True)
    seen: LongText = Field("", validate_default=True)
    situations: Annotated[tuple[Situation, ...], Field(min_length=1)]
    adult: Involved
    leadership: Involved | None = Field(None, validate_default=True)
    done: MiddleText = ""
    urgency: Urgency
    spoken: YesNo
    pupil_knows: YesNo
    guardians: YesNo
    guardians_on: Day | None = Field(None, validate_default=True)
    guardians_why_not: ShortText = ""
    works: MiddleText = ""
    suggested: tuple[Suggested, ...] = ()
    suggested_other: ShortText = ""
    confirmed: YesNo

    @property
    def to_owner(self) -> bool:
        """Where the leadership is or may be involved, the school owner alone is told (§ 12-5)."""
        return self.leadership in (Involved.YES, Involved.UNSURE)

    @field_validator("class_id")
    @classmethod
    def _one_of_the_schools(cls, value: str, info: ValidationInfo) -> str:
        if info.context and value not in info.context["classes"]:
            raise ValueError("choose")
        return value

    @field_validator("learnt_on", "guardians_on")
    @classmethod
    def _has_been(cls, value: date | None, info: ValidationInfo) -> date | None:
        if info.field_name == "guardians_on":
            if info.data.get("guardians") is not YesNo.YES:
                return None
            if value is None:
                raise ValueError("required")
        return _not_after_today(value, info) if value else None

    @field_validator("pupil_says", "seen")
    @classmethod
    def _told_or_seen(cls, value: str, info: ValidationInfo) -> str:
        source = How.TOLD_BY_PUPIL if info.field_name == "pupil_says" else How.SEEN
        if not value and info.data.get("how") is source:
            raise ValueError("required")
        return value

    @field_validator("leadership")
    @classmethod
    def _if_an_adult(cls, value: Involved | None, info: ValidationInfo) -> Involved | None:
        """Whoever first said that an adult is involved and then took it back keeps no trace."""
        if info.data.get("adult") in (None, Involved.NO):
            return None
        if value is None:
            raise ValueError("required")
        return value

    @field_validator("confirmed")
    @classmethod
    def _is_confirmed(cls, value: YesNo) -> YesNo:
        if value is not YesNo.YES:
            raise ValueError("required")
        return value


FIELDS = tuple(Referral.model_fields)


@dataclass(frozen=True, slots=True)
class Checked:
    """``referral`` is None where there are ``problems``; they stand in the order of the page."""

    referral: Referral | None
    problems: tuple[Problem, ...]


def check(fields: Mapping[str, Sequence[str]], classes: Sequence[str], today: date) -> Checked:
    """What was typed as a referral, or everything that is wrong with it at once."""
    values: dict[str, Any] = {
        name: [one for one in fields[name] if one] if name in SEVERAL else clean(fields[name][0])
        for name in FIELDS
        if any(clean(one) for one in fields.get(name, ()))
    }
    try:
        context = {"classes": frozenset(classes), "today": today}
        return Checked(Referral.model_validate(values, context=context), ())
    except ValidationError as error:
        found: dict[str, str] = {}
        for one in error.errors():
            found.setdefault(str(one["loc"][0]), _kind(one))
        return Checked(None, tuple(Problem(one, found[one]) for one in FIELDS if one in found))


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def _kind(error: Any) -> str:
    """Our own validators raise ValueError with the kind itself."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return "bad_date" if error["type"].startswith("date") else _KINDS.get(error["type"], "choose")
