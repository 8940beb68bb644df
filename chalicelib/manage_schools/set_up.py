"""The school owner's schools are set up: what a school is like, and who is there."""

import secrets
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts import claim_store
from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import (
    AT_OWNER,
    AT_SCHOOL,
    Account,
    Position,
    Role,
    access_changed,
    changed_fields,
)
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_access.leave import leave
from chalicelib.core import errors, ids
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.handle_items import asked_talk, hand_on_work
from chalicelib.manage_schools import access, tell_turns
from chalicelib.manage_schools.fields import PersonFields, SchoolFields, unfit
from chalicelib.outbox import compose
from chalicelib.schools import store as schools
from chalicelib.schools.school import School
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write

_SAID_WHICH_WAY = ("active", "is_principal")


def mine(who: Account, school_id: str) -> School:
    """A school of the person's owner; raises NotFound for any other."""
    school = schools.get(school_id)
    if school is None or school.owner_id != who.body_id:
        raise errors.NotFound
    return school


def change_school(
    who: Account, school_id: str, seen: int, fields: SchoolFields, now: datetime
) -> None:
    """Raises NotFound, and ChangedMeanwhile where ``seen`` is not the latest
    version."""
    school = mine(who, school_id)
    times = SchoolCalendar(fields.slots, fields.breaks)
    after = replace(
        school,
        version=seen,
        name=fields.name,
        language=fields.language,
        calendar=times,
        ombud=fields.ombud,
        last_grade=fields.last_grade,
    )
    writes = (schools.change_school(after), schools.put_in_list(after))
    audit.record_if_unchanged(
        Event.CHANGED_SCHOOL, school_id, who.id, school_id, now, writes
    )
    tell_turns.tell(who, school_id, now)


def body_positions(who: Account, body_id: str) -> tuple[Position, ...]:
    """Which positions the person may give at a body; raises NotFound where it is not
    theirs.

    Who the owner's people are is the owner's own business: an administrator sets up
    schools.
    """
    if body_id == who.body_id:
        if who.role is not Role.OWNER:
            raise errors.NotFound
        return AT_OWNER
    mine(who, body_id)
    return AT_SCHOOL


def add_person(who: Account, body_id: str, fields: PersonFields, now: datetime) -> None:
    """Whose turn it becomes is told by who calls, once for all they add. Raises
    NotFound, and Unfit; NotStored where others were quicker time and again."""
    try:
        after = transaction.looking_again(lambda: _added(who, body_id, fields, now))
    except transaction.Refused:
        raise errors.NotStored from None
    compose.release(after.email)


def _added(who: Account, body_id: str, fields: PersonFields, now: datetime) -> Account:
    """Raises Refused where somebody else took what this person alone was to have."""
    id_ = ids.new_id(secrets.choice)
    new = Account(id_, body_id, Role.TEACHER, "", "", "")
    others = _others(who, new, fields)
    after = access.decided(who, new, _filled(new, fields))
    after, invitation = access.invited(None, after, who.body_id, now)
    changes: tuple[Write, ...] = (
        *accounts.put_account(after),
        *claim_store.change_claims(None, after),
        *access.notices(who.body_id, after, others, now),
        *access.pupils_choices(None, after, others, now),
        *access.waits_for_nurse(None, after, who.body_id, now),
        *invitation,
        *access.ways_in_gone(None, after),
    )
    audit.record(Event.ADDED_ACCOUNT, body_id, who.id, after.id, now, changes)
    return after


def change_person(
    who: Account,
    body_id: str,
    account_id: str,
    seen: int,
    fields: PersonFields,
    now: datetime,
    heir: str | None = None,
) -> hand_on_work.HandedOn | None:
    """``heir`` takes over what waits on who leaves by it; gives who got what. Whose
    turn it becomes is told by who calls. Raises NotFound, Unfit, what
    ``hand_on_work.settle`` raises, ChangedMeanwhile where ``seen`` is not the
    latest."""
    before = accounts.get(body_id, account_id)
    if before is None:
        raise errors.NotFound
    others = _others(who, before, fields)
    after = access.decided(who, before, _filled(before, fields))
    if before.version != seen:
        raise errors.ChangedMeanwhile
    handed_on = hand_on_work.settle(who, before, after, heir, now)
    after, invitation = access.invited(before, after, who.body_id, now)
    writes = [*accounts.change_account(replace(before, version=seen), after)]
    writes += invitation
    writes += claim_store.change_claims(before, after)
    writes += access.pupils_choices(before, after, others, now)
    writes += access.waits_for_nurse(before, after, who.body_id, now)
    writes += access.ways_in_gone(before, after)
    if not after.active:
        writes += asked_talk.writes_for_leaver(who, before, now)
    if access_changed(before, after) or before.active is not after.active:
        writes += access.notices(who.body_id, after, others, now)
    subject = ".".join((account_id, *_logged(before, after)))
    try:
        audit.record_if_unchanged(
            Event.CHANGED_ACCOUNT, body_id, who.id, subject, now, writes
        )
    except errors.ChangedMeanwhile:
        # Somebody else may have what this person alone was to have
        _others(who, before, fields)
        raise
    leave(before, after, who.id, now)
    access.mail_old_address(before, after)
    if after.email != before.email:
        compose.release(after.email)
    return handed_on


def _logged(before: Account, after: Account) -> list[str]:
    """Which fields, and of access and of the principal which way: a name is never
    said."""
    words = []
    for name in changed_fields(before, after):
        said = name in _SAID_WHICH_WAY
        words.append(
            f"{name}-{'yes' if getattr(after, name) else 'no'}" if said else name
        )
    return words


def address_works(
    who: Account, body_id: str, account_id: str, seen: int, now: datetime
) -> None:
    """Mail goes to the person again. Raises as ``change_person`` does."""
    body_positions(who, body_id)
    before = accounts.get(body_id, account_id)
    if before is None:
        raise errors.NotFound
    writes = accounts.change_account(
        replace(before, version=seen), replace(before, bounced_at=None)
    )
    audit.record_if_unchanged(
        Event.ADDRESS_WORKS, body_id, who.id, account_id, now, writes
    )
    compose.release(before.email)
    tell_turns.tell(who, body_id, now)


def _filled(account: Account, fields: PersonFields) -> Account:
    """Who leaves is nobody's class teacher, and nobody is that of a class that is
    closed."""
    chosen = set(fields.classes) if fields.active else set()
    here = schools.classes(account.body_id) if chosen else []
    return replace(
        account.placed(fields.position),
        name=fields.name,
        email=fields.email,
        language=fields.language,
        active=fields.active,
        classes=tuple(class_.id for class_ in here if class_.id in chosen),
        bounced_at=account.bounced_at if fields.email == account.email else None,
    )


def _others(who: Account, person: Account, fields: PersonFields) -> list[Account]:
    """Who else is at the body; raises NotFound for what is not theirs to do, and Unfit.
    Nobody gives an account to themselves, changes one they have beside their own, or
    leaves themselves without."""
    if fields.position not in body_positions(who, person.body_id):
        raise errors.NotFound
    others = [
        other for other in accounts.of_body(person.body_id) if other.id != person.id
    ]
    is_self = person.id == who.id
    own = {
        "email.own": who.email in (fields.email, person.email) and not is_self,
        "position.own": is_self and fields.position is not who.position,
        "active.own": is_self and not fields.active,
    }
    problems = tuple(reason for reason, holds in own.items() if holds) + unfit(
        fields, others
    )
    if problems:
        raise errors.Unfit(problems)
    return others
