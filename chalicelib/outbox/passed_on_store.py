"""At which schools something was passed on to their owner, in ``answers`` beside the
mails: written before the owner is told, taken away where nothing of it waits any
more."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.outbox.mail import OutgoingMail
from chalicelib.outbox.store import KEPT
from chalicelib.storage import database, keys, transaction
from chalicelib.storage.codec import epoch, stamp
from chalicelib.storage.writes import Delete, Put


def note(mail: OutgoingMail, now: datetime) -> None:
    """Raises Unavailable."""
    key = keys.passed_on(mail.owner_id, mail.school_id)
    row = {"mark": f"{mail.number} {stamp(now)}", "expires_at": epoch(now + KEPT)}
    transaction.commit(Put(settings().answers_table, key, row))


def of_owner(owner_id: str) -> Mapping[str, str]:
    """By school, the mark of the last time."""
    partition, prefix = keys.passed_on(owner_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    return {row["sk"].removeprefix(prefix): row["mark"] for row in rows}


def forget(owner_id: str, school_id: str, mark: str) -> None:
    """Nothing of it waits. Something that was passed on meanwhile has another mark, and
    stays."""
    key = keys.passed_on(owner_id, school_id)
    with suppress(transaction.Refused):
        transaction.commit(Delete(settings().answers_table, key, {"mark": mark}))
