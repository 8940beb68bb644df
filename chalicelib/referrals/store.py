"""Referrals in ``answers``: drafts, what the reporter sees of those that were sent,
additions.

The referral itself is an item of the inbox; what it says is sealed to the school's key,
or to the school owner's where only the owner may know that it exists. Drafts are sealed
to the owner's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from chalicelib.accounts.account import Account
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.referrals.fields import MorePoints, Referral
from chalicelib.referrals.referral import Draft, Sent, Status
from chalicelib.storage import database, key_pairs, keys, records, timers, writes
from chalicelib.storage.codec import Row, epoch, instant, stamp
from chalicelib.storage.writes import Change, Delete, Put


@dataclass(frozen=True, slots=True)
class Received:
    """What is sealed in a referral. ``role`` is the reporter's function, or
    ``teacher``."""

    referral: Referral
    reporter: str
    role: str


@dataclass(frozen=True, slots=True)
class Addition:
    """What the reporter added afterwards: words, answers to the other points, or
    both."""

    at: datetime
    text: str
    points: MorePoints


def seal(body_id: str, referral_id: str, level: Level, received: Received) -> bytes:
    """Bound to what stands in clear beside it and decides how fast somebody must
    act."""
    plain = {
        "referral": received.referral.model_dump(mode="json"),
        "reporter": received.reporter,
        "role": received.role,
    }
    return sealing.seal(key_pairs.public(body_id), plain, _bound_to(referral_id, level))


def unseal(private_key: bytes, item: Item) -> Received:
    plain = cast(
        dict[str, Any],
        sealing.unseal(private_key, item.sealed, _bound_to(item.id, item.level)),
    )
    return Received(
        Referral.model_validate(plain["referral"]), plain["reporter"], plain["role"]
    )


def put_draft(account: Account, owner_id: str, draft: Draft) -> Put:
    row = {
        "sealed": sealing.seal(
            key_pairs.public(owner_id), draft.fields, f"draft|{draft.id}"
        ),
        "saved_at": stamp(draft.saved_at),
        "expires_at": epoch(draft.until),
    }
    return Put(settings().answers_table, _draft_key(account, draft.id), row)


def delete_draft(account: Account, referral_id: str) -> Delete:
    return Delete(settings().answers_table, _draft_key(account, referral_id))


def draft(account: Account, owner_id: str, referral_id: str) -> Draft | None:
    row = database.get(settings().answers_table, _draft_key(account, referral_id))
    key = key_pairs.private(owner_id)
    if row is None or key is None:
        return None
    return _draft(key, referral_id, row)


def drafts(account: Account, owner_id: str) -> list[Draft]:
    partition, prefix = _draft_key(account, "")
    rows = list(database.query(settings().answers_table, partition, prefix))
    key = key_pairs.private(owner_id) if rows else None
    return (
        [_draft(key, row["sk"].removeprefix(prefix), row) for row in rows]
        if key
        else []
    )


def put_sent(account: Account, sent: Sent, expires_at: int) -> Put:
    key = keys.sent(account.body_id, account.id, sent.id)
    row = records.encode(sent, "id", "due_at") | {"expires_at": expires_at}
    row |= timers.due(key, sent.due_at) if sent.due_at else {}
    return Put(settings().answers_table, key, row, if_new=True)


def sent(account: Account, referral_id: str) -> Sent | None:
    row = database.get(
        settings().answers_table, keys.sent(account.body_id, account.id, referral_id)
    )
    return _decode(row) if row else None


def all_sent(account: Account) -> list[Sent]:
    partition, prefix = keys.sent(account.body_id, account.id, "")
    return [
        _decode(row)
        for row in database.query(settings().answers_table, partition, prefix)
    ]


def due_sent(key: keys.Key, now: datetime) -> tuple[Sent, Change] | None:
    """What was sent whose reminder is due, and what ends it; refused where it was ended
    or its status changed meanwhile."""
    table, row = settings().answers_table, database.get(settings().answers_table, key)
    trace = _decode(row) if row else None
    if trace is None or trace.due_at is None or trace.due_at > now:
        return None
    as_read = {"due_at": stamp(trace.due_at), "status": trace.status.value}
    return trace, Change(table, key, remove=timers.ATTRIBUTES, expected=as_read)


def reporter_of(key: keys.Key) -> tuple[str, str]:
    """The school and the account of who sent it."""
    _, school_id, account_id = key.pk.split("#")
    return school_id, account_id


def end_reminder(account: Account, referral_id: str) -> Change:
    key = keys.sent(account.body_id, account.id, referral_id)
    return Change(settings().answers_table, key, remove=timers.ATTRIBUTES)


def change_status(items: Sequence[Item], status: Status) -> list[Change]:
    """What the teachers who referred see of how it goes."""
    traces = (
        keys.sent(item.school_id, item.referrer, item.id)
        for item in items
        if item.referrer
    )
    return [
        Change(settings().answers_table, key, {"status": status.value})
        for key in traces
    ]


def put_addition(
    item: Item, addition_id: str, addition: Addition, expires_at: int
) -> Put:
    points = addition.points.model_dump(mode="json")
    plain = {"text": addition.text, "points": points}
    sealed = sealing.seal(key_pairs.public(item.body_id), plain, f"added|{item.id}")
    row = {"sealed": sealed, "at": stamp(addition.at), "expires_at": expires_at}
    key = keys.addition(item.id, addition_id)
    return Put(settings().answers_table, key, row, if_new=True)


def additions(private_key: bytes, item: Item) -> list[Addition]:
    """Oldest first."""
    partition, prefix = keys.addition(item.id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    found = [_addition(private_key, item, row) for row in rows]
    return sorted(found, key=lambda addition: addition.at)


def erase_referral(item: Item, at: datetime) -> tuple[list[Put], Change | None]:
    """Tombstones for what was added, and the reporter's trace: it says that the
    referral is erased, and keeps the day it was sent but not the class."""
    partition, prefix = keys.addition(item.id, "")
    table = settings().answers_table
    rows = database.query(table, partition, prefix)
    tombs = [
        writes.tombstone(table, keys.Key(row["pk"], row["sk"]), at) for row in rows
    ]
    if item.referrer is None:
        return tombs, None
    trace = keys.sent(item.school_id, item.referrer, item.id)
    return tombs, Change(
        table, trace, {"status": Status.ERASED.value}, remove=("place",)
    )


def _addition(key: bytes, item: Item, row: Row) -> Addition:
    plain = cast(dict[str, Any], sealing.unseal(key, row["sealed"], f"added|{item.id}"))
    points = MorePoints.model_validate(plain["points"])
    return Addition(instant(row["at"]), plain["text"], points)


def _draft(key: bytes, referral_id: str, row: Row) -> Draft:
    fields = cast(
        dict[str, list[str]], sealing.unseal(key, row["sealed"], f"draft|{referral_id}")
    )
    return Draft(referral_id, instant(row["saved_at"]), fields)


def _draft_key(account: Account, referral_id: str) -> keys.Key:
    return keys.draft(account.body_id, account.id, referral_id)


def _decode(row: Row) -> Sent:
    id_, place = row["sk"].partition("#")[2], row.get("place", "")
    return records.decode(Sent, row, id=id_, place=place)


def _bound_to(referral_id: str, level: Level) -> str:
    return f"referral|{referral_id}|{int(level)}"
