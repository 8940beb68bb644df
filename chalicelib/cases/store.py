"""Cases in ``casework``: the headers of a school in one partition, the entries of a
case in another. What was written is sealed, bound to its case, its place and its
kind."""

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any, cast

from chalicelib.cases.about import About
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, Content, ReadEntry
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import (
    case_keys,
    database,
    key_pairs,
    keys,
    plain,
    records,
    writes,
)
from chalicelib.storage.codec import Row
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Change, Delete, Put, Write

_IN_THE_KEY = ("body_id", "number")


def put_case(case: Case, first: CaseEntry, content: Content) -> tuple[Put, Put]:
    """Refused where the number is taken."""
    row = records.encode(case, *_IN_THE_KEY)
    return Put(_table(), _key(case), row, if_new=True), _put_entry(case, first, content)


def get(body_id: str, number: int) -> Case | None:
    row = database.get(_table(), case_keys.case(body_id, number))
    return _decode(body_id, row) if row else None


def replace(
    before: Case, after: Case, entry: CaseEntry, content: Content
) -> tuple[Change, Put]:
    """The header anew and the entry that says why, in this order. Refused where
    anything was done with the case since it was read."""
    row = records.encode(after, *_IN_THE_KEY)
    expected = {"version": before.version}
    return (
        writes.change_to(_table(), _key(before), row, expected),
        _put_entry(after, entry, content),
    )


def note_reader(before: Case, after: Case) -> Change:
    """Refused where somebody else opened it for the first time meanwhile."""
    expected = {"readers": list(before.readers)}
    return Change(
        _table(), _key(before), {"readers": list(after.readers)}, expected=expected
    )


def take_name(
    before: Case, after: Case, entry: CaseEntry, content: Content
) -> tuple[Change, Put]:
    """As ``replace`` where a pupil takes back what they wrote, and nobody reads the
    name: of the header this writes nothing else."""
    kept, version = after.pupil is not None, {"version": after.version}
    gone = () if kept else ("pupil", "named_by")
    expected = {"version": before.version}
    return (
        Change(_table(), _key(before), version, gone, expected),
        _put_entry(after, entry, content),
    )


def delete_case(case: Case) -> tuple[Write, ...]:
    """Of a case that has one entry. Refused where anything was done with it."""
    first = case_keys.case_entry(case.body_id, case.number, 1)
    return (
        Delete(_table(), _key(case), {"version": case.version}),
        Delete(_table(), first),
    )


def last_number(body_id: str) -> int:
    """Also of one that was erased: no number is given twice."""
    last = database.last_key(_table(), case_keys.case(body_id, 0).pk)
    return int(last.sk) if last else 0


def erased_on(body_id: str, number: int) -> date | None:
    return database.erased_on(_table(), case_keys.case(body_id, number))


def erase_case(case: Case, at: datetime) -> list[Put]:
    """All of its entries and drafts and, last, the header: refused where anything was
    done with the case since it was read."""
    gone = [keys.Key(row["pk"], row["sk"]) for row in rows(case)]
    expected = {"version": case.version}
    return [
        *(writes.tombstone(_table(), key, at) for key in gone),
        writes.tombstone(_table(), _key(case), at, expected),
    ]


def of_body(body_id: str) -> list[Case]:
    """Newest first. Nothing sealed is opened for it."""
    partition = case_keys.case(body_id, 0).pk
    rows = database.query(_table(), partition, "", newest_first=True)
    return [_decode(body_id, row) for row in rows]


def rows(case: Case) -> list[Row]:
    """All that lies with it, entries and drafts."""
    partition = case_keys.case_entry(case.body_id, case.number, 0).pk
    return list(database.query(_table(), partition, ""))


def entries(case: Case) -> list[Row]:
    """As they are stored, the first first: what is to be read of them is opened by
    ``read``."""
    return entries_in(rows(case))


def entries_in(found: Iterable[Row]) -> list[Row]:
    return [row for row in found if row["sk"].isdigit()]


def ids_of(case: Case) -> set[str]:
    """Of its entries."""
    return {row["id"] for row in entries(case)}


def decode_entry(row: Row) -> CaseEntry:
    return records.decode(CaseEntry, row, number=int(row["sk"]))


def seal_about(body_id: str, number: int, about: About) -> bytes:
    public = key_pairs.public(body_id)
    return sealing.seal(public, about.plain(), f"case|{body_id}|{number}")


def seal_pupil(body_id: str, number: int, about: About) -> bytes | None:
    """The name alone; None where there is none."""
    if not about.pupil:
        return None
    public = key_pairs.public(body_id)
    return sealing.seal(public, about.pupil, f"case pupil|{body_id}|{number}")


def about(private_key: bytes | None, case: Case) -> About:
    """Nobody where it does not open."""
    if private_key is None:
        return About()
    place = f"{case.body_id}|{case.number}"
    unseal = partial(sealing.unseal, private_key, case.about, f"case|{place}")
    found = opened_or_none("CASE", lambda: About(**cast(dict[str, Any], unseal())))
    if case.pupil is None:
        return found or About()
    unseal = partial(sealing.unseal, private_key, case.pupil, f"case pupil|{place}")
    name = opened_or_none("CASE", lambda: plain.words(unseal()))
    return dataclasses.replace(found or About(), pupil=name or "")


def _put_entry(case: Case, entry: CaseEntry, content: Content) -> Put:
    public = key_pairs.public(case.body_id)
    row = records.encode(entry, "number") | {
        "sealed": sealing.seal(public, content, _bound_to(case, entry))
    }
    key = case_keys.case_entry(case.body_id, case.number, entry.number)
    return Put(_table(), key, row, if_new=True)


def read(
    private_key: bytes | None,
    case: Case,
    row: Row,
    wanted: Callable[[Case, CaseEntry], bool] = lambda *_: True,
) -> ReadEntry:
    """Opened only where it is ``wanted``."""
    entry = decode_entry(row)
    if private_key is None or not wanted(case, entry):
        return ReadEntry(entry, None)
    unseal = partial(sealing.unseal, private_key, row["sealed"], _bound_to(case, entry))
    return ReadEntry(entry, opened_or_none("ENTRY", lambda: plain.fields(unseal())))


def _bound_to(case: Case, entry: CaseEntry) -> str:
    place = f"{case.body_id}|{case.number}|{entry.number}"
    return f"case entry|{place}|{entry.kind}|{entry.by}|{entry.happened}"


def _decode(body_id: str, row: Row) -> Case:
    return records.decode(Case, row, body_id=body_id, number=int(row["sk"]))


def _key(case: Case) -> keys.Key:
    return case_keys.case(case.body_id, case.number)


def _table() -> str:
    return settings().casework_table
