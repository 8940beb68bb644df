"""What is to be compared in ``answers`` once a day, and the rows that say on which day
what is done at night was done."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from chalicelib.core.settings import settings
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailOutcome
from chalicelib.rounds import store as rounds
from chalicelib.storage import database, keys, timers, transaction
from chalicelib.storage.codec import Row, instant
from chalicelib.storage.readable import read_or_none
from chalicelib.storage.writes import Change, Put
from chalicelib.upkeep.reconciliation import StoredItem

_MUST_TELL = tuple(f"{kind.upper()}#" for kind in (ItemKind.FLAG, ItemKind.REFERRAL))
_EVER = datetime(9999, 12, 31, tzinfo=UTC)


def last(key: keys.Key) -> date | None:
    """The day the night's work of that key was last done; None before the first."""
    row = database.get(settings().answers_table, key)
    return date.fromisoformat(row["day"]) if row else None


def claim(key: keys.Key, day: date, was: date | None) -> None:
    """This day's work is ours. Raises Refused where another sweep was here."""
    table, new = settings().answers_table, {"day": day.isoformat()}
    if was is None:
        transaction.commit(Put(table, key, new, if_new=True))
    else:
        transaction.commit(Change(table, key, new, expected={"day": was.isoformat()}))


def bodies() -> set[str]:
    """The schools and owners that may have something: each round is in the index until
    its end, and so is whatever has a clock. No table is scanned for it."""
    found = set()
    for key in timers.until(_EVER):
        kind, _, name = key.pk.partition("#")
        if kind in ("INBOX", "REFERRALS"):
            found.add(name.partition("#")[0])
        elif kind == "EXPIRY" and (round_ := rounds.get(name)):
            found |= {round_.school_id, round_.owner_id}
    return found


def of_body(body_id: str) -> list[StoredItem]:
    """A school owner's stand where those of a school's resource group would."""
    return [
        item
        for inbox in inboxes_of_school(body_id)
        for row in item_store.rows_in(inbox)
        if (item := read_or_none(row, stored))
    ]


def stored(row: Row) -> StoredItem | None:
    """A row of an inbox that somebody is to be told of; None for what only says what
    was done."""
    waits = "due_at" in row or row.get("mails")
    if not (waits or row["sk"].startswith(_MUST_TELL)):
        return None
    return StoredItem(
        ref=f"{row['sk'].partition('#')[0]}#{row['id']}",
        school_id=row["school_id"],
        level=Level(row["level"]),
        audience=Audience(row["audience"]),
        mails=tuple(row["mails"]),
        opened="opened_by" in row,
        step=row["step"],
        clock_at=instant(row["due_at"]) if "due_at" in row else None,
    )


def mails(school_ids: Iterable[str]) -> dict[tuple[str, str], MailOutcome]:
    return {
        (school_id, mail_id): told
        for school_id in school_ids
        for mail_id, told in outbox.all_of(school_id)
    }
