"""What the resource group types in its log. Each mistake is one word, as ``field`` or
``field.why``."""

import re
from collections.abc import Collection
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from chalicelib.core.text import ascii_digits, clean, size_problem
from chalicelib.group_log.log_entry import LogContent, LogKind
from chalicelib.web.form_fields import Day

MOST_CHARACTERS = 2000
MOST_LISTED = 10_000
"""Characters of a list of people or of cases: more than any school has of them."""
_EARLIEST = date(2000, 1, 1)
_BETWEEN = re.compile(r"[,.;#]|\b(og|and|sak|case|nr|no)\b")


def _ids(typed: Any) -> Any:
    """In one order, so that the same people are the same, however they are listed."""
    return tuple(sorted(set(_list(typed).split())))


def _numbers(typed: Any) -> Any:
    """Numbers with whatever people write between them: "3, 7 og 12"."""
    plain = _BETWEEN.sub(" ", ascii_digits(_list(typed)).lower())
    return tuple(dict.fromkeys(plain.split()))


def _list(typed: Any) -> str:
    """What is far too long is not taken apart first."""
    if len(str(typed)) > MOST_LISTED:
        raise ValueError("size")
    return str(typed)


def _text(typed: str) -> str:
    text = clean(typed, MOST_CHARACTERS)
    if size_problem(text, MOST_CHARACTERS):
        raise ValueError("size")
    return text


_On = Annotated[Day, Field(ge=_EARLIEST)]
_Present = Annotated[tuple[str, ...], BeforeValidator(_ids), Field(min_length=1)]
_Case = Annotated[int, Field(ge=1)]
_Text = Annotated[str, AfterValidator(_text)]


class MeetingFields(BaseModel):
    on: _On
    present: _Present
    cases: Annotated[tuple[_Case, ...], BeforeValidator(_numbers)]
    question: _Text
    advice: _Text
    decisions: _Text
    learning: _Text


class EventFields(BaseModel):
    kind: Literal[LogKind.COURSE, LogKind.WORKSHOP, LogKind.GATHERING]
    on: _On
    present: _Present
    about: _Text
    learning: _Text


LogFields = MeetingFields | EventFields
MEETING_TEXTS = ("question", "advice", "decisions", "learning")
EVENT_TEXTS = ("about", "learning")


def fields_of(kind: LogKind) -> type[LogFields]:
    return MeetingFields if kind.is_meeting else EventFields


def texts_of(kind: LogKind) -> tuple[str, ...]:
    """The names of the fields where something is written, in their order."""
    return MEETING_TEXTS if kind.is_meeting else EVENT_TEXTS


def kind_of(given: LogFields) -> LogKind:
    return given.kind if isinstance(given, EventFields) else LogKind.MEETING


def content_of(given: LogFields) -> LogContent:
    """Fields that were left empty are left out."""
    written = ((name, getattr(given, name)) for name in texts_of(kind_of(given)))
    texts = {name: text for name, text in written if text}
    cases = given.cases if isinstance(given, MeetingFields) else ()
    return LogContent(given.present, cases, texts)


def unfit(
    given: LogFields, today: date, people: Collection[str], last_case: int
) -> tuple[str, ...]:
    """What cannot be so at this school today. ``people`` may have been there."""
    reasons = {
        "on.future": given.on > today,
        "present": not set(given.present) <= set(people),
        "cases.unknown": any(case > last_case for case in content_of(given).cases),
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
