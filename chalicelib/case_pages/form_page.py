"""The page of a form of a case: what is asked now, beside what was said last."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.case_forms.fields import (
    LONG,
    CheckedForm,
    FormField,
    check,
    questions,
)
from chalicelib.case_forms.rules import FORM_RULES, default_event, not_before
from chalicelib.case_forms.supporters import (
    MOST,
    THE_PUPIL,
    AskedAnswer,
    Guardian,
    People,
    Relation,
    check_people,
    people_of,
    with_us,
)
from chalicelib.case_forms.trend import target
from chalicelib.case_pages.answers import AnswerWords, ReadAnswer
from chalicelib.case_pages.beside import said_before
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.act import first_day
from chalicelib.cases.clocks import ONGOING, NextKind, suggested
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import local_day
from chalicelib.core.text import clean, size_problem
from chalicelib.web.language import joined_apart

Typed = Mapping[str, Sequence[str]]
MOST_PROPOSED = 1000
_SEVERAL = ("present", "needs_talk")
_ABOUT_THE_NUMBER = frozenset({EntryKind.REVIEW, EntryKind.CLOSING, EntryKind.CHECK})
_NUMBERED = frozenset({EntryKind.MEETING, EntryKind.REVIEW})


@dataclass(frozen=True, slots=True)
class FormPage:
    """``asks_scale``: only the pupil's number is asked for yet, and nothing of what was
    said before is shown. ``plans`` are what may be next, ``rows`` the numbers of the
    list of supporters, ``there`` those who are with us by number, ``present``
    with the pupil among them."""

    kind: EntryKind
    title: str
    questions: list[FormField]
    asks_scale: bool
    last: list[ReadAnswer]
    last_when: str
    goal: int | None
    plans: tuple[NextKind, ...]
    proposes: bool
    rows: range
    there: dict[int, str]
    present: dict[int, str]
    sees_roles: bool
    today: date
    roles: tuple[Relation, ...] = tuple(Relation)
    answers: tuple[AskedAnswer, ...] = tuple(AskedAnswer)
    guardians: tuple[Guardian, ...] = tuple(Guardian)


def supporters_of(seen: SeenCase) -> People:
    """The list as it stands."""
    found = (read for read in reversed(seen.entries) if _is_list(read))
    return people_of(next((read.content for read in found), None))


def answer_words(seen: SeenCase, account: Account, words: CaseWords) -> AnswerWords:
    pupil = seen.about.pupil or words.t("case.unnamed")
    sees_roles = account.id == seen.case.responsible
    people = supporters_of(seen)
    return AnswerWords(words.t, people, pupil, sees_roles, joined_apart)


def form_page(
    seen: SeenCase, kind: EntryKind, account: Account, words: CaseWords, typed: Typed
) -> FormPage:
    rule, said = FORM_RULES[kind], answer_words(seen, account, words)
    asks_scale = _scale_first(seen, kind) and typed.get("given") != ("yes",)
    asked = questions(rule.model)
    beside = None if asks_scale else said_before(seen, kind)
    count = sum(read.entry.kind is kind for read in seen.entries) + 1
    numbered = kind in _NUMBERED
    title = words.t(f"case.entry.{kind}")
    there = with_us(said.people)
    shows_goal = kind in _ABOUT_THE_NUMBER and not asks_scale
    return FormPage(
        kind=kind,
        title=f"{title} {count}" if numbered else title,
        questions=[q for q in asked if q.name in ("happened", "scale")]
        if asks_scale
        else asked,
        asks_scale=asks_scale,
        last=said.of(*beside) if beside else [],
        last_when=words.when(beside[0]) if beside else "",
        goal=target(seen.entries) if shows_goal else None,
        plans=_plans(kind),
        proposes=default_event(kind) is None,
        rows=range(1, min(MOST, max(6, len(said.people) + 2)) + 1),
        there=there,
        present=there | {THE_PUPIL: said.pupil},
        sees_roles=said.sees_roles,
        today=local_day(words.now),
    )


def _scale_first(seen: SeenCase, kind: EntryKind) -> bool:
    """Who sees 4 says 5: what a pupil said before is shown once they have answered."""
    return kind in (EntryKind.REVIEW, EntryKind.CHECK) and not seen.case.of_class


def begun(seen: SeenCase, kind: EntryKind, account: Account, words: CaseWords) -> Typed:
    """What stands in the fields before anybody has typed."""
    today = local_day(words.now)
    typed = {"happened": [today.isoformat()]}
    typed |= {name: [account.name] for name in ("adult", "leader")}
    if kind is EntryKind.SUPPORTERS:
        typed |= _rows(supporters_of(seen))
    if kind is EntryKind.CLOSING:
        typed |= _counted(seen, today)
    event = default_event(kind)
    after = suggested(event, today, seen.calendar) if event else None
    if after:
        typed["next_kind"], typed["next_on"] = [after.kind], [after.on.isoformat()]
    return typed


def checked(
    seen: SeenCase, kind: EntryKind, account: Account, typed: Typed, today: date
) -> CheckedForm:
    entries = (read.entry for read in seen.entries)
    context: dict[str, Any] = {
        "today": today,
        "first_day": first_day(seen.case),
        "not_before": not_before(seen.case, kind, entries),
    }
    if kind is EntryKind.SUPPORTERS:
        sees_roles = account.id == seen.case.responsible
        return check_people(typed, supporters_of(seen), sees_roles, context)
    found = check(FORM_RULES[kind].model, typed, _SEVERAL, context)
    proposals = _proposals(seen, typed)
    if any(size_problem(text, MOST_PROPOSED) for text in proposals.values()):
        return CheckedForm(None, {**found.problems, "proposals": "too_long"})
    if found.form is None or not proposals:
        return found
    return CheckedForm(found.form.model_copy(update={"proposals": proposals}), {})


def _proposals(seen: SeenCase, typed: Typed) -> dict[int, str]:
    """What those who are with us want to do, by number."""
    said = {
        number: clean(next(iter(typed.get(f"proposal_{number}", ())), ""), LONG)
        for number in with_us(supporters_of(seen))
    }
    return {number: text for number, text in said.items() if text}


def new_attempt() -> str:
    return secrets.token_urlsafe(16)


def _is_list(read: ReadEntry) -> bool:
    return read.entry.kind is EntryKind.SUPPORTERS and read.content is not None


def _plans(kind: EntryKind) -> tuple[NextKind, ...]:
    closes = kind in (EntryKind.CLOSING, EntryKind.CHECK)
    return (NextKind.CHECK,) if closes else ONGOING


def _rows(people: People) -> dict[str, list[str]]:
    return {
        f"{column}_{number}": [value]
        for number, person in people.items()
        for column, value in (
            ("name", person.name),
            ("role", person.role.value),
            ("answer", person.answer.value),
            ("guardian", person.guardian.value),
            ("follow", "yes" if person.follow else ""),
        )
    }


def _counted(seen: SeenCase, today: date) -> dict[str, list[str]]:
    meetings = [
        read.entry.happened
        for read in seen.entries
        if read.entry.kind is EntryKind.MEETING
    ]
    weeks = -(-(today - min(meetings)) // timedelta(weeks=1)) if meetings else 0
    return {"meetings": [str(len(meetings))], "weeks": [str(weeks)]}
