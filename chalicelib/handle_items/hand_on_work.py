"""Somebody leaves: what waits on them is somebody else's from the same moment."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action, Function
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.core import errors, local_time
from chalicelib.handle_items import hand_over
from chalicelib.handle_items.hand_on_duty import duties, is_named_anew
from chalicelib.handle_items.waiting_work import Waits, leaves
from chalicelib.handle_items.waiting_work import waits_on as waits_on_them
from chalicelib.items import may_read as who_may_read
from chalicelib.items.inbox_id import Audience, inboxes_at, may_see
from chalicelib.items.item import Item
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals import store as referrals
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.storage.writes import Write
from chalicelib.threads import waiting_store
from chalicelib.threads.thread import last_read, listed

NOBODY = "nobody"
"""Chosen as heir: what was taken is open to the whole group again."""
_AT_ONCE = 25
"""Items handed on in one transaction, each with what its teacher sees and a mail of its
own at most."""
_MOST_WRITES = 80
"""In one transaction, beside the log entry's."""


class StillWaiting(errors.Refusal):
    """Somebody is to leave on whom something waits: who takes it over has to be chosen
    first."""

    def __init__(self, waits: Waits) -> None:
        super().__init__()
        self.waits = waits


@dataclass(frozen=True, slots=True)
class HandedOn:
    """What the heir got, and what lies in the inbox again; ``waits`` is all that there
    was."""

    leaver: Account
    heir: Account | None
    given: tuple[Item, ...]
    released: tuple[Item, ...]
    waits: Waits

    @property
    def sheets(self) -> bool:
        """Whether sheets are printed that name who has left."""
        named = [
            round_
            for round_ in self.waits.rounds
            if round_.on_duty.account_id == self.leaver.id
        ]
        return any(
            class_.cards.made for round_ in named for class_ in round_.classes.values()
        )


def settle(
    who: Account, before: Account, after: Account, heir_id: str | None, now: datetime
) -> HandedOn | None:
    """Hand on what waits on a person who is about to leave; None where nothing does.
    Cut short, it is gone on with by the next press.

    Raises StillWaiting where no ``heir_id`` has been chosen yet, Incomplete where it
    cannot be that one, ChangedMeanwhile.
    """
    if not leaves(before, after):
        return None
    school = schools.get(before.body_id)
    owner_id = school.owner_id if school else before.body_id
    waits = waits_on(before, owner_id, now)
    if waits.nothing:
        return None
    if heir_id is None:
        raise StillWaiting(waits)
    heir = _heir(before, heir_id)
    if heir is None and (heir_id != NOBODY or waits.needs_heir):
        raise errors.Incomplete("staff.setup.leaves.heir")
    named = {round_.id for round_ in waits.rounds if is_named_anew(who, round_, before)}
    given = [item for item in waits.items if heir and _may_have(heir, item, named)]
    released = [item for item in waits.items if item not in given]
    groups: list[Sequence[Write]] = [
        *(
            hand_over.writes_for_several(part, who.id, heir.id, now)
            for part in _parts(given)
            if heir
        ),
        *(hand_over.writes_for_release(part, who.id, now) for part in _parts(released)),
        *duties(who, before, waits, heir),
        *(
            [[outbox.put_mail(outgoing.duty(before.body_id, owner_id, heir.id, now))]]
            if heir and waits.needs_heir and heir.id != who.id
            else []
        ),
        *([[outbox.put_mail(_mail(before, owner_id, now))]] if waits.orphans else []),
    ]
    about = ".".join([before.id, *([heir.id] if heir else [])])
    for writes in _batches(groups):
        audit.record_if_unchanged(
            Event.HANDED_ON_WORK, before.body_id, who.id, about, now, writes
        )
    return HandedOn(before, heir, tuple(given), tuple(released), waits)


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def _batches(groups: Iterable[Sequence[Write]]) -> Iterator[tuple[Write, ...]]:
    """Each group whole in one of them."""
    batch: tuple[Write, ...] = ()
    for group in groups:
        if batch and len(batch) + len(group) > _MOST_WRITES:
            yield batch
            batch = ()
        batch += tuple(group)
    if batch:
        yield batch


def waits_on(account: Account, owner_id: str, now: datetime) -> Waits:
    drafts = [
        draft for draft in referrals.drafts(account, owner_id) if draft.until > now
    ]
    if not account.may(Action.SEE_INBOX):
        return Waits(drafts=len(drafts))
    found = [
        waiting_store.everything(inbox)
        for inbox in inboxes_at(account.body_id, account)
    ]
    every = [item for items, messages in found for item in listed(items, messages, now)]
    read = last_read(message for _, messages in found for message in messages)
    here = {heir.id for heir in heirs(account)}
    alone = [
        item
        for item in every
        if item.audience is Audience.HEALTH_SERVICE and item.is_open
    ]
    return Waits(
        items=tuple(
            item
            for item in every
            if waits_on_them(item, account.id, here, read.get(item.id))
        ),
        drafts=len(drafts),
        rounds=tuple(_rounds(account, now)),
        on_duty=preparation_store.get(account.body_id).on_duty == account.id,
        orphans=len(alone) if _is_last_nurse(account) else 0,
        cases=sum(
            case.responsible == account.id and case.waits
            for case in cases.of_body(account.body_id)
        ),
    )


def heirs(leaver: Account) -> list[Account]:
    """Who can take it over."""
    people = accounts.of_body(leaver.body_id)
    return [
        person
        for person in people
        if person.id != leaver.id and person.may(Action.SEE_INBOX)
    ]


def _heir(leaver: Account, heir_id: str) -> Account | None:
    return next((heir for heir in heirs(leaver) if heir.id == heir_id), None)


def _is_last_nurse(account: Account) -> bool:
    nurses = [
        heir for heir in heirs(account) if heir.function is Function.HEALTH_SERVICE
    ]
    return account.function is Function.HEALTH_SERVICE and not nurses


def _rounds(account: Account, now: datetime) -> Iterable[Round]:
    """Also one that was ended today, and may be opened again."""
    for round_ in rounds.of_school(account.body_id):
        theirs = account.id in (round_.on_duty_id, round_.deputy_id)
        near = local_time.local_day(round_.closes_at) >= local_time.local_day(now)
        if (
            theirs
            and near
            and (found := rounds.get(round_.id))
            and not found.is_over(now)
        ):
            yield found


def _may_have(heir: Account, item: Item, named: Collection[str]) -> bool:
    """``named``: the rounds whose person on duty the heir becomes by it."""
    readable = (
        not item.confidential
        or item.round_id in named
        or who_may_read.may_read(heir, item)
    )
    return may_see(heir, item.audience) and readable


def _mail(leaver: Account, owner_id: str, now: datetime) -> OutgoingMail:
    """To the school owner: something waits at a school, and nobody there may read
    it."""
    kind = MailKind.PASSED_ON
    return OutgoingMail(
        id=f"{kind}-{Recipients.OWNER}-left-{leaver.id}",
        school_id=leaver.body_id,
        owner_id=owner_id,
        kind=kind,
        recipients=Recipients.OWNER,
        due_at=now,
        number=outgoing.new_number(),
        exact=True,
    )
