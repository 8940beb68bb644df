"""A school gets ready for its rounds, and its owner unlocks confidential ones."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools import tell_turns
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.rounds.fields import PreparationFields
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.schools.preparation import Preparation
from chalicelib.storage.writes import Write


def write_down(
    who: Account, seen: int, fields: PreparationFields, now: datetime
) -> None:
    """Who is on duty from now on is mailed, unless they chose themselves. Raises
    ChangedMeanwhile where ``seen`` is not the latest version."""
    done = preparation_store.get(who.body_id)
    after = replace(
        done,
        version=seen,
        course_on=fields.course_on,
        workshop_on=fields.workshop_on,
        on_duty=fields.on_duty,
    )
    told = _duty_mail(who, after, now) if after.on_duty != done.on_duty else []
    _write(Event.CHANGED_READINESS, who, who.body_id, after, now, *told)
    tell_turns.tell(who, who.body_id, now)


def _duty_mail(who: Account, after: Preparation, now: datetime) -> list[Write]:
    school = schools.get(who.body_id)
    if school is None or after.on_duty in ("", who.id):
        return []
    return [
        outbox.put_mail(outgoing.duty(school.id, school.owner_id, after.on_duty, now))
    ]


def unlock(who: Account, school_id: str, seen: int, reason: str, now: datetime) -> None:
    """The school may hold confidential rounds from now on. An empty reason locks again:
    rounds that are set up already keep their mode. Raises NotFound,
    ChangedMeanwhile."""
    school_setup.mine(who, school_id)
    done = preparation_store.get(school_id)
    after = replace(
        done,
        version=seen,
        unlocked_by=who.id if reason else "",
        unlocked_at=now if reason else None,
        unlock_reason=reason,
    )
    event = Event.UNLOCKED_CONFIDENTIAL if reason else Event.LOCKED_CONFIDENTIAL
    _write(event, who, school_id, after, now)


def _write(
    event: Event,
    who: Account,
    school_id: str,
    after: Preparation,
    now: datetime,
    *more: Write,
) -> None:
    write = preparation_store.write_preparation(school_id, after)
    audit.record_if_unchanged(event, school_id, who.id, school_id, now, (write, *more))
