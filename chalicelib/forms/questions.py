"""The kinds of question a form can hold. Each kind has its partial in
templates/forms/. ``since`` is the version of its form that asks it first."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AskIf:
    """A follow-up applies only when ``item`` was answered with one of ``options``."""

    item: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options, or none."""

    kind: ClassVar[str] = "choice"
    id: str
    options: tuple[str, ...]
    ask_if: AskIf | None = None
    since: int = 1


@dataclass(frozen=True, slots=True)
class Faces(Choice):
    """A choice of three drawn faces, each with its word: good, middle and bad, in this
    order."""

    kind: ClassVar[str] = "faces"


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of at most ``max_chars`` characters, counted as people count them."""

    kind: ClassVar[str] = "text"
    id: str
    max_chars: int
    ask_if: AskIf | None = None
    since: int = 1


Question = Choice | Text
