"""How a case goes, as its page shows it: the numbers, what they ask for, supporters."""

from dataclasses import dataclass

from chalicelib.accounts.account import Account
from chalicelib.case_forms.supporters import AskedAnswer, people_of, warnings
from chalicelib.case_forms.trend import alarms, offers_closing, said_in, target
from chalicelib.case_pages.answers import AnswerWords
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.plot import ScalePlot, plot_of
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.see_case import SeenCase

OPENED = frozenset(
    {EntryKind.TALK, EntryKind.REVIEW, EntryKind.CHECK, EntryKind.SUPPORTERS}
)
"""The kinds of entries that it is seen by."""
_TAGS = {AskedAnswer.YES: "done", AskedAnswer.ASKED: "l2"}


@dataclass(frozen=True, slots=True)
class Course:
    """``plot`` is None before the pupil has given a number; ``supporters`` by name, the
    style of a tag and how it stands; ``alarms`` and ``warns`` are ends of keys."""

    plot: ScalePlot | None
    alarms: list[str]
    warns: list[str]
    closing: bool
    supporters: list[tuple[str, str, str]]


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
            (person.name, _TAGS.get(person.answer, "l1"), told.supporter(person))
            for person in people.values()
        ],
    )
