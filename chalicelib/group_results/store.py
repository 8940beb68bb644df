"""What was frozen, in ``casework``: a copy for each body that reads it, so that a page
is one query; and, at the school alone, which of its cases are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.closing_answers.share import Share
from chalicelib.core.settings import settings
from chalicelib.group_results.figures import FrozenFigures
from chalicelib.storage import case_keys, database, records
from chalicelib.storage.writes import Put

PROGRAMME = "PROGRAMME"
"""Who reads what was frozen of all schools."""
_LATEST = "latest"


class FigureKind(StrEnum):
    """``groups`` and ``cases`` are those that are over, ``standing`` how the open ones
    stood on a day, ``threads`` what was answered in a term, ``supporters`` what those
    said in it."""

    GROUPS = "groups"
    CASES = "cases"
    STANDING = "standing"
    THREADS = "threads"
    SUPPORTERS = "supporters"


@dataclass(frozen=True, slots=True)
class FrozenOf:
    """``source`` is the school it is of, or the owner of several."""

    source: str
    on: date
    figures: FrozenFigures


@dataclass(frozen=True, slots=True)
class FrozenSaid:
    """What a school's supporters said in a ``term``, of so many ``groups``."""

    source: str
    term: str
    groups: int
    shares: dict[str, Share]


def put_frozen(
    kind: FigureKind, month: str, readers: Iterable[str], of: FrozenOf
) -> list[Put]:
    """Refused where that month is frozen."""
    return [_put(reader, kind, month, of.source, of, True) for reader in readers]


def put_latest(kind: FigureKind, readers: Iterable[str], of: FrozenOf) -> list[Put]:
    """In place of what stood on an earlier day."""
    return [_put(reader, kind, _LATEST, of.source, of, False) for reader in readers]


def frozen_for(reader: str, kind: FigureKind) -> list[FrozenOf]:
    """The latest first."""
    return [records.decode(FrozenOf, row) for row in _rows(reader, kind)]


def put_said(readers: Iterable[str], said: FrozenSaid) -> list[Put]:
    kind = FigureKind.SUPPORTERS
    return [
        _put(reader, kind, said.term, said.source, said, True) for reader in readers
    ]


def said_for(reader: str) -> list[FrozenSaid]:
    """The latest term first."""
    rows = _rows(reader, FigureKind.SUPPORTERS)
    return [records.decode(FrozenSaid, row) for row in rows]


def put_counted(
    school_id: str, kind: FigureKind, month: str, numbers: Iterable[int]
) -> Put:
    key = case_keys.counted(school_id, kind, month)
    return Put(_table(), key, {"numbers": sorted(numbers)}, if_new=True)


def counted(school_id: str, kind: FigureKind) -> set[int]:
    """The numbers of the cases that are."""
    partition, prefix = case_keys.counted(school_id, kind, "")
    rows = database.query(_table(), partition, prefix)
    return {int(number) for row in rows for number in row["numbers"]}


def is_counted(school_id: str, kind: FigureKind, month: str) -> bool:
    return bool(database.get(_table(), case_keys.counted(school_id, kind, month)))


def last_month(body_id: str) -> str:
    """In which it was counted last; empty where it never was."""
    row = database.get(_table(), case_keys.counted(body_id, "month", ""))
    return str(row["month"]) if row else ""


def put_month(body_id: str, month: str) -> Put:
    return Put(_table(), case_keys.counted(body_id, "month", ""), {"month": month})


def _rows(reader: str, kind: FigureKind) -> Iterable[dict[str, object]]:
    partition, prefix = case_keys.figures(reader, kind, "", "")
    return database.query(_table(), partition, prefix, newest_first=True)


def _put(
    reader: str, kind: FigureKind, month: str, source: str, record: object, new: bool
) -> Put:
    key = case_keys.figures(reader, kind, month, source)
    return Put(_table(), key, records.encode(record), if_new=new)


def _table() -> str:
    return settings().casework_table
