"""What the list of cases and a case's page show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.accounts.account import Account
from chalicelib.case_access.access_view import AccessView, access_view
from chalicelib.case_forms.rules import can_write, next_form, offered
from chalicelib.case_pages.case_words import CaseWords, NextDue, StoryLine
from chalicelib.case_pages.course import Course, course_of
from chalicelib.case_reminders.day_words import SaidDay, said_day
from chalicelib.case_reminders.follow_up import due_first, step_days
from chalicelib.case_reminders.line import waits_for_others
from chalicelib.cases import states
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import ONGOING, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.may_open import glasses_of_late, may_break
from chalicelib.cases.see_case import CaseList, SeenCase
from chalicelib.cases.states import FINAL, Move, State
from chalicelib.cases.stuck import Stuck
from chalicelib.core.local_time import local_day
from chalicelib.items.item_kind import ItemKind, reference
from chalicelib.plans.complaint import complaint_week
from chalicelib.plans.see_plan import latest_plan
from chalicelib.web.form_body import Fields
from chalicelib.web.language import apart
from chalicelib.web.near_days import near_day

SHOWN = 8
"""Of the story on the case's own page."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """``opens``: the reader may open it; of others they see number and state, and where
    something was not done in time, what and whose it is. ``stuck`` is what keeps it
    from getting on, ``says`` what else the reader is to know; ``breaks``: they may
    open it with a written reason."""

    number: int
    state: str
    tag: str
    who: str
    school: str
    due: NextDue | None
    opens: bool
    breaks: bool
    stuck: list[Stuck]
    says: list[str]


@dataclass(frozen=True, slots=True)
class CaseStep:
    """``style`` is ``past`` or ``ahead``."""

    label: str
    style: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """``moves`` and ``plans`` are what a person may choose, ``place`` is where in the
    steps it is: 5 of 7; ``form`` the form for what is next, ``forms`` the others."""

    case: Case
    title: str
    facts: list[str]
    steps: list[CaseStep]
    place: tuple[int, int]
    next: NextDue | None
    story: list[StoryLine]
    has_more: bool
    moves: list[Move]
    plans: tuple[NextKind, ...]
    access: AccessView
    origins: list[tuple[ItemKind, str]]
    form: EntryKind | None
    forms: list[EntryKind]
    has_agenda: bool
    changes: bool
    course: Course
    warns: list[str]
    days: list[SaidDay]
    complaint: str
    no_plan: str
    today: date

    @property
    def planned_on(self) -> date | str:
        planned = self.case.next_action
        return planned.on if planned else ""

    @property
    def asks_own_answers(self) -> bool:
        """A class has none; who opened it with a reason is not told them."""
        return self.changes and not self.case.of_class

    def chosen(self, typed: Fields) -> str:
        """What is planned next, unless something else was just chosen."""
        planned = self.case.next_action
        return typed.get("kind") or (planned.kind if planned else "")

    def is_typed(self, typed: Fields) -> bool:
        """Whether something under "more" was just sent."""
        return any(typed.get(name) is not None for name in ("to", "pupil"))


def groups(
    found: CaseList, account: Account, words: CaseWords
) -> list[tuple[str, list[CaseLine]]]:
    """Mine, those I may open, the others', and what is closed; by what is due first."""
    lines: dict[str, list[tuple[date, CaseLine]]] = {}
    for case in found.cases:
        mine = case.responsible == account.id
        opens = case.number in found.opens
        group = "mine" if mine else "team" if opens else "others"
        if not case.is_open:
            group = "closed"
        due = due_first(case, found.calendar_of(case))
        day = due.due(found.calendar_of(case)) if due and opens else date.max
        lines.setdefault(group, []).append(
            (day, _line(case, opens, found, account, words))
        )
    return [
        (group, [line for _, line in sorted(lines[group], key=lambda told: told[0])])
        for group in ("mine", "team", "others", "closed")
        if group in lines
    ]


def _line(
    case: Case, opens: bool, found: CaseList, account: Account, words: CaseWords
) -> CaseLine:
    today, calendar = local_day(words.now), found.calendar_of(case)
    told = opens or waits_for_others(case, found.here, calendar, today)
    return CaseLine(
        number=case.number,
        state=words.state(case),
        tag="l1" if case.is_open else "done",
        who=words.name(case.responsible) if told else "",
        school=found.schools.get(case.school_id, ""),
        due=words.next_due(case, calendar) if told else None,
        opens=opens,
        breaks=may_break(account, case, words.now),
        stuck=found.stuck(case, today) if opens else [],
        says=list(_says(case, account, words)) if opens else [],
    )


def _says(case: Case, account: Account, words: CaseWords) -> Iterator[str]:
    """That the reader is asked to be responsible; that somebody opened it from outside
    the team, which who answers for it is mailed of without content."""
    if case.offer and case.offer.to == account.id:
        yield words.t("access.line.asked")
    opened = glasses_of_late(case, words.now)
    if opened:
        when = near_day(words.t, local_day(opened[-1].at), words.now)
        yield words.t("access.line.glass", when=when)


def view(seen: SeenCase, account: Account, words: CaseWords) -> CaseView:
    case = seen.case
    steps = _steps(case, {read.entry.state for read in seen.entries}, words)
    here = next(number for number, step in enumerate(steps, 1) if step.is_current)
    return CaseView(
        case=case,
        title=words.called(case, seen.about),
        facts=_facts(seen, words),
        steps=steps,
        place=(here, len(steps)),
        next=words.next_due(case, seen.calendar),
        story=words.story(seen.entries)[:SHOWN],
        has_more=len(seen.entries) > SHOWN,
        moves=states.by_hand(case.state, case.of_class),
        plans=ONGOING if case.is_open else (NextKind.CHECK,),
        changes=seen.changes,
        access=access_view(
            case, seen.entries, seen.people, account, words.now, words.t
        ),
        form=next_form(case) if seen.changes else None,
        forms=offered(case),
        has_agenda=can_write(case, EntryKind.MEETING),
        course=course_of(seen, account, words),
        origins=[ref for origin in case.origins if (ref := reference(origin))],
        warns=list(_warns(seen)),
        days=[
            said_day(words.t, day, words.now) for day in step_days(case, seen.calendar)
        ],
        complaint=_complaint(seen, words),
        no_plan=words.no_plan(seen.entries),
        today=local_day(words.now),
    )


def _complaint(seen: SeenCase, words: CaseWords) -> str:
    """Empty where it is over, and where nothing is known of it."""
    week = complaint_week(seen.case, latest_plan(seen.entries))
    return words.complaint(week) if week and seen.case.is_open else ""


def _facts(seen: SeenCase, words: CaseWords) -> list[str]:
    case, t = seen.case, words.t
    opened = t("case.opened", when=t.local_day(case.made_at))
    closed = [t("case.closed", when=t.day(case.closed_on))] if case.closed_on else []
    name = apart(words.name(case.responsible))
    return [
        t("case.number", number=case.number),
        *([apart(seen.school)] if seen.school else []),
        t("case.responsible", name=name),
        opened,
        *closed,
    ]


def _steps(case: Case, reached: set[State], words: CaseWords) -> list[CaseStep]:
    """Where something else than a group is tried, or the school owner follows up what
    concerns a leadership, the steps of a group that was not reached are left out."""
    shown: tuple[State, ...] = states.STEPS
    if case.of_class:
        shown = states.STEPS_OF_A_CLASS
    elif case.is_owners or State.OTHER_MEASURE in (case.state, case.closed_from):
        shown = tuple(
            state for state in State if state in reached | FINAL | {State.OTHER_MEASURE}
        )
    here = shown.index(case.state) if case.state in shown else 0
    return [
        CaseStep(
            words.t(f"case.state.{state}"),
            "past" if number < here else "ahead",
            number == here,
        )
        for number, state in enumerate(shown)
    ]


def _warns(seen: SeenCase) -> list[str]:
    """Keys of sentences."""
    case, about = seen.case, seen.about
    responsible = seen.people.get(case.responsible)
    found = []
    if case.is_open and (responsible is None or not responsible.let_in):
        found.append("case.warn.nobody")
    if case.is_open and about.wants_adult_measure:
        found.append("case.warn.adult_measure")
    return found
