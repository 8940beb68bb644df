"""How many answers of a class had come by the last looks, in ``answers``: what is
urgent is held until enough more have come, or the quarter of an hour is over."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.rounds.code_store import Place
from chalicelib.storage import database, keys, timers
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.readable import number, read_due, text
from chalicelib.storage.writes import Change, Delete, Put


@dataclass(frozen=True, slots=True)
class Counted:
    """What came with the first ``told`` answers is told of. What came with those up to
    ``crowd`` is told of next: ``held``. ``quarter`` is the one of the last look."""

    place: Place
    quarter: datetime
    due_at: str
    told: int = 0
    crowd: int = 0
    held: tuple[keys.Key, ...] = ()


def put_count(place: Place, from_: datetime, quarter: datetime, expires_at: int) -> Put:
    """The first look, when a class is opened."""
    key = keys.held(*place)
    row = {
        **place._asdict(),
        "told": 0,
        "crowd": 0,
        "held": [],
        "quarter": stamp(quarter),
        **timers.due(key, from_),
        "expires_at": expires_at,
    }
    return Put(settings().answers_table, key, row)


def get(key: keys.Key) -> Counted | None:
    """Raises Unreadable."""
    return read_due(database.get(settings().answers_table, key), _counted)


def change_count(was: Counted, now: Counted, at: datetime) -> Change:
    """Refused where another sweep was here."""
    changes = {
        "told": now.told,
        "crowd": now.crowd,
        "held": [list(held) for held in now.held],
        "quarter": stamp(now.quarter),
        "due_at": stamp(at),
    }
    key, expected = keys.held(*was.place), {"due_at": was.due_at}
    return Change(settings().answers_table, key, changes, expected=expected)


def delete_count(was: Counted) -> Delete:
    return Delete(
        settings().answers_table, keys.held(*was.place), {"due_at": was.due_at}
    )


def _counted(row: Row) -> Counted:
    place = Place(text(row, "round_id"), text(row, "class_id"))
    told, crowd = number(row, "told"), number(row, "crowd")
    if keys.held(*place) != (row["pk"], row["sk"]) or min(told, crowd) < 0:
        raise ValueError("a count that is none of ours")
    return Counted(
        place,
        instant(row["quarter"]),
        text(row, "due_at"),
        told,
        crowd,
        tuple(keys.Key(pk, sk) for pk, sk in row["held"]),
    )
