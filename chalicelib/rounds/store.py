"""Rounds in ``forms``: the public part, read with one call by the pupil's side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.accounts.account import Function
from chalicelib.core.settings import settings
from chalicelib.rounds.round import (
    Cards,
    ClassInRound,
    Mode,
    OnDuty,
    Round,
    RoundInList,
)
from chalicelib.storage import database, keys
from chalicelib.storage.codec import Row, epoch, from_epoch, instant, stamp
from chalicelib.storage.writes import Change, Put


def get(round_id: str) -> Round | None:
    row = database.get(settings().forms_table, keys.round_(round_id))
    return _round(row) if row else None


def of_school(school_id: str) -> list[RoundInList]:
    """All rounds of a school, the latest first."""
    partition, prefix = keys.school_round(school_id, "")
    rows = database.query(settings().forms_table, partition, prefix)
    return sorted(map(_in_list, rows), key=lambda one: one.opens_at, reverse=True)


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
    changed = {**_times_row(round_), **_duty_row(round_), "version": round_.version + 1}
    listed = {"closes_at": closes_at, **_listed_duty(round_)}
    kept, gone = _apart(changed)
    return (
        Change(table, keys.round_(round_.id), kept, gone, {"version": round_.version}),
        Change(table, keys.school_round(round_.school_id, round_.id), *_apart(listed)),
    )


def change_nurse(round_id: str, nurse: bool) -> Change:
    """Whoever has the round's page open notices nothing: its version stays."""
    return Change(settings().forms_table, keys.round_(round_id), {"nurse": nurse})


def change_cards(round_: Round, class_id: str, cards: Cards) -> Change:
    """Refused where somebody else has made or cancelled cards of the round meanwhile.
    Whoever has the round's page open notices nothing: its version stays."""
    had = {
        one.id: _cards_row(one.cards)
        for one in round_.classes.values()
        if one.cards.made
    }
    return Change(
        settings().forms_table,
        keys.round_(round_.id),
        {"cards": had | {class_id: _cards_row(cards)}},
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


def change_compared(one: Round, compared: Mapping[str, int], done: bool) -> Change:
    """How far the comparing with the earlier round has come; ``done``: for the last
    time."""
    return Change(
        settings().forms_table,
        keys.school_round(one.school_id, one.id),
        {"compared": dict(compared)},
        remove=("compare_with",) if done else (),
    )


def _whole(round_: Round) -> Put:
    row: dict[str, Any] = {
        "id": round_.id,
        "school_id": round_.school_id,
        "owner_id": round_.owner_id,
        "form_id": round_.form_id,
        "mode": round_.mode.value,
        "language": round_.language,
        "languages": list(round_.languages),
        "opens_at": stamp(round_.opens_at),
        "opened_on": round_.opened_on.isoformat(),
        "expires_on": round_.expires_on.isoformat(),
        "public_key": round_.public_key,
        "ombud": round_.ombud,
        "nurse": round_.nurse,
        "expires_at": epoch(round_.expires_at),
        "version": round_.version,
        **_times_row(round_),
        **_duty_row(round_),
    }
    if round_.same_list_as:
        row["same_list_as"] = round_.same_list_as
    return Put(settings().forms_table, keys.round_(round_.id), row)


def _listed(round_: Round) -> Put:
    row: dict[str, Any] = {
        "id": round_.id,
        "form_id": round_.form_id,
        "mode": round_.mode.value,
        "opens_at": stamp(round_.opens_at),
        "closes_at": stamp(round_.closes_at),
        "labels": [one.called for one in round_.classes.values()],
        **_listed_duty(round_),
        "expires_at": epoch(round_.expires_at),
    }
    if round_.same_list_as:
        row["compare_with"] = round_.same_list_as
    return Put(
        settings().forms_table, keys.school_round(round_.school_id, round_.id), row
    )


def _times_row(round_: Round) -> Row:
    planned = round_.planned_close
    return {
        "classes": {one.id: _class_row(one) for one in round_.classes.values()},
        "closes_at": stamp(round_.closes_at),
        "planned_close": stamp(planned) if planned else None,
        "slots": [stamp(at) for at in round_.slots],
        "weekly": [stamp(at) for at in round_.weekly],
    }


def _duty_row(round_: Round) -> Row:
    deputy = _on_duty_row(round_.deputy) if round_.deputy else None
    return {"on_duty": _on_duty_row(round_.on_duty), "deputy": deputy}


def _listed_duty(round_: Round) -> Row:
    deputy = round_.deputy.account_id if round_.deputy else None
    duty = round_.reader
    return {"on_duty": duty.name, "on_duty_id": duty.account_id, "deputy_id": deputy}


def _apart(row: Row) -> tuple[Row, list[str]]:
    """What is to stand in the row, and what is to go from it."""
    kept = {name: value for name, value in row.items() if value is not None}
    return kept, [name for name in row if name not in kept]


def _in_list(row: Row) -> RoundInList:
    return RoundInList(
        id=row["id"],
        form_id=row["form_id"],
        mode=Mode(row["mode"]),
        opens_at=instant(row["opens_at"]),
        closes_at=instant(row["closes_at"]),
        labels=tuple(row["labels"]),
        on_duty=row["on_duty"],
        expires_at=from_epoch(row["expires_at"]),
        shredded_on=_day(row.get("shredded_on")),
        on_duty_id=row.get("on_duty_id"),
        deputy_id=row.get("deputy_id"),
        compare_with=row.get("compare_with"),
        compared=row.get("compared", {}),
    )


def _round(row: Row) -> Round:
    return Round(
        id=row["id"],
        school_id=row["school_id"],
        owner_id=row["owner_id"],
        form_id=row["form_id"],
        mode=Mode(row["mode"]),
        language=row["language"],
        languages=tuple(row["languages"]),
        opens_at=instant(row["opens_at"]),
        closes_at=instant(row["closes_at"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        expires_on=date.fromisoformat(row["expires_on"]),
        public_key=row["public_key"],
        classes={
            key: _class(key, one, row.get("cards", {}).get(key, {}))
            for key, one in row["classes"].items()
        },
        slots=tuple(map(instant, row["slots"])),
        weekly=tuple(map(instant, row["weekly"])),
        ombud=row["ombud"],
        nurse=row["nurse"],
        on_duty=_on_duty(row["on_duty"]),
        deputy=_on_duty(row["deputy"]) if "deputy" in row else None,
        planned_close=instant(row["planned_close"]) if "planned_close" in row else None,
        version=row["version"],
        shredded_on=_day(row.get("shredded_on")),
        same_list_as=row.get("same_list_as"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _class_row(one: ClassInRound) -> Row:
    return {
        "label": one.label,
        "name": one.name,
        "grade_step": one.grade_step,
        "pupils": one.pupils,
        "text_allowed": one.text_allowed,
        "opened_at": stamp(one.opened_at) if one.opened_at else None,
    }


def _cards_row(cards: Cards) -> Row:
    return {
        "made": cards.made,
        "cancelled": cards.cancelled,
        "sheet": cards.sheet,
        "on_sheet": cards.on_sheet,
    }


def _class(class_id: str, row: Row, cards: Row) -> ClassInRound:
    return ClassInRound(
        id=class_id,
        label=row["label"],
        name=row["name"],
        grade_step=row["grade_step"],
        pupils=row["pupils"],
        text_allowed=row["text_allowed"],
        opened_at=instant(row["opened_at"]) if row["opened_at"] else None,
        cards=Cards(**cards),
    )


def _on_duty_row(one: OnDuty) -> Row:
    function = one.function.value if one.function else None
    row: Row = {"account_id": one.account_id, "name": one.name, "function": function}
    return row | ({"left": True} if one.left else {})


def _on_duty(row: Row) -> OnDuty:
    function = Function(row["function"]) if row["function"] else None
    return OnDuty(row["account_id"], row["name"], function, row.get("left", False))
