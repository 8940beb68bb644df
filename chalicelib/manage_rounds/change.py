"""A round that is set up is changed, ended before its time, or gone on with."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.accounts.account import Account
from chalicelib.audit.event import Event
from chalicelib.core import errors, local_time
from chalicelib.manage_rounds.set_up import mine, write
from chalicelib.manage_schools import readiness
from chalicelib.manage_schools.readiness import Readiness
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import OutgoingMail
from chalicelib.rounds.fields import ChangeFields
from chalicelib.rounds.plan import change_refused, days_off
from chalicelib.rounds.round import Mode, OnDuty, Openness, Round, on_duty
from chalicelib.storage.codec import epoch


@dataclass(frozen=True, slots=True)
class Changed:
    """``off``: the days off to think of first; then nothing is changed. ``what``: of
    on_duty, deputy and closes those that were; and sheets, where some are printed with
    the name of who was on duty before."""

    off: list[date]
    what: tuple[str, ...] = ()


def change(
    who: Account,
    round_id: str,
    seen: int,
    fields: ChangeFields,
    sure_of: Collection[date],
    now: datetime,
) -> Changed:
    """``sure_of``: the days off on which the school is said to be open.

    Raises NotFound, Unfit with the reasons why it cannot be, ChangedMeanwhile.
    """
    round_ = mine(who, round_id)
    after = _changed(round_, fields, now)
    if off := [day for day in to_think_of(round_, fields) if day not in sure_of]:
        return Changed(off)
    what = _differences(round_, after)
    if what:
        closes = f"closes-{epoch(round_.closes_at)}-{epoch(after.closes_at)}"
        words = [
            closes if field == "closes" else field
            for field in what
            if field != "sheets"
        ]
        about = ".".join((round_id, *words))
        told = [outbox.put_mail(mail) for mail in _duty_mails(who, round_, after, now)]
        write(Event.CHANGED_ROUND, who, replace(after, version=seen), about, now, *told)
    return Changed([], what)


def _duty_mails(
    who: Account, before: Round, after: Round, now: datetime
) -> list[OutgoingMail]:
    """Who is on duty, or the deputy, and was not: a mail each, none to who chose
    themselves."""
    new = {after.on_duty.account_id} - {before.on_duty.account_id}
    new |= {
        duty.account_id for duty in (after.deputy,) if duty and duty != before.deputy
    }
    people = sorted(new - {who.id})
    return [
        outgoing.duty(after.school_id, after.owner_id, person, now) for person in people
    ]


def to_think_of(round_: Round, fields: ChangeFields) -> list[date]:
    """The day off on which the round would close by the change."""
    closes_at = _closes_at(round_, fields)
    return days_off(closes_at) if closes_at != round_.closes_at else []


def end(who: Account, round_id: str, seen: int, now: datetime) -> None:
    """No more answers are taken from this moment. Raises NotFound, ChangedMeanwhile."""
    round_ = mine(who, round_id)
    if round_.openness(now) is Openness.CLOSED:
        return  # closed already: what was wanted
    ended = replace(
        round_,
        version=seen,
        closes_at=now.replace(microsecond=0),
        planned_close=round_.closes_at,
    )
    write(Event.CLOSED_ROUND, who, ended, round_id, now)


def go_on(who: Account, round_id: str, seen: int, now: datetime) -> None:
    """As if it had not been ended. Raises NotFound, ChangedMeanwhile where it is too
    late."""
    round_ = mine(who, round_id)
    if not round_.can_go_on(now) or round_.planned_close is None:
        raise errors.ChangedMeanwhile
    again = replace(
        round_, version=seen, closes_at=round_.planned_close, planned_close=None
    )
    write(Event.REOPENED_ROUND, who, again, round_id, now)


def _changed(round_: Round, fields: ChangeFields, now: datetime) -> Round:
    """Raises Unfit."""
    ready = readiness.of(round_.school_id, now)
    if round_.openness(now) is Openness.CLOSED:
        raise errors.Unfit(("over",))
    deputy = ready.member(fields.deputy)
    if fields.deputy and deputy is None:
        raise errors.Unfit(("deputy_gone",))
    closes_at = _closes_at(round_, fields)
    times = ready.school.calendar, round_.opens_at, closes_at
    after = replace(
        round_,
        on_duty=_on_duty(round_, ready, fields.on_duty),
        deputy=on_duty(deputy) if deputy else None,
        closes_at=closes_at,
    )
    if after.on_duty.left and after.deputy is None:
        raise errors.Unfit(("deputy_left",))
    if reasons := change_refused(round_, after, ready.school.calendar, now):
        raise errors.Unfit(reasons)
    return replace(
        after,
        slots=local_time.slots_between(*times),
        weekly=local_time.weekly_between(*times),
    )


def _closes_at(round_: Round, fields: ChangeFields) -> datetime:
    """The form shows no seconds: the minute that stands there is no change."""
    shown = round_.closes_at.replace(second=0, microsecond=0)
    return round_.closes_at if fields.closes_at == shown else fields.closes_at


def _differences(before: Round, after: Round) -> tuple[str, ...]:
    relieved = before.on_duty != after.on_duty
    found = {
        "on_duty": relieved,
        "deputy": before.deputy != after.deputy,
        "closes": before.closes_at != after.closes_at,
        "sheets": relieved
        and any(class_.cards.made for class_ in before.classes.values()),
    }
    return tuple(name for name, holds in found.items() if holds)


def _on_duty(round_: Round, ready: Readiness, account_id: str) -> OnDuty:
    """Who stays keeps the name the pupils have read. Who has left stays only where the
    cards name them. Raises Unfit."""
    duty = ready.member(account_id)
    if account_id == round_.on_duty.account_id and (
        duty or round_.mode is Mode.CONFIDENTIAL
    ):
        return round_.on_duty
    if duty is None:
        raise errors.Unfit(("on_duty",))
    return on_duty(duty)
