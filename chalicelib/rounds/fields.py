"""What the staff type when they plan a round, prepare for one, or say how long it is
kept. Never on the public side."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
)

from chalicelib.core.local_time import OSLO
from chalicelib.core.written_reason import reason_in
from chalicelib.rounds.round import Mode
from chalicelib.schools.retention import LONGEST, SHORTEST
from chalicelib.web.form_fields import Clock, Day, Number

_SPLIT = BeforeValidator(lambda value: tuple(str(value).split()))


def _sentence(text: str) -> str:
    if (reason := reason_in(text)) is None:
        raise ValueError("reason")
    return reason


_Reason = Annotated[str, AfterValidator(_sentence)]


def _or_none(text: Any) -> Any:
    return text or None


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, OSLO).astimezone(UTC)


class RoundFields(BaseModel):
    """Days and times as they stand on the wall at the school."""

    form_id: str
    mode: Mode
    classes: Annotated[tuple[str, ...], _SPLIT]
    languages: Annotated[tuple[str, ...], _SPLIT]
    opens_on: Day
    opens: Clock
    closes_on: Day
    closes: Clock
    on_duty: str
    deputy: str = ""
    pace: Annotated[str, StringConstraints(pattern="^(each|all)$")]
    same_list_as: str = ""

    @property
    def opens_at(self) -> datetime:
        return _instant(self.opens_on, self.opens)

    @property
    def closes_at(self) -> datetime:
        return _instant(self.closes_on, self.closes)


class ChangeFields(BaseModel):
    """What of a round may be changed once it is set up."""

    on_duty: str
    deputy: str = ""
    closes_on: Day
    closes: Clock

    @property
    def closes_at(self) -> datetime:
        return _instant(self.closes_on, self.closes)


class PreparationFields(BaseModel):
    course_on: Annotated[Day | None, BeforeValidator(_or_none)]
    workshop_on: Annotated[Day | None, BeforeValidator(_or_none)]
    on_duty: str


class UnlockFields(BaseModel):
    reason: _Reason


class RetentionFields(BaseModel):
    days: Annotated[Number, Field(ge=SHORTEST, le=LONGEST)]


class ShredFields(BaseModel):
    reason: _Reason
    confirmed: Literal["yes"]
