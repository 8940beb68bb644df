"""Somebody leaves: what waits on them is somebody else's from the same moment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.accounts import Account, Action, Function, Role
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience
from chalicelib.domain.inbox import Act, Deed, Did, Item, may_see
from chalicelib.domain.leaving import Waits, leaves
from chalicelib.domain.outbox import MailKind, OutgoingMail
from chalicelib.domain.rounds import Mode, Openness, Round, on_duty
from chalicelib.domain.shown_threads import with_threads
from chalicelib.services import refusals, telling
from chalicelib.stores import (
    accounts,
    audit,
    database,
    inbox,
    outbox,
    preparations,
    referrals,
    rounds,
    schools,
)
from chalicelib.stores.database import Write

NOBODY = "nobody"
"""Chosen as heir: what was taken is open to the whole group again."""
_AT_ONCE = 80


def settle(
    who: Account, before: Account, after: Account, heir_id: str | None, now: datetime
) -> None:
    """Hand on what waits on a person who is about to leave. Cut short, it is gone on with by the
    next press.

    Raises StillWaiting where no ``heir_id`` has been chosen yet, Incomplete where it cannot be that
    one, ChangedMeanwhile.
    """
    school = schools.get(before.body_id)
    if school is None or not leaves(before, after):
        return
    waits = waits_on(before, school.owner_id, now)
    if waits.nothing:
        return
    if heir_id is None:
        raise refusals.StillWaiting(waits)
    heir = _heir(before, heir_id)
    if heir is None and (heir_id != NOBODY or waits.needs_heir):
        raise refusals.Incomplete("staff.setup.leaves.heir")
    writes = [
        *(_handed_on(who, one, heir, now) for one in waits.items),
        *_duties(who, before, waits, heir),
        *([outbox.to_put(_mail(before, school.owner_id, now))] if waits.orphans else []),
    ]
    for start in range(0, len(writes), _AT_ONCE):
        some = tuple(writes[start : start + _AT_ONCE])
        try:
            audit.write_with(some, before.body_id, now, who.id, "handed_on_work", before.id)
        except database.Refused:
            raise refusals.ChangedMeanwhile from None


def waits_on(account: Account, owner_id: str, now: datetime) -> Waits:
    drafts = [one for one in referrals.drafts(account, owner_id) if one.until > now]
    if account.role is not Role.MEMBER:
        return Waits(drafts=len(drafts))
    every = [*_items(account.body_id, nurse_only=False), *_items(account.body_id, nurse_only=True)]
    alone = [one for one in every if one.audience is Audience.NURSE and one.is_open]
    return Waits(
        items=tuple(
            one
            for one in every
            if one.is_open and one.handling.taken and one.handling.taken.who == account.id
        ),
        drafts=len(drafts),
        rounds=tuple(_rounds(account, now)),
        on_duty=preparations.get(account.body_id).on_duty == account.id,
        orphans=len(alone) if _is_last_nurse(account) else 0,
    )


def heirs(leaver: Account) -> list[Account]:
    """Who can take it over."""
    people = accounts.of_body(leaver.body_id)
    return [one for one in people if one.id != leaver.id and one.may(Action.SEE_INBOX)]


def _heir(leaver: Account, heir_id: str) -> Account | None:
    return next((one for one in heirs(leaver) if one.id == heir_id), None)


def _items(school_id: str, nurse_only: bool) -> list[Item]:
    return with_threads(*inbox.everything(school_id, nurse_only))


def _is_last_nurse(account: Account) -> bool:
    nurses = [one for one in heirs(account) if one.function is Function.HEALTH_SERVICE]
    return account.function is Function.HEALTH_SERVICE and not nurses


def _rounds(account: Account, now: datetime) -> Iterable[Round]:
    for listed in rounds.of_school(account.body_id):
        theirs = account.id in (listed.on_duty_id, listed.deputy_id)
        over = listed.openness(now) is Openness.CLOSED
        if theirs and not over and (found := rounds.get(listed.id)):
            yield found


def _handed_on(who: Account, item: Item, heir: Account | None, now: datetime) -> Write:
    if heir and may_see(heir, item):
        act = Act(Did.HANDED_OVER, who.id, now, heir.id)
        return inbox.to_handle(item, inbox.taken(Deed(heir.id, now)), act=act)
    act = Act(Did.RELEASED, who.id, now)
    return inbox.to_handle(item, {}, remove=inbox.TAKEN, act=act)


def _duties(who: Account, leaver: Account, waits: Waits, heir: Account | None) -> Iterable[Write]:
    if heir is None:
        return
    for round_ in waits.rounds:
        yield from rounds.to_changes(_round_of(who, round_, leaver, heir))
    if waits.on_duty:
        done = preparations.get(leaver.body_id)
        yield preparations.to_write(leaver.body_id, replace(done, on_duty=heir.id))


def _round_of(who: Account, round_: Round, leaver: Account, heir: Account) -> Round:
    """The cards of a confidential round name a person: only the school owner puts another there;
    else the heir is the deputy."""
    was_on_duty = round_.on_duty.account_id == leaver.id
    deputy = round_.deputy
    if deputy and deputy.account_id in (leaver.id, heir.id):
        deputy = None
    if not was_on_duty:
        is_on_duty = round_.on_duty.account_id == heir.id
        return replace(round_, deputy=None if is_on_duty else on_duty(heir))
    if round_.mode is Mode.CONFIDENTIAL and who.role is not Role.OWNER:
        return replace(round_, deputy=on_duty(heir))
    return replace(round_, on_duty=on_duty(heir), deputy=deputy)


def _mail(leaver: Account, owner_id: str, now: datetime) -> OutgoingMail:
    """To the school owner: something waits at a school, and nobody there may read it."""
    kind = MailKind.PASSED_ON
    return OutgoingMail(
        id=f"{kind}-{Recipients.OWNER}-left-{leaver.id}",
        school_id=leaver.body_id,
        owner_id=owner_id,
        kind=kind,
        recipients=Recipients.OWNER,
        due_at=now,
        number=telling.new_number(),
        exact=True,
    )
