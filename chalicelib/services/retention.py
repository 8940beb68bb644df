"""What is kept how long: set by the school owner, warned of, shredded, erased on request."""

from datetime import datetime

from chalicelib.domain.accounts import Account, Action
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.retention import Retention, due_warning, next_warning
from chalicelib.domain.rounds import Round
from chalicelib.services import refusals, telling
from chalicelib.stores import audit, database, inbox, outbox, retention, rounds, wrapped_keys
from chalicelib.stores.database import Put
from chalicelib.stores.keys import Key


def set_retention(account: Account, days: int, now: datetime) -> None:
    """For rounds opened from now on: what a round promised when it opened stays.

    Raises NotFound for who may not, ValueError for a number out of bounds.
    """
    _must(account)
    put = retention.to_put(account.body_id, Retention(days))
    audit.write_with((put,), account.body_id, now, account.id, "set_retention", str(days))


def warn(key: Key, now: datetime) -> None:
    """Some weeks, a week and a day before a round's rows go: tell of flags nobody has opened.

    The last time it is written down too: what then goes unread has not gone silently.
    """
    found = retention.look(key)
    round_ = rounds.get(found[0]) if found else None
    if found is None or round_ is None:
        return
    unread = [one for one in _flags_of(round_) if one.handling.opened is None]
    notice = due_warning(round_.expires_at, now)
    again = next_warning(round_.expires_at, now)
    writes = (retention.look_again(round_.id, found[1], again), *_mail(unread, notice.tell, now))
    try:
        if unread and again is None:
            what, subject = "unread_flags_expire", f"{round_.id} {len(unread)}"
            audit.write_with(writes, round_.owner_id, now, "system", what, subject)
        else:
            database.write(*writes)
    except database.Refused:
        return  # another sweep was here


def shred_round(account: Account, round_id: str, now: datetime) -> None:
    """Delete the round's key: what was sealed to it, here and in every backup, opens no more.

    Raises NotFound where the round is not of this school owner, or is shredded already.
    """
    _must(account)
    round_ = rounds.get(round_id)
    if round_ is None or round_.owner_id != account.body_id:
        raise refusals.NotFound
    gone = wrapped_keys.to_delete(round_id)
    try:
        audit.write_with((gone,), account.body_id, now, account.id, "shredded_round", round_id)
    except database.Refused:
        raise refusals.NotFound from None


def erase(account: Account, kind: Kind, item_id: str, now: datetime) -> None:
    """On request: nothing of an item stays but its id and the day, so that a restore from a
    backup can be told what to erase again. Raises NotFound."""
    item = inbox.get(account.body_id, kind, item_id) if account.may(Action.ERASE) else None
    if item is None:
        raise refusals.NotFound
    tomb = database.to_erase(*inbox.place(item), now)
    audit.write_with((tomb,), account.body_id, now, account.id, f"erased_{kind}", item_id)


def _must(account: Account) -> None:
    if not account.may(Action.SET_RETENTION):
        raise refusals.NotFound


def _flags_of(round_: Round) -> list[Item]:
    every = [*inbox.of_body(round_.school_id), *inbox.of_body(round_.owner_id)]
    return [one for one in every if one.round_id == round_.id]


def _mail(unread: list[Item], tell: Recipients, now: datetime) -> list[Put]:
    """One mail a circle. What only the school owner may see is told to the owner each time."""
    circles = {
        Recipients.OWNER if flag.audience is Audience.OWNER else tell: flag for flag in unread
    }
    return [outbox.to_put(telling.expiring(flag, who, now)) for who, flag in circles.items()]
