"""Drafts in ``casework``, under who wrote them, sealed to the key of their school or
school owner."""

from collections.abc import Collection
from functools import partial
from typing import cast

from chalicelib.accounts.account import Account
from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import case_keys, database, key_pairs, keys
from chalicelib.storage.codec import Row, epoch, instant, stamp
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Delete, Put
from chalicelib.web.form_body import Fields


def put_draft(account: Account, number: int, draft: CaseDraft, lies_there: str) -> Put:
    """``lies_there`` is the mark of the one whose place it takes, empty for none.
    Refused where another lies there."""
    row = {
        "sealed": sealing.seal(
            key_pairs.public(account.body_id),
            draft.fields.all(),
            _bound_to(account, number, draft.form, stamp(draft.saved_at)),
        ),
        "mark": draft.mark,
        "saved_at": stamp(draft.saved_at),
        "expires_at": epoch(draft.until),
    }
    key = case_keys.case_draft(account.body_id, account.id, number, draft.form)
    was = {"mark": lies_there} if lies_there else None
    return Put(_table(), key, row, if_new=was is None, expected=was)


def of_case(account: Account, number: int) -> list[CaseDraft]:
    """The account's own; what does not open is left out."""
    return _opened(account, number, _rows(account, number))


def get(account: Account, number: int, form: str) -> CaseDraft | None:
    key = case_keys.case_draft(account.body_id, account.id, number, form)
    row = database.get(_table(), key)
    return next(iter(_opened(account, number, [row])), None) if row else None


def delete_draft(
    account: Account, number: int, form: str, marks: Collection[str]
) -> list[Delete]:
    """Of what lies there, where it has one of the marks."""
    key = case_keys.case_draft(account.body_id, account.id, number, form)
    row = database.get(_table(), key)
    return [Delete(_table(), key)] if row and row["mark"] in marks else []


def delete_all(account: Account, number: int | None = None) -> list[Delete]:
    """The account's own of a case, or of every one."""
    rows = _rows(account, number)
    return [Delete(_table(), keys.Key(row["pk"], row["sk"])) for row in rows]


def _rows(account: Account, number: int | None) -> list[Row]:
    partition, prefix = case_keys.case_draft(account.body_id, account.id, number)
    return list(database.query(_table(), partition, prefix))


def _opened(account: Account, number: int, rows: list[Row]) -> list[CaseDraft]:
    private = key_pairs.private(account.body_id) if rows else None
    if private is None:
        return []
    found = (_draft(private, account, number, row) for row in rows)
    return [draft for draft in found if draft]


def _draft(private: bytes, account: Account, number: int, row: Row) -> CaseDraft | None:
    _, prefix = case_keys.case_draft(account.body_id, account.id, number)
    form = row["sk"].removeprefix(prefix)
    bound_to = _bound_to(account, number, form, row["saved_at"])
    unseal = partial(sealing.unseal, private, row["sealed"], bound_to)
    typed = opened_or_none("DRAFT", lambda: cast(dict[str, list[str]], unseal()))
    if typed is None:
        return None
    return CaseDraft(form, row["mark"], instant(row["saved_at"]), Fields(typed))


def _bound_to(account: Account, number: int, form: str, saved_at: str) -> str:
    place = f"{account.body_id}|{number}|{account.id}|{form}|{saved_at}"
    return f"case draft|{place}"


def _table() -> str:
    return settings().casework_table
