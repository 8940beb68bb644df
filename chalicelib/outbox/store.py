"""The outbox in ``answers``: mail that waits, is leased while it is sent, is sent, or
is dead."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib.core.settings import settings
from chalicelib.outbox.mail import LEASE, MailOutcome, Origin, OutgoingMail, in_turn
from chalicelib.outbox.recipients import Recipients
from chalicelib.schools.retention import LONGEST
from chalicelib.storage import database, keys, records, timers, transaction
from chalicelib.storage.codec import Row, epoch, instant, stamp
from chalicelib.storage.readable import (
    key_part,
    number,
    read_due,
    read_or_none,
    text,
    those_readable,
)
from chalicelib.storage.writes import Change, Put

KEPT = timedelta(days=LONGEST + 120)
"""As long as anything it tells of, whatever the owner's retention and the length of a
round."""
_MOST_TOLD = 1000
"""Things that one mail can tell of: more than wait at any school."""
_SINCE = ("due_at", "attempts", "told", "unreached")
"""What becomes of a mail once it is written."""


def put_mail(mail: OutgoingMail, if_new: bool = False) -> Put:
    """Writes over what stands under the same id: then it is due again, whatever became
    of it. With ``if_new`` it is refused instead."""
    key = _key(mail)
    row = records.encode(mail, *_SINCE) | {
        "attempts": 0,
        "told": {},
        **timers.due(key, mail.due_at),
        "expires_at": epoch(mail.due_at + KEPT),
    }
    return Put(settings().answers_table, key, row, if_new)


def those(school_id: str, mail_ids: Iterable[str]) -> list[MailOutcome]:
    """As ``in_turn`` says."""

    def find(mail_id: str) -> MailOutcome | None:
        return read_or_none(
            database.get(settings().answers_table, keys.mail(school_id, mail_id)),
            decode_outcome,
        )

    return in_turn(mail_ids, find)


def traced(origin: Origin, now: datetime) -> tuple[OutgoingMail, MailOutcome] | None:
    """The mail a trace leads to, as if due now where it was finished; and what became
    of it."""
    key = keys.mail(origin.school_id, origin.mail_id)
    row = database.get(settings().answers_table, key)
    return (_decode({"due_at": stamp(now)} | row), decode_outcome(row)) if row else None


def note_unreached(
    mail: OutgoingMail,
    was: MailOutcome,
    unreached: Mapping[str, datetime],
    dead_at: datetime | None,
) -> Change:
    """Whose mail came back, all of them; ``dead_at`` moves it to the dead letters,
    since nobody is left who has it. Refused where something has become of it since
    ``traced``."""
    changes: dict[str, Any] = {"unreached": _stamped(unreached)}
    if dead_at:
        changes |= {"due_shard": keys.DEAD_SHARD, "due_at": stamp(dead_at)}
    expected = {
        "number": mail.number,
        "unreached": _stamped(was.unreached) or None,
        "due_at": stamp(was.due_at) if was.due_at else None,
        "spares": _listed(was.spares),
    }
    return Change(settings().answers_table, _key(mail), changes, expected=expected)


def note_spared(mail_id: str, was: MailOutcome, spared: OutgoingMail) -> Change:
    """For the sake of this mail somebody is spared another. Refused where it came back,
    or spares somebody a third, in the same moment."""
    spares = (*was.spares, (spared.id, spared.number))
    return Change(
        settings().answers_table,
        keys.mail(spared.school_id, mail_id),
        set={"spares": _listed(spares)},
        expected={
            "spares": _listed(was.spares),
            "unreached": _stamped(was.unreached) or None,
        },
    )


def make_due_again(
    school_id: str, spared: tuple[str, str], gone: Set[str], at: datetime
) -> list[Change]:
    """The mail that they were spared is due again; nothing where it was written anew
    since. Refused where something has become of it meanwhile."""
    mail_id, mark = spared
    key = keys.mail(school_id, mail_id)
    row = database.get(settings().answers_table, key)
    if row is None or row["number"] != mark or not gone & row["told"].keys():
        return []
    kept = {who: since for who, since in row["told"].items() if who not in gone}
    due = timers.due(key, at)
    expected = {"number": mark, "told": row["told"], "due_at": row.get("due_at")}
    return [
        Change(settings().answers_table, key, {"told": kept, **due}, expected=expected)
    ]


def all_of(school_id: str) -> Iterator[tuple[str, MailOutcome]]:
    """What became of every mail of a school, by id."""
    partition, prefix = keys.mail(school_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    yield from those_readable(rows, lambda row: (text(row, "id"), decode_outcome(row)))


def lease(key: keys.Key, now: datetime) -> OutgoingMail | None:
    """The mail, if it is still due and nobody else took it; ours to send for five
    minutes. Raises Unreadable."""
    row = database.get(settings().answers_table, key)
    if row is None or row.get("due_at", "~") > stamp(now):
        return None
    read_due(row, partial(_own_key, key))
    until = stamp(now + LEASE)
    try:
        transaction.commit(
            Change(
                settings().answers_table, key, {"due_at": until}, expected=_as_was(row)
            )
        )
    except transaction.Refused:
        return None
    return _decode(row | {"due_at": until})


def record_sent_to(
    mail: OutgoingMail, told: dict[str, datetime], *also: Change
) -> None:
    """Who has it so far. Raises Refused where the mail was written anew in the
    meantime, or one of ``also`` was."""
    changes = {"told": _stamped(told)}
    transaction.commit(
        Change(
            settings().answers_table, _key(mail), changes, expected=_as_leased(mail)
        ),
        *also,
    )


def finish(mail: OutgoingMail) -> None:
    """Sent: it is due no more. Raises Refused where it was written anew, or one of the
    mails came back meanwhile: then it stays due."""
    transaction.commit(
        Change(
            settings().answers_table,
            _key(mail),
            remove=timers.ATTRIBUTES,
            expected={
                **_as_leased(mail),
                "unreached": _stamped(mail.unreached) or None,
            },
        )
    )


def postpone(mail: OutgoingMail, due_at: datetime | None) -> None:
    """Failed: due again at ``due_at``; None moves it to the dead letters."""
    changes: dict[str, Any] = {"attempts": mail.attempts + 1}
    changes |= {"due_at": stamp(due_at)} if due_at else {"due_shard": keys.DEAD_SHARD}
    transaction.commit(
        Change(settings().answers_table, _key(mail), changes, expected=_as_leased(mail))
    )


def _own_key(key: keys.Key, row: Row) -> keys.Key:
    """Raises ValueError where the row does not say of itself that it is where it is."""
    if (own := keys.mail(key_part(row, "school_id"), text(row, "id"))) != key:
        raise ValueError("a mail that says it is another")
    return own


def _key(mail: OutgoingMail) -> keys.Key:
    return keys.mail(mail.school_id, mail.id)


def _as_was(row: Row) -> Row:
    return {
        "due_at": row["due_at"],
        "due_shard": row["due_shard"],
        "number": row["number"],
    }


def _as_leased(mail: OutgoingMail) -> Row:
    return {"due_at": stamp(mail.due_at), "number": mail.number}


def decode_outcome(row: Row) -> MailOutcome:
    """What became of the mail that stands in a row."""
    return MailOutcome(
        recipients=Recipients(row["recipients"]),
        told=_told_in(row),
        due_at=instant(row["due_at"]) if "due_at" in row else None,
        dead=row.get("due_shard") == keys.DEAD_SHARD,
        unreached=_unreached_in(row),
        spares=tuple((mail_id, mark) for mail_id, mark in row.get("spares", ())),
    )


def _decode(row: Row) -> OutgoingMail:
    number(row, "count", _MOST_TOLD)
    told, unreached = _told_in(row), _unreached_in(row)
    return records.decode(OutgoingMail, row, told=told, unreached=unreached)


def _told_in(row: Row) -> dict[str, datetime]:
    """A mail may come back before its sending is written down: what came back
    counts."""
    gone = _unreached_in(row)
    return {who: instant(at) for who, at in row["told"].items() if who not in gone}


def _unreached_in(row: Row) -> dict[str, datetime]:
    return {who: instant(at) for who, at in row.get("unreached", {}).items()}


def _listed(spares: Iterable[tuple[str, str]]) -> list[list[str]] | None:
    return [list(pair) for pair in spares] or None


def _stamped(times: Mapping[str, datetime]) -> dict[str, str]:
    return {who: stamp(at) for who, at in times.items()}
