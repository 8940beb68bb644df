"""What people have done with an item, as its row in ``answers`` holds it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.items.item import (
    Access,
    Act,
    Closing,
    Deed,
    Did,
    ErasureAsked,
    Handling,
    Item,
)
from chalicelib.outbox.recipients import Recipients
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.keys import Key
from chalicelib.storage.readable import number, sealed, text, texts

_DEEDS = ("opened", "taken", "closed")
_MOST = 1000
_MARK = "by_staff"
_BY_STAFF = frozenset(
    (
        *(
            "opened_by",
            "opened_at",
            "taken_by",
            "taken_at",
            "closed_by",
            "closed_at",
            "closing",
        ),
        *(
            "note",
            "case",
            "joined_to",
            "joined",
            "access",
            "erasure",
            "acts",
            "turn",
            "referrer",
        ),
        "readings",
    )
)
"""What only the staff side writes. Where pupils' rows stand the public side can put any
row, so each of these is believed of a row alone that carries the staff side's mark."""
HANDLED = _BY_STAFF | {_MARK}
"""With the mark: what the public side's role may name in no write and no condition."""
_COVERED = _BY_STAFF | {"kind", "sealed"}
"""And what it was done with."""
_FORMAT = 2


def mark(key: Key, row: Mapping[str, Any]) -> Row:
    """Of what a row says was done, and with what, under its key: it vouches for nothing
    else, nor for another row. Made with a secret that the public side has not."""
    said = {name: row[name] for name in _COVERED & row.keys() if row[name] is not None}
    text = json.dumps([_FORMAT, *key, said], sort_keys=True, default=_digest)
    return {_MARK: f"{_FORMAT}.{keyed_hash(Secret.AUDIT, 'handled', text)}"}


def _digest(sealed_text: bytes) -> str:
    return sha256(sealed_text).hexdigest()


def check_mark(row: Row) -> None:
    """Raises ValueError where a row says what only the staff side says, without its
    mark."""
    if not HANDLED & row.keys():
        return
    given, own = row.get(_MARK, ""), mark(Key(row["pk"], row["sk"]), row)[_MARK]
    if not compare_digest(given.encode(), own.encode()):
        raise ValueError("handled by nobody of ours")


def changed(key: Key, before: Item, after: Item) -> Row:
    """What the row says anew of what was done, with the mark of all that it then says.
    None is what goes away. What is shown without who has left, the row still says."""
    was, now = encode(before.handling), encode(after.handling)
    changes = {name: value for name, value in now.items() if value != was[name]}
    if not changes:
        return {}
    said = {
        "kind": before.kind.value,
        "sealed": before.sealed,
        **before.handling.stored,
    }
    return {**changes, **mark(key, said | changes)}


def as_seen(item: Item) -> Row:
    """What must stand there still: one mark stands for all that was done."""
    return {_MARK: item.handling.stored.get(_MARK)}


def encode(done: Handling) -> Row:
    """As ``decode`` reads it; None for what is not there."""
    access = {
        who: {"at": stamp(x.at), "reason": x.sealed_reason}
        for who, x in done.access.items()
    }
    return {
        "turn": done.turn or None,
        **_deed("opened", done.opened),
        **_deed("taken", done.taken),
        **_deed("closed", done.closed),
        "closing": done.closing.value if done.closing else None,
        "note": done.note,
        "case": done.case,
        "joined_to": done.joined_to,
        "joined": list(done.joined) or None,
        "access": access or None,
        "erasure": _erasure_row(done.erasure) if done.erasure else None,
        "acts": [_act_row(one) for one in done.acts] or None,
        "readings": [_act_row(one) for one in done.readings] or None,
    }


def _deed(name: str, deed: Deed | None) -> Row:
    return {
        f"{name}_by": deed.who if deed else None,
        f"{name}_at": stamp(deed.at) if deed else None,
    }


def _erasure_row(asked: ErasureAsked) -> Row:
    return {
        "who": asked.who,
        "at": stamp(asked.at),
        "reason": asked.sealed_reason,
        "decider": asked.decider.value,
    }


def _act_row(act: Act) -> Row:
    row: Row = {"did": act.did.value, "who": act.who, "at": stamp(act.at)}
    return (
        row
        | ({"to": act.to} if act.to else {})
        | ({"case": act.case} if act.case else {})
    )


def _erasure(row: Row) -> ErasureAsked | None:
    if (asked := row.get("erasure")) is None:
        return None
    decider = Recipients(asked["decider"])
    who, reason = text(asked, "who"), sealed(asked, "reason")
    return ErasureAsked(who, instant(asked["at"]), reason, decider)


def decode(row: Row) -> Handling:
    """Raises where the row is none of ours: see ``storage.readable``."""
    deeds = {
        name: Deed(text(row, f"{name}_by"), instant(row[f"{name}_at"]))
        for name in _DEEDS
        if f"{name}_by" in row
    }
    return Handling(
        turn=number(row, "turn") if "turn" in row else 0,
        closing=Closing(row["closing"]) if "closing" in row else None,
        note=sealed(row, "note") if "note" in row else None,
        case=number(row, "case") if "case" in row else None,
        joined_to=text(row, "joined_to") if "joined_to" in row else None,
        joined=texts(row, "joined", _MOST) if "joined" in row else (),
        access={
            who: Access(instant(one["at"]), sealed(one, "reason"))
            for who, one in row.get("access", {}).items()
        },
        erasure=_erasure(row),
        acts=tuple(_act(one) for one in row.get("acts", ())),
        readings=tuple(_act(one) for one in row.get("readings", ())),
        stored={name: row[name] for name in HANDLED & row.keys()},
        opened=deeds.get("opened"),
        taken=deeds.get("taken"),
        closed=deeds.get("closed"),
    )


def _act(one: Row) -> Act:
    to = text(one, "to") if "to" in one else None
    case = number(one, "case") if "case" in one else None
    return Act(Did(one["did"]), text(one, "who"), instant(one["at"]), to, case)
