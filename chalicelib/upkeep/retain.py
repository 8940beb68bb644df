"""What is kept how long: set by the school owner, warned of, shredded before its
time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.entry import SYSTEM
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.local_time import DAY, local_day, start_of
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.filter import in_order
from chalicelib.items.inbox_id import Audience, inbox_for, inboxes_of_school
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.recipients import Recipients
from chalicelib.results.uncounted import is_uncounted
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import MAY_FINISH, Round, RoundInList
from chalicelib.rounds.unread_end import due_warning, next_warning
from chalicelib.schools import retention_store
from chalicelib.schools import store as schools
from chalicelib.schools.retention import Retention, Shredding
from chalicelib.schools.store import SchoolInList
from chalicelib.storage import transaction, wrapped_keys
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put
from chalicelib.threads import store as thread_store
from chalicelib.threads.message import Message


@dataclass(frozen=True, slots=True)
class Kept:
    """What a school owner keeps: ``rounds`` by school, the latest first, why some are
    shredded by the round, and the owner's people by account id."""

    days: int
    rounds: list[tuple[SchoolInList, list[RoundInList]]]
    shredded: Mapping[str, Shredding]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a round nobody has opened: flags, most urgent first, and pupils'
    messages."""

    flags: list[Item]
    messages: int


def see(account: Account) -> Kept:
    """Raises NotFound for who may not, Unavailable."""
    _must(account)
    owned = schools.of_owner(account.body_id)
    return Kept(
        retention_store.get(account.body_id).days,
        [(school, rounds.of_school(school.id)) for school in owned],
        retention_store.shreddings(account.body_id),
        {person.id: person.name for person in accounts.of_body(account.body_id)},
    )


def set_retention(account: Account, days: int, now: datetime) -> None:
    """For rounds opened from now on: what a round promised when it opened stays.

    Raises NotFound for who may not, ValueError for a number out of bounds.
    """
    _must(account)
    put = retention_store.put_retention(account.body_id, Retention(days))
    audit.record(
        Event.SET_RETENTION, account.body_id, account.id, str(days), now, (put,)
    )


def warn(key: Key, now: datetime) -> None:
    """Some weeks, a week and a day before a round's rows go: tell of flags nobody has
    opened, and of answers nobody has come by to count.

    The last time it is written down too: what then goes unread has not gone silently.
    """
    found = retention_store.look(key)
    round_ = rounds.get(found[0]) if found else None
    if found is None or round_ is None:
        return
    flags = [] if round_.shredded_on else _unopened(round_)
    notice = due_warning(round_.expires_at, now)
    again = next_warning(round_.expires_at, now)
    writes = (
        retention_store.look_again(round_.id, found[1], again),
        *_mail(flags, notice.tell, now),
        *_not_counted(round_, notice.tell, now),
    )
    try:
        if flags and again is None:
            about = f"{round_.id} {len(flags)}"
            audit.record(
                Event.UNREAD_FLAGS_EXPIRE, round_.owner_id, SYSTEM, about, now, writes
            )
        else:
            transaction.commit(*writes)
    except transaction.Refused:
        return  # another sweep was here


def mine(account: Account, round_id: str) -> Round:
    """A round of the owner's that still has its answers. Raises NotFound."""
    _must(account)
    round_ = rounds.get(round_id)
    if round_ is None or round_.owner_id != account.body_id:
        raise errors.NotFound
    return round_


def can_be_shredded(round_: Round, now: datetime) -> bool:
    """Not while an answer may still come in: nobody could ever read it."""
    return now >= round_.closes_at + MAY_FINISH


def unread(round_: Round, now: datetime) -> Unread:
    """What is listed of it: a number that grew before would tell the minute somebody
    wrote. Nothing sealed is opened for it."""
    flags = [flag for flag in _unopened(round_) if flag.is_listed(now)]
    return Unread(
        in_order(flags),
        sum(message.is_listed(now) for message in _unread_messages(round_)),
    )


def shred_round(account: Account, round_id: str, reason: str, now: datetime) -> None:
    """Delete the round's key: what was sealed to it, here and in every backup, opens no
    more.

    Raises NotFound where the round is not of this school owner, Incomplete while it can
    be answered, TooNew while nobody has been able to read all that has come,
    ChangedMeanwhile where it is shredded already.
    """
    round_ = mine(account, round_id)
    if not can_be_shredded(round_, now):
        raise errors.Incomplete("retention.problem.open")
    day = _all_is_listed_on(round_, now)
    if any(now < since < start_of(day) for since in _unread_since(round_)):
        raise errors.TooNew(day)
    done = Shredding(round_id, account.id, now, reason)
    writes = (
        wrapped_keys.delete_key(round_id),
        retention_store.put_shredding(account.body_id, done, round_.expires_at),
        *rounds.shred_round(round_, local_day(now)),
    )
    audit.record_if_unchanged(
        Event.SHREDDED_ROUND, account.body_id, account.id, round_id, now, writes
    )


def _must(account: Account) -> None:
    if not account.may(Action.SET_RETENTION):
        raise errors.NotFound


def _unopened(round_: Round) -> list[Item]:
    return [
        flag
        for audience in (Audience.RESOURCE_GROUP, Audience.OWNER)
        for flag in item_store.in_inbox(
            inbox_for(audience, round_.school_id, round_.owner_id)
        )
        if flag.round_id == round_.id and not flag.handling.opened
    ]


def _unread_messages(round_: Round) -> list[Message]:
    return [
        message
        for inbox in inboxes_of_school(round_.school_id)
        for message in thread_store.in_inbox(inbox)
        if message.round_id == round_.id and message.waits
    ]


def _unread_since(round_: Round) -> list[datetime]:
    """When what nobody has opened is listed."""
    flags, messages = _unopened(round_), _unread_messages(round_)
    return [*(flag.since for flag in flags), *(message.since for message in messages)]


def _all_is_listed_on(round_: Round, now: datetime) -> date:
    """The first whole day with all listed that has come by now, whatever and whenever
    it was: the day itself says nothing of it. What says that it waits longer is no
    pupil's."""
    latest = max(item_mails.reasons_told_at(level, round_, now) for level in Level)
    return local_day(latest) + DAY


def _mail(unread: list[Item], tell: Recipients, now: datetime) -> list[Put]:
    """One mail a circle. What only the school owner may see is told to the owner each
    time."""
    circles = {
        Recipients.OWNER if flag.audience is Audience.OWNER else tell: flag
        for flag in unread
    }
    return [
        outbox.put_mail(item_mails.expiring(flag, who, now))
        for who, flag in circles.items()
    ]


def _not_counted(round_: Round, tell: Recipients, now: datetime) -> list[Put]:
    """Answers open on the staff side alone: somebody must sign in for it."""
    listed = rounds.listed(round_.school_id, round_.id)
    if listed is None or not is_uncounted(listed, now):
        return []
    mail = outgoing.not_counted(round_.school_id, round_.owner_id, tell, now)
    return [outbox.put_mail(mail)]
