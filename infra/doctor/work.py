"""The service's side: what waits, what was told, whether the logs of deeds are whole."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.request import urlopen

from chalicelib.content.help_lines import LAST_CHECKED
from chalicelib.domain.audit import Entry, first_broken
from chalicelib.domain.help_lines import wants_check
from chalicelib.domain.outbox import Told
from chalicelib.domain.reconciliation import MailOf, Stored, left_to_nobody, reconcile
from chalicelib.stores import outbox, reconciliation
from chalicelib.stores.audit import entry_in
from chalicelib.stores.keys import RECONCILED
from chalicelib.stores.rows import to_row
from infra.doctor.checks import Patient

_LATE = timedelta(minutes=25)
"""Urgent mail is due from the start of its quarter of an hour, so that it tells no minute."""
_TWO_DAYS = timedelta(days=2)
_MOST_NAMED = 20
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
        except (OSError, ValueError) as error:
            yield f"{url} does not answer ({error}): look at the function's log"
            continue
        for name, wanted in _HEADERS.items():
            if wanted not in sent.get(name, ""):
                yield f"{url} is sent without {name}: something between changes it, or deploy again"
        if "unsafe-" in sent.get("content-security-policy", ""):
            yield f"{url} lets scripts or styles in unasked: something between loosens the policy"
        if "set-cookie" in sent and url.startswith(patient.public_url + "/"):
            yield f"{url} sets a cookie: something between adds it"


def undelivered(patient: Patient) -> Iterator[str]:
    """What was given up is well where the next people have it: the log and an alarm told of it."""
    late = _now() - _LATE
    mails = {(row["school_id"], row["id"]): outbox.told(row) for row in _rows(patient, "MAIL#")}
    dead = left_to_nobody(mails)
    waiting = [one for one in mails.values() if not one.dead and one.due_at and one.due_at < late]
    if dead:
        yield f"{len(dead)} mails were given up: look at the addresses of those schools"
    if waiting:
        yield f"{len(waiting)} mails are overdue: is the sweeper's log quiet?"


def reconciled(patient: Patient) -> Iterator[str]:
    """stored = told = opened, by a scan; and that the sweeper looks by itself, each night."""
    now, last = _now(), None
    stored: list[Stored] = []
    mails: dict[MailOf, Told] = {}
    for item in _scan(patient, "answers"):
        row = to_row(item)
        if (row["pk"], row["sk"]) == RECONCILED:
            last = date.fromisoformat(row["day"])
        elif row.get("expires_at", now.timestamp()) < now.timestamp():
            continue  # read as no row
        elif row["pk"].startswith("OUTBOX#"):
            mails[row["school_id"], row["id"]] = outbox.told(row)
        elif row["pk"].startswith("INBOX#") and "erased_on" not in row:
            stored += filter(None, [reconciliation.stored(row)])
    count = reconcile(stored, mails, now)
    if count.lost:
        named = " ".join(count.lost[:_MOST_NAMED])
        yield f"{len(count.lost)} of {count.stored} were told to nobody, open the inboxes: {named}"
    if count.unopened:
        named = " ".join(count.unopened[:_MOST_NAMED])
        yield f"{len(count.unopened)} of {count.stored} nobody opens, ring those schools: {named}"
    if last is None or now.date() - last > _TWO_DAYS:
        yield f"the sweeper's own comparing ran last on {last}: look in its log"


def help_lines(_: Patient) -> Iterator[str]:
    if wants_check(LAST_CHECKED, datetime.now(UTC).date()):
        yield (
            f"the help lines were last checked on {LAST_CHECKED}: look at the services' own pages,"
            " then move the date in chalicelib/content/help_lines.py"
        )


def audit(patient: Patient) -> Iterator[str]:
    """The links; whether each entry's mark holds, only who has the secret can tell."""
    chains: dict[tuple[str, str], list[Entry]] = {}
    for row in _scan(patient, "casework"):
        if row["pk"]["S"].startswith("AUDIT#") and "what" in row:
            entry = entry_in(to_row(row))
            chains.setdefault((entry.body_id, entry.who), []).append(entry)
    for (body_id, who), entries in chains.items():
        in_order = sorted(entries, key=lambda one: one.number)
        broken = first_broken((entry, True) for entry in in_order)
        if broken:
            yield f"the log of {body_id}, {who}, is broken at {broken}: restore it, and compare"


def _now() -> datetime:
    return datetime.now(UTC)


def _rows(patient: Patient, sk: str) -> Iterator[dict[str, Any]]:
    rows = map(to_row, _scan(patient, "answers"))
    return (row for row in rows if row["sk"].startswith(sk) and "erased_on" not in row)


def _scan(patient: Patient, table: str) -> Iterator[dict[str, Any]]:
    pages = patient.client("dynamodb").get_paginator("scan")
    for page in pages.paginate(TableName=f"{patient.prefix}-{table}", ConsistentRead=True):
        yield from page["Items"]
