"""What people have done with an item, as its row in ``answers`` holds it."""

from chalicelib.domain.escalation import Recipients
from chalicelib.domain.inbox import Access, Act, Closing, Deed, Did, ErasureAsked, Handling, Item
from chalicelib.stores.rows import Row, instant, stamp

_DEEDS = ("opened", "taken", "closed")


def taken(deed: Deed) -> Row:
    return deed_row("taken", deed)


def closed(deed: Deed, closing: Closing, note: bytes | None) -> Row:
    return deed_row("closed", deed) | {"closing": closing.value} | ({"note": note} if note else {})


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


def act_row(act: Act) -> Row:
    row = {"did": act.did.value, "who": act.who, "at": stamp(act.at)}
    return row | ({"to": act.to} if act.to else {})


def deed_row(name: str, deed: Deed) -> Row:
    return {f"{name}_by": deed.who, f"{name}_at": stamp(deed.at)}


def from_row(row: Row) -> Handling:
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
