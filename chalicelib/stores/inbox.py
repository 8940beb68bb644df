"""The inbox in ``answers``: routing and handling in clear, the content sealed.

Every kind of item is one row with the same attributes, so that the list is one query.
"""

from datetime import date, datetime
from typing import Any

from chalicelib.config import settings
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Audience, Level
from chalicelib.domain.inbox import (
    Access,
    Act,
    Closing,
    Deed,
    Did,
    ErasureAsked,
    Handling,
    Item,
    Kind,
)
from chalicelib.domain.threads import Message
from chalicelib.stores import database, keys, threads
from chalicelib.stores.database import Change, Put
from chalicelib.stores.rows import Row, instant, stamp

_DEEDS = ("opened", "taken", "closed")


def to_put(item: Item, expires_at: int, if_new: bool = False) -> Put:
    """A new item, which nobody has handled."""
    key = _key(item)
    row: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind.value,
        "body_id": item.body_id,
        "school_id": item.school_id,
        "owner_id": item.owner_id,
        "audience": item.audience.value,
        "level": int(item.level),
        "first": item.first or None,
        "round_id": item.round_id,
        "class_id": item.class_id,
        "place": item.place,
        "since": stamp(item.since),
        "sealed": item.sealed,
        "step": item.step,
        "mails": list(item.mails),
        "referrer": item.referrer,
        "expires_at": expires_at,
    }
    if item.clock_at:
        row |= {"due_shard": keys.due_shard(key), "due_at": stamp(item.clock_at)}
    return Put(settings().answers_table, key, row, if_new)


def get(body_id: str, kind: Kind, item_id: str, nurse_only: bool = False) -> Item | None:
    return get_by_key(keys.item(body_id, kind, item_id, nurse_only))


def get_by_key(key: keys.Key) -> Item | None:
    row = database.get(settings().answers_table, key)
    return _item(row) if row else None


def erased_on(body_id: str, kind: Kind, item_id: str, nurse_only: bool) -> date | None:
    """The day an item of the body was erased on request."""
    key = keys.item(body_id, kind, item_id, nurse_only)
    return database.erased_on(settings().answers_table, key)


def everything(body_id: str, nurse_only: bool = False) -> tuple[list[Item], list[Message]]:
    """All that waits or waited at a school, or at a school owner, in no order, by one query. Of a
    thread the item says only what people have done with it; the rest its messages say."""
    partition = keys.item(body_id, Kind.FLAG, "", nurse_only).pk
    rows = list(database.query(settings().answers_table, partition, ""))
    return (
        [_item(row) for row in rows if not row["sk"].startswith(keys.MESSAGE)],
        [threads.from_row(row) for row in rows if row["sk"].startswith(keys.MESSAGE)],
    )


def of_body(body_id: str) -> list[Item]:
    """The items of a school, or of a school owner, in no order."""
    return everything(body_id)[0]


def to_open(item: Item, deed: Deed) -> Change:
    """Somebody opens it: the clock stops. Refused where somebody already has."""
    return Change(
        settings().answers_table,
        _key(item),
        set=_deed("opened", deed),
        remove=("due_shard", "due_at"),
        expected={"opened_by": None},
    )


def to_step(item: Item, clock_at: str | None, mail_id: str | None) -> Change:
    """The next people are told; the clock runs anew, or stops where nobody is left.

    Refused where somebody opened the item, or another sweep was here, in the meantime.
    """
    mails = [*item.mails, *([mail_id] if mail_id else [])]
    return Change(
        settings().answers_table,
        _key(item),
        set={"step": item.step + 1, "mails": mails} | ({"due_at": clock_at} if clock_at else {}),
        remove=() if clock_at else ("due_shard", "due_at"),
        expected={"step": item.step, "opened_by": None},
    )


def to_handle(
    item: Item, changes: Row, remove: tuple[str, ...] = (), act: Act | None = None
) -> Change:
    """Refused where somebody else changed the item in the meantime."""
    if act:
        changes = {**changes, "acts": [_act_row(one) for one in (*item.handling.acts, act)]}
    return Change(
        settings().answers_table,
        _key(item),
        set={**changes, "turn": item.handling.turn + 1},
        remove=remove,
        expected={"turn": item.handling.turn or None},
    )


def to_erase(item: Item, at: datetime) -> Put:
    """Nothing but its key and the day stays. Refused as ``to_handle`` is."""
    expected = {"turn": item.handling.turn or None}
    return database.to_erase(settings().answers_table, _key(item), at, expected)


def taken(deed: Deed) -> Row:
    return _deed("taken", deed)


def closed(deed: Deed, closing: Closing, note: bytes | None) -> Row:
    return _deed("closed", deed) | {"closing": closing.value} | ({"note": note} if note else {})


CLOSED = ("closed_by", "closed_at", "closing", "note")
"""What is removed when a closed item is opened again."""


def access(item: Item, account_id: str, given: Access) -> Row:
    everyone = {**item.handling.access, account_id: given}
    return {
        "access": {
            who: {"at": stamp(one.at), "reason": one.sealed_reason} for who, one in everyone.items()
        }
    }


TAKEN = ("taken_by", "taken_at")
"""What is removed when nobody has it any more."""

ERASURE = ("erasure",)
"""What is removed when an erasure is refused."""


def erasure(asked: ErasureAsked) -> Row:
    return {
        "erasure": {
            "who": asked.who,
            "at": stamp(asked.at),
            "reason": asked.sealed_reason,
            "decider": asked.decider.value,
        }
    }


def _erasure(row: Row) -> ErasureAsked | None:
    if (asked := row.get("erasure")) is None:
        return None
    decider = Recipients(asked["decider"])
    return ErasureAsked(asked["who"], instant(asked["at"]), asked["reason"], decider)


def _key(item: Item) -> keys.Key:
    nurse_only = item.audience is Audience.NURSE
    return keys.item(item.body_id, item.kind, item.id, nurse_only)


def _act_row(act: Act) -> Row:
    row = {"did": act.did.value, "who": act.who, "at": stamp(act.at)}
    return row | ({"to": act.to} if act.to else {})


def _deed(name: str, deed: Deed) -> Row:
    return {f"{name}_by": deed.who, f"{name}_at": stamp(deed.at)}


def _item(row: Row) -> Item:
    return Item(
        kind=Kind(row["kind"]),
        id=row["id"],
        body_id=row["body_id"],
        school_id=row["school_id"],
        owner_id=row["owner_id"],
        audience=Audience(row["audience"]),
        level=Level(row["level"]),
        first=row.get("first", False),
        since=instant(row["since"]),
        class_id=row["class_id"],
        place=row["place"],
        sealed=row["sealed"],
        round_id=row.get("round_id"),
        step=row["step"],
        clock_at=instant(row["due_at"]) if "due_at" in row else None,
        mails=tuple(row["mails"]),
        news_at=instant(row["news_at"]) if "news_at" in row else None,
        referrer=row.get("referrer"),
        handling=_handling(row),
    )


def _handling(row: Row) -> Handling:
    deeds = {
        name: Deed(row[f"{name}_by"], instant(row[f"{name}_at"]))
        for name in _DEEDS
        if f"{name}_by" in row
    }
    return Handling(
        turn=row.get("turn", 0),
        closing=Closing(row["closing"]) if "closing" in row else None,
        note=row.get("note"),
        case=row.get("case"),
        joined_to=row.get("joined_to"),
        joined=tuple(row.get("joined", ())),
        access={
            who: Access(instant(one["at"]), one["reason"])
            for who, one in row.get("access", {}).items()
        },
        erasure=_erasure(row),
        acts=tuple(
            Act(Did(one["did"]), one["who"], instant(one["at"]), one.get("to"))
            for one in row.get("acts", ())
        ),
        **deeds,
    )
