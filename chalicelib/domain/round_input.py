"""What the staff type when they plan a round, prepare for one, or say how long it is kept. Never
on the public side."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from chalicelib.domain.calendar import OSLO
from chalicelib.domain.retention import LONGEST, SHORTEST
from chalicelib.domain.rounds import Mode

_SPLIT = BeforeValidator(lambda value: tuple(str(value).split()))

_Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=1000)]


def _or_none(text: Any) -> Any:
    return text or None


class RoundFields(BaseModel):
    """Days and times as they stand on the wall at the school."""

    form_id: str
    mode: Mode
    classes: Annotated[tuple[str, ...], _SPLIT]
    languages: Annotated[tuple[str, ...], _SPLIT]
    opens_on: date
    opens: time
    closes_on: date
    closes: time
    on_duty: str
    pace: Annotated[str, StringConstraints(pattern="^(each|all)$")]
    same_list_as: str = ""

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.opens_on, self.opens, OSLO).astimezone(UTC)

    @property
    def closes_at(self) -> datetime:
        return datetime.combine(self.closes_on, self.closes, OSLO).astimezone(UTC)


class PreparationFields(BaseModel):
    course_on: Annotated[date | None, BeforeValidator(_or_none)]
    workshop_on: Annotated[date | None, BeforeValidator(_or_none)]
    on_duty: str


class UnlockFields(BaseModel):
    reason: _Reason


class RetentionFields(BaseModel):
    days: Annotated[int, Field(ge=SHORTEST, le=LONGEST)]


class ShredFields(BaseModel):
    reason: _Reason
    confirmed: Literal["yes"]
