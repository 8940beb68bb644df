"""What was written in a form of a case, as it is read: what is empty is left out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from chalicelib.case_forms.fields import FormField, questions
from chalicelib.case_forms.rules import FORM_RULES
from chalicelib.case_forms.supporters import THE_PUPIL, People, Supporter, people_of
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.web.language import Texts


class ReadAnswer(NamedTuple):
    label: str
    text: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """``people`` are the supporters of the case, ``pupil`` what the pupil is called;
    ``sees_roles``: the reader is responsible. ``join`` puts people's own words
    together: on a page each stands apart."""

    t: Texts
    people: People
    pupil: str
    sees_roles: bool
    join: Callable[[str, Iterable[str]], str] = str.join

    def of(self, read: ReadEntry, only: Collection[str] = ()) -> list[ReadAnswer]:
        """All of it, or these fields alone."""
        kind = read.entry.kind
        if kind not in FORM_RULES or not read.content:
            return []
        asked = questions(FORM_RULES[kind].model)
        if only:
            asked = [question for question in asked if question.name in only]
        after = () if only else self._next(read)
        return [*self._answers(kind, asked, read.content), *after]

    def label(self, kind: EntryKind, name: str) -> str:
        own = f"case.ask.{kind}.{name}"
        return self.t(own) if self.t.has(own) else self.t(f"case.ask.{name}")

    def option(self, name: str, code: str) -> str:
        own = f"case.option.{name}.{code}"
        return self.t(own) if self.t.has(own) else self.t(f"case.option.{code}")

    def supporter(self, person: Supporter) -> str:
        """How it stands with somebody; the role for who is responsible alone."""
        t = self.t
        said = [
            t(f"case.option.role.{person.role}") if self.sees_roles else "",
            t(f"case.option.answer.{person.answer}"),
            t(f"case.option.guardian.{person.guardian}"),
            t("case.ask.follow") if person.follow else "",
        ]
        return " · ".join(filter(None, said))

    def _answers(
        self, kind: EntryKind, asked: list[FormField], content: Mapping[str, Any]
    ) -> Iterator[ReadAnswer]:
        for question in asked:
            value = content.get(question.name)
            if value in (None, "", [], {}):
                continue
            text = self._said(question, value, content)
            is_long = question.how in ("area", "proposals", "people")
            yield ReadAnswer(self.label(kind, question.name), text, is_long)

    def _said(self, question: FormField, value: Any, content: Mapping[str, Any]) -> str:
        if question.how == "choose":
            return self.option(question.name, str(value))
        if question.how == "scale":
            return self.t("case.scale", number=value)
        if question.how in ("present", "supporters"):
            return self.join(", ", (self._name(int(number)) for number in value))
        if question.how == "proposals":
            return self._lines((self._name(int(key)), value[key]) for key in value)
        if question.how == "people":
            people = people_of(content).values()
            return self._lines((who.name, self.supporter(who)) for who in people)
        return str(value)

    def _lines(self, said: Iterable[tuple[str, str]]) -> str:
        return self.join("\n", (self.join(": ", line) for line in said))

    def _name(self, number: int) -> str:
        if number == THE_PUPIL:
            return self.pupil
        person = self.people.get(number)
        return person.name if person else self.t("inbox.someone_gone")

    def _next(self, read: ReadEntry) -> Iterator[ReadAnswer]:
        kind, on = read.text("next_kind"), read.text("next_on")
        if kind and on:
            day = self.t.day(date.fromisoformat(on))
            said = f"{self.t(f'case.next.{kind}')} · {day}"
            yield ReadAnswer(self.t("case.ask.next"), said, False)
