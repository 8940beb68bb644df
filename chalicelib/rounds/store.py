"""Rounds in ``forms``: the public part, read with one call by the pupil's side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.core.settings import settings
from chalicelib.rounds.cards import Cards
from chalicelib.rounds.failed import Failed, Work
from chalicelib.rounds.round import ClassInRound, Round, RoundInList
from chalicelib.storage import database, keys, records
from chalicelib.storage.codec import Row, epoch, from_epoch, stamp
from chalicelib.storage.writes import Change, Put, change_to, rewrite

_CHANGES = (
    *("classes", "closes_at", "planned_close", "slots", "weekly"),
    *("on_duty", "deputy"),
)
"""Of an open round, by ``change_round``."""


def get(round_id: str) -> Round | None:
    row = database.get(settings().forms_table, keys.round_(round_id))
    return _decode(row) if row else None


def of_school(school_id: str) -> list[RoundInList]:
    """All rounds of a school, the latest first."""
    partition, prefix = keys.school_round(school_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    return sorted(
        map(_decode_listed, rows), key=lambda listed: listed.opens_at, reverse=True
    )


def listed(school_id: str, round_id: str) -> RoundInList | None:
    """None also for a round that stands in no list."""
    row = database.get(settings().forms_table, keys.school_round(school_id, round_id))
    return _decode_listed(row) if row else None


def put_round(round_: Round) -> tuple[Put, Put]:
    """The round, and its place in the school's list."""
    return _whole(round_), _listed(round_)


def change_round(round_: Round) -> tuple[Change, Change]:
    """Which classes are open, who is on duty and when the round closes: but for
    ``change_cards``, ``change_nurse`` and ``shred_round`` nothing else of a round ever
    changes.

    Refused where somebody has changed the round since ``round_`` was read.
    """
    table, closes_at = settings().forms_table, stamp(round_.closes_at)
    row, listed = _row(round_), {"closes_at": closes_at, **_listed_duty(round_)}
    changed = {name: row[name] for name in _CHANGES}
    return (
        rewrite(table, keys.round_(round_.id), changed, round_.version),
        change_to(table, keys.school_round(round_.school_id, round_.id), listed),
    )


def change_nurse(round_id: str, nurse: bool) -> Change:
    """Whoever has the round's page open notices nothing: its version stays."""
    return Change(settings().forms_table, keys.round_(round_id), {"nurse": nurse})


def change_cards(round_: Round, class_id: str, cards: Cards) -> Change:
    """Refused where somebody else has made or cancelled cards of the round meanwhile.
    Whoever has the round's page open notices nothing: its version stays."""
    had = {
        class_.id: records.encode(class_.cards)
        for class_ in round_.classes.values()
        if class_.cards.made
    }
    return Change(
        settings().forms_table,
        keys.round_(round_.id),
        {"cards": had | {class_id: records.encode(cards)}},
        expected={"cards": had or None},
    )


def shred_round(round_: Round, on: date) -> tuple[Change, Change]:
    """Refused where it is shredded already, or somebody has changed the round
    meanwhile."""
    table, gone = settings().forms_table, {"shredded_on": on.isoformat()}
    expected = {"version": round_.version, "shredded_on": None}
    return (
        Change(table, keys.round_(round_.id), gone, expected=expected),
        Change(table, keys.school_round(round_.school_id, round_.id), gone),
    )


def change_compared(round_: Round, compared: Mapping[str, int], done: bool) -> Change:
    """How far the comparing with the earlier round has come; ``done``: for the last
    time."""
    return Change(
        settings().forms_table,
        keys.school_round(round_.school_id, round_.id),
        {"compared": dict(compared)},
        remove=(Work.COMPARING.value, *(("compare_with",) if done else ())),
    )


def mark_counted(round_: Round) -> Change:
    """Its figures are made."""
    key = keys.school_round(round_.school_id, round_.id)
    return Change(settings().forms_table, key, {"counted": True})


def mark_failed(school_id: str, round_id: str, work: Work, failed: Failed) -> Change:
    key = keys.school_round(school_id, round_id)
    return Change(settings().forms_table, key, {work.value: records.encode(failed)})


def _whole(round_: Round) -> Put:
    row = _row(round_) | {"expires_at": epoch(round_.expires_at)}
    return Put(settings().forms_table, keys.round_(round_.id), row)


def _row(round_: Round) -> Row:
    """The cards stand beside the classes: they change at another time."""
    classes = {
        class_.id: records.encode(class_, "id", "cards")
        for class_ in round_.classes.values()
    }
    return records.encode(round_, "classes") | {"classes": classes}


def _listed(round_: Round) -> Put:
    row: dict[str, Any] = {
        "id": round_.id,
        "form_id": round_.form_id,
        "mode": round_.mode.value,
        "opens_at": stamp(round_.opens_at),
        "closes_at": stamp(round_.closes_at),
        "labels": [class_.called for class_ in round_.classes.values()],
        **_listed_duty(round_),
        "expires_at": epoch(round_.expires_at),
    }
    if round_.same_list_as:
        row["compare_with"] = round_.same_list_as
    return Put(
        settings().forms_table, keys.school_round(round_.school_id, round_.id), row
    )


def _listed_duty(round_: Round) -> Row:
    deputy = round_.deputy.account_id if round_.deputy else None
    duty = round_.reader
    return {"on_duty": duty.name, "on_duty_id": duty.account_id, "deputy_id": deputy}


def _decode_listed(row: Row) -> RoundInList:
    return records.decode(RoundInList, row, expires_at=from_epoch(row["expires_at"]))


def _decode(row: Row) -> Round:
    made = row.get("cards", {})
    classes = {
        id_: records.decode(
            ClassInRound, stored, id=id_, cards=records.decode(Cards, made.get(id_, {}))
        )
        for id_, stored in row["classes"].items()
    }
    return records.decode(Round, row, classes=classes)
