"""The service's side: what waits, what was told, whether the logs of deeds are whole."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.request import urlopen

from chalicelib.content.help_lines import LAST_CHECKED
from chalicelib.domain.audit import Entry, first_broken
from chalicelib.domain.help_lines import wants_check
from infra.doctor.checks import Patient

_LATE = timedelta(minutes=10)
_HEADERS = {
    "content-security-policy": "default-src 'none'",
    "cache-control": "no-store",
    "strict-transport-security": "max-age=",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def headers(patient: Patient) -> Iterator[str]:
    for url in (f"{patient.public_url}/", f"{patient.staff_url}/sign-in"):
        try:
            with urlopen(url, timeout=30) as answer:  # noqa: S310 - the address we were given
                sent = {name.lower(): value for name, value in answer.headers.items()}
        except OSError as error:
            yield f"{url} does not answer ({error}): look at the function's log"
            continue
        for name, wanted in _HEADERS.items():
            if wanted not in sent.get(name, ""):
                yield f"{url} is sent without {name}: something between changes it, or deploy again"
        if "set-cookie" in sent and url.startswith(patient.public_url + "/"):
            yield f"{url} sets a cookie: something between adds it"


def outbox(patient: Patient) -> Iterator[str]:
    late = (datetime.now(UTC) - _LATE).strftime("%Y-%m-%dT%H:%M:%SZ")
    mails = list(_rows(patient, "MAIL#"))
    dead = [one for one in mails if one.get("due_shard", {}).get("S") == "DEAD"]
    waiting = [
        one for one in mails if one not in dead and one.get("due_at", {}).get("S", "~") < late
    ]
    if dead:
        yield f"{len(dead)} mails were given up: look at the addresses of those schools"
    if waiting:
        yield f"{len(waiting)} mails are overdue: is the sweeper's log quiet?"


def reconciled(patient: Patient) -> Iterator[str]:
    """Every flag has mails, each told to somebody or still to come: stored = told."""
    told = {
        one["sk"]["S"].removeprefix("MAIL#"): bool(one["told"]["M"]) or "due_at" in one
        for one in _rows(patient, "MAIL#")
    }
    flags = [one for one in _rows(patient, "FLAG#") if "sealed" in one]
    lost = [
        one
        for one in flags
        if not any(told.get(mail["S"]) for mail in one.get("mails", {"L": []})["L"])
    ]
    if lost:
        yield f"{len(lost)} of {len(flags)} flags were told to nobody: open those inboxes"


def help_lines(_: Patient) -> Iterator[str]:
    if wants_check(LAST_CHECKED, datetime.now(UTC).date()):
        yield (
            f"the help lines were last checked on {LAST_CHECKED}: look at the services' own pages,"
            " then move the date in chalicelib/content/help_lines.py"
        )


def audit(patient: Patient) -> Iterator[str]:
    """The links; whether each entry's mark holds, only who has the pepper can tell."""
    chains: dict[str, list[Entry]] = {}
    for row in _scan(patient, "casework"):
        if row["pk"]["S"].startswith("AUDIT#"):
            entry = _entry(row)
            chains.setdefault(entry.body_id, []).append(entry)
    for body_id, entries in chains.items():
        in_order = sorted(entries, key=lambda one: one.number)
        broken = first_broken((entry, True) for entry in in_order)
        if broken:
            yield f"the log of {body_id} is broken at {broken}: restore it beside, and compare"


def _entry(row: dict[str, Any]) -> Entry:
    text = {name: row[name]["S"] for name in ("at", "who", "what", "subject", "before")}
    at = datetime.fromisoformat(text["at"].replace("Z", "+00:00"))
    body_id, number = row["pk"]["S"].removeprefix("AUDIT#"), int(row["sk"]["S"])
    return Entry(body_id, number, at, text["who"], text["what"], text["subject"], text["before"])


def _rows(patient: Patient, sk: str) -> Iterator[dict[str, Any]]:
    return (row for row in _scan(patient, "answers") if row["sk"]["S"].startswith(sk))


def _scan(patient: Patient, table: str) -> Iterator[dict[str, Any]]:
    pages = patient.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=f"{patient.prefix}-{table}", ConsistentRead=True):
        yield from page["Items"]
