"""Somebody of the resource group writes in its log, or corrects what stands there."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import is_attempt
from chalicelib.crypto.sealing import derived_id
from chalicelib.group_log import store as group_log
from chalicelib.group_log.log_entry import LogContent, LogEntry, LogKind, first_day
from chalicelib.manage_schools import tell_turns
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import Preparation
from chalicelib.storage import transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Write

KEPT = timedelta(days=2 * 365)
"""As long as a referral: what is written here follows from such things."""
_TRIES = 4
_ENTRY = 0
"""Its place among the writes."""


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """What is to stand in the log, and the press it came with."""

    kind: LogKind
    on: date
    content: LogContent
    attempt: str

    def says(self, entry: LogEntry, content: LogContent | None) -> bool:
        """Whether that is what stands there."""
        here = (self.kind, self.on, self.content)
        return here == (entry.kind, entry.on, content)


def write_down(who: Account, written: WrittenEntry, now: datetime) -> str:
    """The id of the new entry. The same words sent twice with one attempt are written
    once; other words are another entry. Raises Tampered, Unavailable."""
    id_ = _mark(who, written)
    expires_at = epoch(now + KEPT)
    entry = LogEntry(
        id_, 1, id_, written.kind, written.on, who.id, now, expires_at=expires_at
    )
    with suppress(errors.ChangedMeanwhile):  # the same, sent again
        _add(Event.WROTE_LOG, who, entry, written.content, now)
    return id_


def correct(
    who: Account, before: LogEntry, written: WrittenEntry, now: datetime
) -> None:
    """Raises ChangedMeanwhile where ``before`` is not the latest version, Tampered,
    Unavailable."""
    mark = _mark(who, written)
    after = replace(
        before,
        version=before.version + 1,
        mark=mark,
        kind=written.kind,
        on=written.on,
        by=who.id,
        at=now,
    )
    try:
        _add(Event.CORRECTED_LOG, who, after, written.content, now)
    except errors.ChangedMeanwhile:
        there = group_log.versions(who.body_id, before.id)
        if mark not in {version.mark for version in there}:
            raise


def _add(
    event: Event, who: Account, entry: LogEntry, content: LogContent, now: datetime
) -> None:
    """Raises ChangedMeanwhile where that version is there already. What the log says
    of courses is what the school has prepared, in the same transaction."""
    put = group_log.put_entry(who.body_id, entry, content)
    for _ in range(_TRIES):
        done = preparation_store.get(who.body_id)
        prepared = _prepared(done, group_log.versions(who.body_id), entry)
        writes: tuple[Write, ...] = (put,)
        if prepared != done:
            writes += (preparation_store.write_preparation(who.body_id, prepared),)
        try:
            audit.record(event, who.body_id, who.id, entry.id, now, writes)
        except transaction.Refused as refused:
            if _ENTRY in refused.failed:
                raise errors.ChangedMeanwhile from None
            continue  # somebody prepared something at this moment
        if prepared != done:
            tell_turns.tell(who, who.body_id, now)
        return
    raise transaction.Unavailable


def _prepared(
    done: Preparation, versions: Iterable[LogEntry], new: LogEntry
) -> Preparation:
    there = list(versions)

    def day(kind: LogKind, stands: date | None) -> date | None:
        """A day that somebody has put there by hand stays."""
        was, is_ = first_day(kind, there), first_day(kind, [*there, new])
        return is_ if was != is_ and stands in (None, was) else stands

    return replace(
        done,
        course_on=day(LogKind.COURSE, done.course_on),
        workshop_on=day(LogKind.WORKSHOP, done.workshop_on),
    )


def _mark(who: Account, written: WrittenEntry) -> str:
    if not is_attempt(written.attempt):
        raise errors.Tampered
    said = [written.kind, written.on.isoformat(), written.content.plain()]
    words = json.dumps(said, ensure_ascii=False)
    about = f"{who.body_id}|{who.id}|{written.attempt}|{words}"
    return derived_id("group log", about)
