"""A case from its copy: what the second account kept, opened with the key of its
school."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from chalicelib.accounts.account import Account, Role
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.storage import records

Copied = Mapping[str, Any]
_BYTES = ("about", "pupil", "sealed")


def seen(copied: Copied, body_id: str, number: str, private_key: bytes) -> SeenCase:
    """As who was responsible would have seen it. What came in, and who opened it, was
    not kept; what says where answers are is empty. Raises what ``records.decode``
    does."""
    row = _row(copied["case"]) | {"origins": []}
    case = records.decode(Case, row, body_id=body_id, number=int(number))
    entries = sorted(copied["entries"].items())
    return SeenCase(
        case=case,
        about=cases.about(private_key, case),
        entries=[_entry(case, at, row, private_key) for at, row in entries],
        people={id_: _person(id_, name) for id_, name in copied["people"].items()},
        calendar=SchoolCalendar(),
        school=copied["school"],
    )


def _entry(case: Case, number: str, copied: Copied, private_key: bytes) -> ReadEntry:
    row = _row(copied) | {"sk": number, "id": ""}
    if "sealed" in row:
        return cases.read(private_key, case, row)
    return ReadEntry(records.decode(CaseEntry, row, number=int(number)), {})


def _row(copied: Copied) -> dict[str, Any]:
    return {
        name: b64decode(value) if name in _BYTES else value
        for name, value in copied.items()
    }


def _person(id_: str, name: str) -> Account:
    return Account(id_, "", Role.MEMBER, name, "", "nb")
