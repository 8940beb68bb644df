"""Classes whose answers are to be looked at together (rule ``class``), in
``answers``."""

from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.rounds.code_store import Place
from chalicelib.storage import database, keys, timers, transaction
from chalicelib.storage.codec import stamp
from chalicelib.storage.writes import Change, Delete, Put


def is_wanted(place: Place) -> bool:
    """Not where the class has its flag already."""
    row = database.get(settings().answers_table, keys.class_check(*place))
    return row is None or "raised" not in row


def put_check(place: Place, due_at: datetime, expires_at: int) -> Put:
    """Writing it again makes it due again."""
    key = keys.class_check(*place)
    row = {
        **place._asdict(),
        **timers.due(key, due_at),
        "expires_at": expires_at,
    }
    return Put(settings().answers_table, key, row)


def get(key: keys.Key) -> tuple[Place, str] | None:
    """The class and the due time as it stands in the row, which ``put_off`` and
    ``done`` expect."""
    row = database.get(settings().answers_table, key)
    place = Place(row["round_id"], row["class_id"]) if row else None
    return (
        (place, row["due_at"])
        if row and place and keys.class_check(*place) == key
        else None
    )


def put_off(place: Place, was: str, due_at: datetime) -> None:
    """Raises Refused where an answer made it due again in the meantime."""
    key = keys.class_check(*place)
    transaction.commit(
        Change(
            settings().answers_table,
            key,
            {"due_at": stamp(due_at)},
            expected={"due_at": was},
        )
    )


def mark_raised(place: Place, was: str) -> Change:
    """The class has its flag; it is looked at no more. Refused as ``put_off`` is."""
    key, gone = keys.class_check(*place), timers.ATTRIBUTES
    return Change(
        settings().answers_table, key, {"raised": True}, gone, {"due_at": was}
    )


def done(place: Place, was: str) -> None:
    """Raises Refused where an answer made it due again in the meantime."""
    transaction.commit(
        Delete(
            settings().answers_table, keys.class_check(*place), expected={"due_at": was}
        )
    )
