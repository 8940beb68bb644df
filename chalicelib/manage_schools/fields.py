"""What the staff type when they set up schools and people. Never imported on the public
side.

Each model refuses with one word a field: the page has one sentence for each.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
)

from chalicelib.accounts import email_address
from chalicelib.accounts.account import Account, Position
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.core.text import ascii_digits
from chalicelib.web.form_fields import Number

_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4})")
_MOST_BREAKS = 20
_MOST_SLOTS = 4

Model = TypeVar("Model", bound=BaseModel)


def _times(text: Any) -> Any:
    return tuple(
        part.replace(".", ":")
        for part in ascii_digits(str(text)).replace(",", " ").split()
    )


def _in_order(slots: tuple[time, ...]) -> tuple[time, ...]:
    if not 1 <= len(slots) <= _MOST_SLOTS or list(slots) != sorted(set(slots)):
        raise ValueError("slots")
    day = SchoolCalendar()
    if not all(day.day_starts <= slot <= day.day_ends for slot in slots):
        raise ValueError("slots")
    return slots


def _breaks(text: Any) -> Any:
    """One a line, the first and the last day; a single day is a break of one day."""
    lines = [line for line in ascii_digits(str(text)).splitlines() if line.strip()]
    return tuple(_break(line) for line in lines)


def _break(line: str) -> tuple[date, date]:
    days = [_day(found) for found in _DATE.finditer(line)]
    if not 1 <= len(days) <= 2 or re.sub(r"[\s–—-]", "", _DATE.sub("", line)):
        raise ValueError("breaks")
    return days[0], days[-1]


def _day(found: re.Match[str]) -> date:
    y, m, d, day, month, year = found.groups()
    return date(int(y or year), int(m or month), int(d or day))


def _forward(breaks: tuple[tuple[date, date], ...]) -> tuple[tuple[date, date], ...]:
    if len(breaks) > _MOST_BREAKS or any(first > last for first, last in breaks):
        raise ValueError("breaks")
    return breaks


class SchoolFields(BaseModel):
    name: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, max_length=80, pattern=r"^[^\W_][\w .,'’&()/-]+$"
        ),
    ]
    language: Literal["nb", "nn"]
    slots: Annotated[
        tuple[time, ...], BeforeValidator(_times), AfterValidator(_in_order)
    ]
    breaks: Annotated[
        tuple[tuple[date, date], ...],
        BeforeValidator(_breaks),
        AfterValidator(_forward),
    ]
    ombud: Annotated[
        str,
        BeforeValidator(lambda typed: ascii_digits(str(typed))),
        StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ]{5,16}$"),
    ]
    last_grade: Annotated[Number, Field(ge=1, le=10)]


def _ids(typed: Any) -> Any:
    return tuple(typed.split()) if isinstance(typed, str) else typed


class PersonFields(BaseModel):
    """``classes``: the ids of those they are to be the class teacher of."""

    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)
    ]
    email: Annotated[str, AfterValidator(email_address.taken)]
    position: Position
    language: Literal["nb", "nn", "en"]
    active: bool
    classes: Annotated[tuple[str, ...], BeforeValidator(_ids)] = ()


def unfit(person: PersonFields, others: Iterable[Account]) -> tuple[str, ...]:
    """Why the person cannot be so among the others at the body, as ``field`` or
    ``field.why``."""
    there = list(others)
    is_second = person.active and person.position is Position.PRINCIPAL
    reasons = {
        "email.taken": any(other.email == person.email for other in there),
        "position.second": is_second
        and any(other.active and other.is_principal for other in there),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def read(
    model: type[Model], fields: dict[str, str]
) -> tuple[Model | None, tuple[str, ...]]:
    """The fields as the model has them, or those that cannot be taken, as ``field`` or
    ``field.why``, in the model's order."""
    try:
        return model.model_validate(fields), ()
    except ValidationError as error:
        wrong = {
            str(problem["loc"][0]): _why(problem)
            for problem in error.errors()
            if problem["loc"]
        }
        return None, tuple(
            name + wrong[name] for name in model.model_fields if name in wrong
        )


def _why(error: Any) -> str:
    if error["type"] == "string_too_long":
        return ".long"
    cause = error.get("ctx", {}).get("error")
    is_told = isinstance(cause, email_address.Untakable) and cause.why
    return f".{cause.why}" if is_told else ""
