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
    done = was.done_by(here.date())
    if done and (done == here.date() or here.hour < _FROM_HOUR):
        return
    ends, after, troubles = clock() + SECONDS, was.after, []
    left = [body_id for body_id in sorted(audit.bodies()) if body_id > after]
    while left and clock() < ends:
        after = left.pop(0)
        try:
            back_up(after)
        except Exception as error:  # noqa: BLE001 - a poison row must not stop the rest
            troubles.append(error)
    failed = len(troubles) + (was.failed if was.after else 0)
    ended = Progress(here.date(), "", failed)
    backups.note(Progress(done, after, failed) if left else ended)
    if troubles:
        raise troubles[0]


def back_up(body_id: str) -> None:
    """What a school, or a school owner, has. A new copy comes before the old one goes;
    one that could not be put keeps no other from being put or taken away. Raises
    Unavailable, and whatever else went wrong, at the end."""
    wanted, there = _wanted(body_id), backups.names(body_id)
    troubles = {}
    for called, sealed in wanted.items():
        if called not in there:
            try:
                backups.put(body_id, called, sealed())
            except Exception as error:  # noqa: BLE001 - the others are to be kept
                troubles[_of_what(called)] = error
    for called in there - wanted.keys():
        if _of_what(called) not in troubles:
            backups.delete(body_id, called)
    for trouble in troubles.values():
        raise trouble


def _of_what(called: str) -> str:
    """The same for all copies of a case, and for all of a key."""
    return called.rpartition("-")[0]


def _wanted(body_id: str) -> dict[str, Callable[[], bytes]]:
    """What each copy holds, by what it is called; only of those that are not there is
    it worked out. A case is sealed for the recovery key that the body's own key is
    sealed for: who has one of them opens both."""
    opens, people = backups.sealed_key(body_id), _names(body_id)
    key = opens[1] if opens else _recovery_key()
    wanted: dict[str, Callable[[], bytes]] = {
        name(row, key): partial(_sealed, body_id, row, people, key)
        for row in backups.cases_of(body_id)
    }
    if opens:
        wanted[key_name(opens[0])] = lambda: opens[0]
    return wanted


def _names(body_id: str) -> Callable[[], dict[str, str]]:
    """Of those at the body, by their accounts' ids; read once, and only if needed."""
    return cache(
        lambda: {person.id: person.name for person in accounts.of_body(body_id)}
    )


def _sealed(
    body_id: str, row: Row, people: Callable[[], dict[str, str]], key: bytes
) -> bytes:
    school = schools.get(row["school_id"])
    entries = backups.entries_of(body_id, row["sk"])
    kept = contents(row, entries, people(), school.name if school else "")
    return sealing.seal(key, kept, bound_to(body_id, row["sk"]))


def _recovery_key() -> bytes:
    """Of an installation that keeps copies."""
    key = settings().recovery_key
    if key is None:
        raise RuntimeError("there is a BACKUP_BUCKET, and no RECOVERY_KEY")
    return key
