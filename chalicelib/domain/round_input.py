"""What the staff type when they plan a round or prepare for one. Never on the public side."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, StringConstraints

from chalicelib.domain.calendar import OSLO
from chalicelib.domain.rounds import Mode

_SPLIT = BeforeValidator(lambda value: tuple(str(value).split()))


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
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=1000)]
