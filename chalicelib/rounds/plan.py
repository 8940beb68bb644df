"""A round as somebody plans it: why it is refused, and what to think of before it
opens."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.core.local_time import (
    SchoolCalendar,
    is_school_time,
    local_day,
    usually_off,
)
from chalicelib.forms.form import Form
from chalicelib.rounds.groups import (
    SMALL_GROUP,
    GroupTooSmall,
    classes_in_round,
    step_id,
)
from chalicelib.rounds.round import ClassInRound, Mode, Round, RoundInList
from chalicelib.schools.school import SchoolClass

_SHARE_TO_FOLLOW_UP = 0.12
"""8 to 12 % of pupils meet some L2 rule in a round; one plans for the higher."""
_EACH_MEMBER_FOLLOWS_UP = 2
"""Talks one member of the group manages in the two school days an L2 flag allows."""

_TALKS_WITHIN = timedelta(days=2)
KEPT_AFTER = timedelta(days=30)
"""At least so long after its closing a round's answers are there; their last day never
moves."""


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """``not_to_have`` names, as refusals, what was chosen and cannot be in it."""

    form: Form
    mode: Mode
    classes: tuple[SchoolClass, ...]
    languages: tuple[str, ...]
    drafts: tuple[str, ...]
    opens_at: datetime
    closes_at: datetime
    on_duty: Account | None
    class_by_class: bool
    same_list_as: RoundInList | None = None
    deputy: Account | None = None
    not_to_have: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """``kind`` names the sentence, ``params`` what stands in it, beside the grade
    ``step``; of ``days`` off there is a sentence each."""

    kind: str
    params: dict[str, object]
    step: str = ""
    days: tuple[date, ...] = ()


def refused(
    plan: RoundPlan, calendar: SchoolCalendar, unlocked: bool, now: datetime
) -> tuple[str, ...]:
    """Why the plan cannot be: fixed words, none where it can."""
    reasons = {
        "classes": not plan.classes,
        "wrong_step": any(
            plan.form.grade_step not in class_.grade_steps for class_ in plan.classes
        ),
        "too_small": _too_small(plan),
        "locked": plan.mode is Mode.CONFIDENTIAL and not unlocked,
        "on_duty": plan.on_duty is None,
        "deputy": plan.deputy is not None and plan.deputy == plan.on_duty,
        "opens_outside": not is_school_time(calendar, plan.opens_at),
        "closes_outside": not _may_close(calendar, plan.closes_at),
        "backwards": plan.closes_at <= plan.opens_at,
        "past": plan.closes_at <= now,
    }
    return plan.not_to_have + tuple(
        reason for reason, holds in reasons.items() if holds
    )


def change_refused(
    round_: Round, after: Round, calendar: SchoolCalendar, now: datetime
) -> tuple[str, ...]:
    """Why a round that is set up cannot be changed so."""
    moved = after.closes_at != round_.closes_at
    named = round_.mode is Mode.CONFIDENTIAL
    reasons = {
        "named": named and after.on_duty.account_id != round_.on_duty.account_id,
        "deputy": (
            after.deputy is not None
            and after.deputy.account_id == after.on_duty.account_id
        ),
        "closes_outside": moved and not _may_close(calendar, after.closes_at),
        "backwards": after.closes_at <= round_.opens_at,
        "past": after.closes_at <= now,
        "kept": after.closes_at > round_.expires_at - KEPT_AFTER,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def days_off(*instants: datetime) -> list[date]:
    """The days among them on which most schools are closed, whatever their calendar
    says."""
    days = dict.fromkeys(local_day(at) for at in instants)
    return [day for day in days if usually_off(day)]


def warnings(
    plan: RoundPlan, members: int, others: Sequence[Round] = ()
) -> tuple[Warned, ...]:
    """What to think of: none of it stops the round. ``others`` are the school's rounds
    that are planned or open."""
    small = [class_.label for class_ in plan.classes if class_.pupils < SMALL_GROUP]
    found = []
    if small and plan.mode is Mode.ANONYMOUS:
        step = plan.form.grade_step
        found.append(Warned("joined", {"labels": ", ".join(small)}, step))
    if any(group.text_allowed for group in _groups(plan)) and any(
        question.kind == "text" for question in plan.form.questions
    ):
        found.append(Warned("text", {}))
    if labels := _in_others(plan, others):
        found.append(Warned("elsewhere", {"labels": ", ".join(labels)}))
    expected = to_follow_up(
        sum(class_.pupils for class_ in plan.classes) + _beside(plan, others)
    )
    if not plan.class_by_class and expected > capacity(members):
        found.append(
            Warned("capacity", {"expected": expected, "capacity": capacity(members)})
        )
    if off := days_off(plan.opens_at, plan.closes_at):
        found.append(Warned("day_off", {}, days=tuple(off)))
    if plan.drafts:
        found.append(Warned("drafts", {"languages": ", ".join(plan.drafts)}))
    return tuple(found)


def to_follow_up(pupils: int) -> int:
    """How many of so many pupils will need a talk within two school days."""
    return math.ceil(pupils * _SHARE_TO_FOLLOW_UP)


def capacity(members: int) -> int:
    """How many pupils a group of so many can follow up in two school days."""
    return members * _EACH_MEMBER_FOLLOWS_UP


def _may_close(calendar: SchoolCalendar, at: datetime) -> bool:
    """A round may close at the very minute school ends."""
    return is_school_time(calendar, at - timedelta(seconds=1))


def _beside(plan: RoundPlan, others: Sequence[Round]) -> int:
    """The pupils of what else is opened so near in time that the talks fall
    together."""
    return sum(
        class_.pupils
        for other in others
        if _meet(plan, other, _TALKS_WITHIN)
        for class_ in other.classes.values()
        if class_.opened_at
    )


def _in_others(plan: RoundPlan, others: Sequence[Round]) -> list[str]:
    """The classes that answer in another round at the same time, alone or joined."""
    same_time = [round_ for round_ in others if _meet(plan, round_, timedelta(0))]
    taken = {class_id for round_ in same_time for class_id in round_.classes}
    return [class_.label for class_ in plan.classes if taken & _ids(class_)]


def _ids(class_: SchoolClass) -> set[str]:
    """What the class can be in a round: itself, or part of its grade step."""
    return (
        {class_.id, *map(step_id, class_.grade_steps)}
        if class_.pupils < SMALL_GROUP
        else {class_.id}
    )


def _meet(plan: RoundPlan, other: Round, margin: timedelta) -> bool:
    return (
        other.opens_at < plan.closes_at + margin
        and plan.opens_at < other.closes_at + margin
    )


def _groups(plan: RoundPlan) -> tuple[ClassInRound, ...]:
    return classes_in_round(plan.mode, plan.classes, plan.form.grade_step)


def _too_small(plan: RoundPlan) -> bool:
    try:
        _groups(plan)
    except GroupTooSmall:
        return True
    return False
