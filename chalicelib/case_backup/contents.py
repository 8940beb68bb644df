"""What is kept of a case: what people wrote, sealed as it stands, and what says when
and by whom. Whatever leads to an inbox, a round, a code or a receipt stays behind."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.cases.entry import EntryKind
from chalicelib.storage.codec import Row

CASE, KEY = "case", "key"
_OF_THE_CASE = (
    *("school_id", "audience", "made_by", "made_at", "of_class", "about", "pupil"),
    *("responsible", "team", "touched_at", "next_action", "state", "version"),
    *("closed_on", "closed_from", "evaluate_on"),
)
_OF_AN_ENTRY = (
    *("kind", "by", "happened", "recorded", "state", "corrects", "fidelity"),
)
_LEAD_ELSEWHERE = frozenset(
    {
        *(EntryKind.MADE, EntryKind.ITEM_IN, EntryKind.ITEM_OUT),
        *(EntryKind.PUPIL_CODE, EntryKind.SUPPORTER_CODES, EntryKind.ANSWERS_READ),
    }
)
"""They say what came in, or where answers are: of these that they were written is kept,
and nothing of what they hold."""


def name(row: Row, recovery_key: bytes) -> str:
    """What a copy is called, by the row of the case's header and the key it is sealed
    for: another one wherever anything has changed, since whatever is done with a case
    changes its header."""
    held = json.dumps(_plain(_kept(row, _OF_THE_CASE)), sort_keys=True)
    return f"{CASE}-{row['sk']}-{_digest(recovery_key + held.encode())}"


def key_name(sealed: bytes) -> str:
    """What the key that opens them is called."""
    return f"{KEY}-{_digest(sealed)}"


def bound_to(body_id: str, number: str) -> str:
    """``number`` as keys of rows have it."""
    return f"case backup|{body_id}|{number}"


def contents(
    row: Row, entries: Iterable[Row], people: Mapping[str, str], school: str
) -> dict[str, Any]:
    """Fit for JSON, bytes in base64. ``people`` are names by the ids of accounts: those
    that the case knows are kept."""
    kept = {entry["sk"]: _entry(entry) for entry in entries}
    case = _kept(row, _OF_THE_CASE)
    met = {case["made_by"], case["responsible"], *case["team"]}
    met |= {entry["by"] for entry in kept.values()}
    return {
        "case": _plain(case),
        "entries": {number: _plain(entry) for number, entry in kept.items()},
        "people": {id_: called for id_, called in people.items() if id_ in met},
        "school": school,
    }


def _digest(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()[:32]


def _entry(row: Row) -> Row:
    leads = row["kind"] in _LEAD_ELSEWHERE
    return _kept(row, _OF_AN_ENTRY if leads else (*_OF_AN_ENTRY, "sealed"))


def _kept(row: Row, names: Iterable[str]) -> Row:
    return {name: row[name] for name in names if name in row}


def _plain(row: Row) -> Row:
    return {
        name: b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in row.items()
    }
