"""A form, and the way from submitted fields to a clean answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.core.text import clean, size_problem
from chalicelib.forms.questions import Choice, Question, Text

SKIP = "skip"
"""Option every choice accepts: the pupil does not want to answer. Leaves no trace in
the answer."""
EMPTY = "empty"
"""A form in which nothing is answered, not even by a skip; asked about once."""

Answer = Mapping[str, str]
"""Item id to option code or text. A skipped item is absent."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``kind`` is unknown_option, repeated, unknown_field, too_long, too_heavy or
    does_not_fit: then ``other`` is the item whose answer says otherwise. Of the whole
    form, with no ``item``: too_old or empty."""

    item: str
    kind: str
    other: str = ""

    @property
    def items(self) -> list[str]:
        """The questions to look at again. A field of no question is none."""
        known = self.kind != "unknown_field"
        return [item for item in (self.other, self.item) if item and known]


@dataclass(frozen=True, slots=True)
class Form:
    """``grade_step`` is 1-4, 5-7 or 8-10, empty where it is no class that is asked. A
    follow-up stands right after the item it follows.

    ``young`` is for children who may not read yet: the last page has two big buttons.
    """

    id: str
    grade_step: str
    questions: tuple[Question, ...]
    young: bool = False

    @property
    def of_class(self) -> bool:
        """Whether rules look at its answers, and they may go along with what a pupil
        says afterwards."""
        return bool(self.grade_step)

    @property
    def version(self) -> int:
        """Goes up where a question is added."""
        return max(question.since for question in self.questions)

    def as_of(self, version: int) -> "Form":
        """The form as it was asked then. A round asks to its end what it asked at its
        beginning: those who answer late are asked what the others were."""
        there = tuple(q for q in self.questions if q.since <= version)
        return replace(self, questions=there)

    def asked(self, text_allowed: bool) -> tuple[Question, ...]:
        """The questions put to a pupil; no free text where the group is small."""
        return tuple(
            q for q in self.questions if text_allowed or not isinstance(q, Text)
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    """``answer`` counts only when there are no ``problems``.

    ``kept`` is what to show again: each valid choice, a skip too, and text even when
    too long.
    """

    answer: Answer
    kept: Mapping[str, str]
    problems: tuple[Problem, ...]


def screens(questions: Sequence[Question]) -> list[list[Question]]:
    """The questions, screen by screen: one choice each; a text belongs to the choice
    before it."""
    grouped: list[list[Question]] = []
    for question in questions:
        if isinstance(question, Text) and grouped:
            grouped[-1].append(question)
        else:
            grouped.append([question])
    return grouped


def parse(
    form: Form,
    fields: Mapping[str, Sequence[str]],
    text_allowed: bool,
    asked_about: Sequence[str] = (),
) -> Parsed:
    """Read the fields of the form's items; the caller has taken its own fields out
    before.

    Without scripts a follow-up stands on the page for everybody. One that does not fit
    the answer before it is asked about once; a pupil who then leaves both
    (``asked_about``) has said both, and neither is dropped. Where the question before
    it was skipped there is nothing to ask: somebody who answers only the second has
    said something.
    """
    asked = {question.id: question for question in form.asked(text_allowed)}
    kept: dict[str, str] = {}
    problems = [Problem(name, "unknown_field") for name in fields if name not in asked]
    for name, question in asked.items():
        values = fields.get(name, ())
        problem = _problem(question, values)
        if problem:
            problems.append(Problem(name, problem))
        if values and problem in (None, "too_long", "too_heavy"):
            kept[name] = _clean(question, values[0])
    answer = {name: value for name, value in kept.items() if value not in ("", SKIP)}
    problems += [
        Problem(name, "does_not_fit", other)
        for name in answer
        if name not in asked_about and (other := _contradicted(asked[name], answer))
    ]
    return Parsed({} if problems else answer, kept, tuple(problems))


def _problem(question: Question, values: Sequence[str]) -> str | None:
    if len(values) > 1:
        return "repeated"
    if not values:
        return None
    if isinstance(question, Choice):
        return None if values[0] in (*question.options, SKIP) else "unknown_option"
    return size_problem(_clean(question, values[0]), question.max_chars)


def _clean(question: Question, value: str) -> str:
    if isinstance(question, Choice):
        return value
    return clean(value, question.max_chars)


def _contradicted(question: Question, answer: Answer) -> str:
    """The item whose answer says that the question does not apply; empty where none
    does."""
    before = question.ask_if
    if before is None or answer.get(before.item) in (None, *before.options):
        return ""
    return before.item
