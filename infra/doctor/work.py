"""The service's side: what waits, what was told, whether the logs of deeds are
whole."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.request import urlopen

from chalicelib.audit import head_store
from chalicelib.audit import store as audit_store
from chalicelib.audit.entry import Entry
from chalicelib.audit.head import DayHead, faults
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailOutcome
from chalicelib.storage.codec import decode
from chalicelib.storage.keys import RECONCILED
from chalicelib.storage.readable import read_or_none
from chalicelib.upkeep import store as upkeep_store
from chalicelib.upkeep.reconciliation import (
    MailOf,
    StoredItem,
    left_to_nobody,
    reconcile,
)
from chalicelib.web.help_lines import LAST_CHECKED, wants_check
from infra.doctor.patient import Patient

_LATE = timedelta(minutes=25)
"""Urgent mail is due from the start of its quarter of an hour, so that it tells no
minute."""
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
                yield (
                    f"{url} is sent without {name}: something between changes it, or"
                    " deploy again"
                )
        if "unsafe-" in sent.get("content-security-policy", ""):
            yield (
                f"{url} lets scripts or styles in unasked: something between loosens"
                " the policy"
            )
        if "set-cookie" in sent and url.startswith(patient.public_url + "/"):
            yield f"{url} sets a cookie: something between adds it"


def undelivered(patient: Patient) -> Iterator[str]:
    """What was given up is well where the next people have it: the log and an alarm
    told of it."""
    late = _now() - _LATE
    mails = {
        (row["school_id"], row["id"]): outbox.decode_outcome(row)
        for row in _rows(patient, "MAIL#")
    }
    dead = left_to_nobody(mails)
    waiting = [
        mail
        for mail in mails.values()
        if not mail.dead and mail.due_at and mail.due_at < late
    ]
    if dead:
        yield f"{len(dead)} mails were given up: look at the addresses of those schools"
    if waiting:
        yield f"{len(waiting)} mails are overdue: is the sweeper's log quiet?"


def reconciled(patient: Patient) -> Iterator[str]:
    """stored = told = opened, by a scan; and that the sweeper looks by itself, each
    night."""
    now, last = _now(), None
    stored: list[StoredItem] = []
    mails: dict[MailOf, MailOutcome] = {}
    for item in patient.scan("answers"):
        row = decode(item)
        if (row["pk"], row["sk"]) == RECONCILED:
            last = date.fromisoformat(row["day"])
        elif row.get("expires_at", now.timestamp()) < now.timestamp():
            continue  # read as no row
        elif row["pk"].startswith("OUTBOX#") and row["sk"].startswith("MAIL#"):
            mails[row["school_id"], row["id"]] = outbox.decode_outcome(row)
        elif row["pk"].startswith(("INBOX#", "REFERRALS#")) and "erased_on" not in row:
            stored += filter(None, [read_or_none(row, upkeep_store.stored)])
    count = reconcile(stored, mails, now)
    if count.lost:
        named = " ".join(count.lost[:_MOST_NAMED])
        yield (
            f"{len(count.lost)} of {count.stored} were told to nobody, open the"
            f" inboxes: {named}"
        )
    if count.unopened:
        named = " ".join(count.unopened[:_MOST_NAMED])
        yield (
            f"{len(count.unopened)} of {count.stored} nobody opens, ring those schools:"
            f" {named}"
        )
    if last is None:
        yield patient.unless_new(
            "the sweeper has never compared by itself: look in its log"
        )
    elif now.date() - last > _TWO_DAYS:
        yield f"the sweeper's own comparing ran last on {last}: look in its log"


def help_lines(_: Patient) -> Iterator[str]:
    if wants_check(LAST_CHECKED, datetime.now(UTC).date()):
        yield (
            f"the help lines were last checked on {LAST_CHECKED}: look at the services'"
            " own pages, then move the date in chalicelib/web/help_lines.py"
        )


def audit(patient: Patient) -> Iterator[str]:
    """The links, and the days' heads; whether each mark holds, only who has the secret
    can tell."""
    for body_id, log in _logs(patient).items():
        for fault in faults(log.chains, log.heads):
            yield (
                f"the log of {body_id} is broken: {fault}: restore it beside, and"
                " compare"
            )


def heads(patient: Patient) -> Iterator[str]:
    """The newest of the locked objects against the heads in the table: these are what
    the links are held against, and who writes them all anew cannot write the locked one
    anew."""
    s3, bucket = patient.client("s3"), _bucket(patient)
    if bucket is None:
        yield f"no export {patient.prefix}-audit-heads: deploy infra/data.yaml again"
        return
    listed = s3.list_objects_v2(Bucket=bucket, Prefix="heads/").get("Contents", [])
    if not listed:
        yield patient.unless_new("no head was ever kept: look in the sweeper's log")
        return
    key = max(file["Key"] for file in listed)
    kept = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    if _now().date() - date.fromisoformat(kept["day"]) > _TWO_DAYS:
        yield f"the heads were last kept on {kept['day']}: look in the sweeper's log"
    logs = _logs(patient)
    for body_id, was in kept["heads"].items():
        now = {head.day.isoformat(): head.hash for head, _ in logs[body_id].heads}
        if now.get(was["day"]) != was["hash"]:
            yield (
                f"the log of {body_id} was written anew since {kept['day']}: keep"
                " everything, and find out who"
            )


def _bucket(patient: Patient) -> str | None:
    pages = patient.client("cloudformation").get_paginator("list_exports").paginate()
    exports = {
        export["Name"]: export["Value"] for page in pages for export in page["Exports"]
    }
    return exports.get(f"{patient.prefix}-audit-heads")


class _Log(NamedTuple):
    """By who wrote, each chain oldest first; the heads by day. Marks are taken to
    hold."""

    chains: dict[str, list[tuple[Entry, bool]]]
    heads: list[tuple[DayHead, bool]]


def _logs(patient: Patient) -> defaultdict[str, _Log]:
    """By body."""
    found: defaultdict[str, _Log] = defaultdict(lambda: _Log({}, []))
    rows = map(decode, patient.scan("casework"))
    for row in sorted(rows, key=lambda row: (row["pk"], row["sk"])):
        if row["pk"].startswith("AUDIT#") and "what" in row:
            entry = audit_store.decode(row)
            found[entry.body_id].chains.setdefault(entry.who, []).append((entry, True))
        elif row["pk"].startswith("AUDIT#") and "ends" in row:
            body_id = row["pk"].removeprefix("AUDIT#")
            found[body_id].heads.append((head_store.decode(body_id, row), True))
    return found


def _now() -> datetime:
    return datetime.now(UTC)


def _rows(patient: Patient, sk: str) -> Iterator[dict[str, Any]]:
    rows = map(decode, patient.scan("answers"))
    return (row for row in rows if row["sk"].startswith(sk) and "erased_on" not in row)
