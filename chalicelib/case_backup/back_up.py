"""Once a day, at night: the second account's copies are made to be what the cases are.

Nothing is opened for it: the function that does it has no right to. What was erased, or
taken back, is taken away there too; the bucket forgets it before the copies in time of
our own tables do.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.case_backup import store as backups
from chalicelib.case_backup.contents import bound_to, contents, key_name, name
from chalicelib.case_backup.store import Progress
from chalicelib.core.local_time import OSLO
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.schools import store as schools
from chalicelib.storage.codec import Row

SECONDS = 30.0
"""After so long a sweep begins with no other body: the next one goes on."""
_FROM_HOUR = 4


def daily(now: datetime, clock: Callable[[], float] = time.monotonic) -> None:
    """Where there is a second account. A body that could not be kept is tried again the
    next night, and holds up no other; what went wrong is raised at the end."""
    if settings().backup_bucket is None:
        return
    here, was = now.astimezone(OSLO), backups.progress()
    if was.day and (was.day >= here.date() or here.hour < _FROM_HOUR):
        return
    ends, troubles = clock() + SECONDS, []
    left = [body_id for body_id in sorted(audit.bodies()) if body_id > was.after]
    while left and clock() < ends:
        try:
            back_up(left[0])
        except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
            troubles.append(error)
        was = Progress(was.day, left.pop(0))
    backups.note(was if left else Progress(here.date()))
    if troubles:
        raise troubles[0]


def back_up(body_id: str) -> None:
    """What a school, or a school owner, has. New copies come before old ones go. Raises
    Unavailable."""
    wanted, there = _wanted(body_id), backups.names(body_id)
    for called, sealed in wanted.items():
        if called not in there:
            backups.put(body_id, called, sealed())
    for called in there - wanted.keys():
        backups.delete(body_id, called)


def _wanted(body_id: str) -> dict[str, Callable[[], bytes]]:
    """What each copy holds, by what it is called; only of those that are not there is
    it worked out."""
    key, people = _recovery_key(), _names(body_id)
    wanted: dict[str, Callable[[], bytes]] = {
        name(row, key): partial(_sealed, body_id, row, people)
        for row in backups.cases_of(body_id)
    }
    if opens := backups.sealed_key(body_id):
        wanted[key_name(opens)] = lambda: opens
    return wanted


def _names(body_id: str) -> Callable[[], dict[str, str]]:
    """Of those at the body, by their accounts' ids; read once, and only if needed."""
    return cache(
        lambda: {person.id: person.name for person in accounts.of_body(body_id)}
    )


def _sealed(body_id: str, row: Row, people: Callable[[], dict[str, str]]) -> bytes:
    school = schools.get(row["school_id"])
    entries = backups.entries_of(body_id, row["sk"])
    kept = contents(row, entries, people(), school.name if school else "")
    return sealing.seal(_recovery_key(), kept, bound_to(body_id, row["sk"]))


def _recovery_key() -> bytes:
    """Of an installation that keeps copies."""
    key = settings().recovery_key
    if key is None:
        raise RuntimeError("there is a BACKUP_BUCKET, and no RECOVERY_KEY")
    return key
