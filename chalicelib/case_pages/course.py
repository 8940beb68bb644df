"""How a case goes, as its page shows it: the numbers, what they ask for, supporters."""

from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.accounts.account import Account
from chalicelib.case_forms.same_name import may_be_one
from chalicelib.case_forms.supporters import (
    AskedAnswer,
    Supporter,
    people_of,
    warnings,
)
from chalicelib.case_forms.trend import alarms, offers_closing, said_in, target
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.plot import ScalePlot, plot_of
from chalicelib.cases.about import About
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.see_case import SeenCase

OPENED = frozenset(
    {EntryKind.TALK, EntryKind.REVIEW, EntryKind.CHECK, EntryKind.SUPPORTERS}
)
"""The kinds of entries that it is seen by."""
_TAGS = {AskedAnswer.YES: "done", AskedAnswer.ASKED: "l2"}


class SupporterLine(NamedTuple):
    """``tag`` is its style, ``said`` how it stands; ``cases`` are the numbers of those
    that may be about them, ``is_pupil``: this may be."""

    name: str
    tag: str
    said: str
    cases: list[int]
    is_pupil: bool


@dataclass(frozen=True, slots=True)
class Course:
    """``plot`` is None before the pupil has given a number; ``alarms`` and ``warns``
    are ends of keys."""

    plot: ScalePlot | None
    alarms: list[str]
    warns: list[str]
    closing: bool
    supporters: list[SupporterLine]


def course_of(seen: SeenCase, account: Account, words: CaseWords) -> Course:
    case, said, goal = seen.case, said_in(seen.entries), target(seen.entries)
    lists = [
        read.content for read in seen.entries if read.entry.kind is EntryKind.SUPPORTERS
    ]
    people = people_of(lists[-1] if lists else None)
    sees_roles = account.id == case.responsible
    told = AnswerWords(words.t, people, seen.about.pupil, sees_roles)
    plot = plot_of(said, goal)
    return Course(
        plot=plot if plot.points else None,
        alarms=alarms(said) if case.is_open else [],
        warns=warnings(people) if people and case.is_open else [],
        closing=case.is_open and offers_closing(said, goal),
        supporters=[
            _line(person, told.supporter(person), seen) for person in people.values()
        ],
    )


def has_list(seen: SeenCase) -> bool:
    kinds = (read.entry.kind for read in seen.entries)
    return seen.case.is_open and EntryKind.SUPPORTERS in kinds


def _line(person: Supporter, said: str, seen: SeenCase) -> SupporterLine:
    def may_be(about: About) -> bool:
        same_class = about.place == seen.about.place
        return may_be_one(person.name, about.pupil, same_class)

    found = [number for number, about in seen.others.items() if may_be(about)]
    tag = _TAGS.get(person.answer, "l1")
    return SupporterLine(person.name, tag, said, found, may_be(seen.about))
