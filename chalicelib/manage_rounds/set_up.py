"""A round is planned, looked at, set up and opened class by class."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors, ids
from chalicelib.escalation import tell_early
from chalicelib.forms.definitions import FORMS
from chalicelib.locales import LOCALES
from chalicelib.manage_rounds.follow import not_over
from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.manage_schools import readiness, tell_turns
from chalicelib.manage_schools.readiness import Readiness
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.rounds import store as rounds
from chalicelib.rounds.fields import RoundFields
from chalicelib.rounds.plan import (
    RoundPlan,
    Warned,
    days_off,
    refused,
    warnings,
)
from chalicelib.rounds.round import Mode, Round, RoundInList, on_duty
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write
from chalicelib.web.language import language_name, languages


@dataclass(frozen=True, slots=True)
class Looked:
    """A plan with why it cannot be and what to think of."""

    plan: RoundPlan
    refused: tuple[str, ...]
    warned: tuple[Warned, ...]

    @property
    def off(self) -> list[date]:
        """The day off on which it would close."""
        return days_off(self.plan.closes_at)

    @property
    def think_of(self) -> list[Warned]:
        """What is warned of, but for the day off that is asked about below."""
        left = [
            replace(
                warning,
                days=tuple(day for day in warning.days if day not in self.off),
            )
            for warning in self.warned
        ]
        return [
            new
            for new, old in zip(left, self.warned, strict=True)
            if new.days or not old.days
        ]


def new_attempt() -> str:
    """The id a round will have: pressed twice, the button still makes one round."""
    return ids.new_id(secrets.choice)


def look_at(ready: Readiness, fields: RoundFields, now: datetime) -> Looked:
    """Stores nothing. A school that is not ready has "not_ready" first among the
    reasons."""
    plan = _plan(ready, fields)
    reasons = refused(plan, ready.school.calendar, ready.done.unlocked, now)
    if ready.school.turning:
        reasons = ("turning", *reasons)
    if not ready.ready:
        reasons = ("not_ready", *reasons)
    warned = () if reasons else warnings(plan, len(ready.members), not_over(ready, now))
    return Looked(plan, reasons, warned)


def set_up(
    who: Account,
    attempt: str,
    fields: RoundFields,
    now: datetime,
    sure_of: Collection[date] = (),
) -> Looked:
    """Make the round where nothing speaks against it; it is one round however often it
    is sent. ``sure_of``: the days off on which the school is said to be open.

    Raises NotFound for an attempt that was never handed out.
    """
    if not ids.is_id(attempt):
        raise errors.NotFound
    ready = readiness.of(who.body_id, now)
    looked = look_at(ready, fields, now)
    plan = looked.plan
    if looked.refused or plan.on_duty is None or not set(sure_of) >= {*looked.off}:
        return looked
    new = NewRound(
        form_id=plan.form.id,
        mode=plan.mode,
        languages=plan.languages,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        on_duty=on_duty(plan.on_duty),
        deputy=on_duty(plan.deputy) if plan.deputy else None,
        class_by_class=plan.class_by_class,
        same_list_as=plan.same_list_as.id if plan.same_list_as else None,
        id=attempt,
    )
    try:
        open_round(
            new, ready.school, plan.classes, _duty_mails(who, new, ready.school, now)
        )
    except transaction.Refused:
        return looked  # made already, by the first press
    audit.record(Event.SET_UP_ROUND, who.body_id, who.id, attempt, now)
    tell_turns.tell(who, who.body_id, now)
    return looked


def _duty_mails(
    who: Account, new: NewRound, school: School, now: datetime
) -> list[Write]:
    """A mail each to who is on duty and to the deputy, none to who chose themselves."""
    named = {duty.account_id for duty in (new.on_duty, new.deputy) if duty}
    mails = [
        outgoing.duty(school.id, school.owner_id, person, now)
        for person in sorted(named - {who.id})
    ]
    return [outbox.put_mail(mail) for mail in mails]


def mine(who: Account, round_id: str) -> Round:
    """A round of the person's own school; raises NotFound for any other."""
    round_ = rounds.get(round_id)
    if round_ is None or round_.school_id != who.body_id:
        raise errors.NotFound
    return round_


def open_class(
    who: Account, round_id: str, class_id: str, seen: int, now: datetime
) -> None:
    """Raises NotFound, ChangedMeanwhile, and NotReady while a must is missing at the
    school or the person on duty has left."""
    round_ = mine(who, round_id)
    if class_id not in round_.classes or now >= round_.closes_at:
        raise errors.NotFound
    ready = readiness.of(who.body_id, now)
    if ready.stops(round_.reader.account_id):
        raise errors.NotReady
    class_ = round_.classes[class_id]
    opened_at = class_.opened_at or max(now, round_.opens_at)
    opened = replace(class_, opened_at=opened_at)
    after = replace(round_, version=seen, classes={**round_.classes, class_id: opened})
    looks = (
        () if class_.opened_at else tell_early.first_look(after, class_id, opened_at)
    )
    write(Event.CLASS_OPENED, who, after, f"{round_id}.{class_id}", now, *looks)


def _plan(ready: Readiness, fields: RoundFields) -> RoundPlan:
    if fields.form_id not in FORMS:
        raise errors.NotFound
    known = {class_.id: class_ for class_ in schools.classes(ready.school.id)}
    wanted = tuple(
        language for language in dict.fromkeys(fields.languages) if language in LOCALES
    )
    offered = tuple(language for language in wanted if language in languages())
    deputy = ready.member(fields.deputy)
    same_list_as = _same_list_as(ready.school.id, fields)
    is_anonymous = fields.mode is Mode.ANONYMOUS
    not_to_have = {
        "classes_gone": not known.keys() >= set(fields.classes),
        "deputy_gone": bool(fields.deputy) and deputy is None,
        "list_anonymous": bool(fields.same_list_as) and is_anonymous,
        "list_gone": bool(fields.same_list_as)
        and not is_anonymous
        and same_list_as is None,
    }
    return RoundPlan(
        form=FORMS[fields.form_id],
        mode=fields.mode,
        # Each class once: twice the same eight pupils are not a group of sixteen.
        classes=tuple(
            known[class_id]
            for class_id in dict.fromkeys(fields.classes)
            if class_id in known
        ),
        languages=offered or (ready.school.language,),
        drafts=tuple(
            language_name(language) for language in wanted if language not in offered
        ),
        opens_at=fields.opens_at,
        closes_at=fields.closes_at,
        on_duty=ready.member(fields.on_duty),
        deputy=deputy,
        class_by_class=fields.pace == "each",
        same_list_as=same_list_as,
        not_to_have=tuple(reason for reason, holds in not_to_have.items() if holds),
    )


def with_lists(school_id: str) -> list[RoundInList]:
    """The confidential rounds whose answers can still be compared with a new
    round's."""
    listed = rounds.of_school(school_id)
    return [
        round_
        for round_ in listed
        if round_.mode is Mode.CONFIDENTIAL and not round_.shredded_on
    ]


def _same_list_as(school_id: str, fields: RoundFields) -> RoundInList | None:
    """Only in a confidential round do numbers mean anything, and only an earlier one
    has any."""
    if fields.mode is not Mode.CONFIDENTIAL or not fields.same_list_as:
        return None
    earlier = [
        round_
        for round_ in with_lists(school_id)
        if round_.closes_at <= fields.opens_at
    ]
    return next(
        (round_ for round_ in earlier if round_.id == fields.same_list_as), None
    )


def write(
    event: Event, who: Account, after: Round, about: str, now: datetime, *more: Write
) -> None:
    """Raises ChangedMeanwhile."""
    writes = (*rounds.change_round(after), *more)
    audit.record_if_unchanged(event, who.body_id, who.id, about, now, writes)
    if event is not Event.CLASS_OPENED:
        tell_turns.tell(who, who.body_id, now)
