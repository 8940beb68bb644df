"""What stands in the columns of the files, and what it means where no number does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.results.grouping import GROUPINGS
from chalicelib.web.language import Texts

HIDDEN, NOT_ASKED = -98, -97
"""Stand where a number cannot be told, and where the form did not ask. To skip a
question is an answer in between and has no such mark."""
ITEMS = tuple(
    dict.fromkeys(grouping.item for asked in GROUPINGS.values() for grouping in asked)
)
"""Every question that is counted in any form."""
_COMMON_WORDS = "grades_5_7"
"""The form that asks all of them in the words they have unless a form has its own."""
GROUPS = ("attention", "middle", "good")
ABOUT = ("what", "hidden", "not_asked", "skipped", "classes")
"""What whoever reads the figures must know, a sentence each in the locales."""


class ColumnKind(StrEnum):
    """As Data Package has them."""

    INTEGER = "integer"
    STRING = "string"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the same in every language. ``values`` says what each code of a text
    means, ``missing`` what each mark means that stands for no number."""

    name: str
    kind: ColumnKind
    title: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[int, str] = field(default_factory=dict)


ROUNDS = (
    *("round", "school", "form", "opened_on", "closed_on", "level", "class_name"),
    *("pupils", "answers", "question", "asked", "low", "high", *GROUPS),
)
TERMS = (
    *("term", "released_on", "form", "owners", "schools", "rounds", "too_late"),
    *("pupils", "answers", "question", "asked", "low", "high", *GROUPS),
)
QUESTIONS = ("form", "question", "question_text", "option", "option_text", "group")
_DAYS = frozenset(("opened_on", "closed_on", "released_on"))
_TOLD = frozenset(("pupils", "answers", "asked", "low", "high", *GROUPS))
_NUMBERS = _TOLD | {"round", "owners", "schools", "rounds", "too_late"}


def columns(t: Texts, names: Iterable[str]) -> tuple[Column, ...]:
    """``names``: ``ROUNDS``, ``TERMS`` or ``QUESTIONS``."""
    return tuple(
        Column(name, _kind(name), t(f"export.column.{name}"), _values(t, name), missing)
        for name in names
        for missing in [marks(t) if name in _TOLD else {}]
    )


def marks(t: Texts) -> dict[int, str]:
    return {
        HIDDEN: t("export.missing.hidden"),
        NOT_ASKED: t("export.missing.not_asked"),
    }


def _kind(name: str) -> ColumnKind:
    if name in _DAYS:
        return ColumnKind.DATE
    return ColumnKind.INTEGER if name in _NUMBERS else ColumnKind.STRING


def _values(t: Texts, name: str) -> dict[str, str]:
    match name:
        case "form":
            return {form_id: t(f"results.form.{form_id}") for form_id in GROUPINGS}
        case "question":
            return {item: t.item(_COMMON_WORDS, item) for item in ITEMS}
        case "level":
            return {level: t(f"export.level.{level}") for level in ("round", "class")}
        case "group":
            return {group: t(f"export.group.{group}") for group in GROUPS}
    return {}
