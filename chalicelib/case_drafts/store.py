"""Drafts in ``casework``, beside the entries of their case, sealed to the key of the
school or school owner."""

from collections.abc import Iterable
from functools import partial
from typing import cast

from chalicelib.accounts.account import Account
from chalicelib.case_drafts.draft import CaseDraft
from chalicelib.core.settings import settings
from chalicelib.crypto import sealing
from chalicelib.storage import case_keys, database, key_pairs
from chalicelib.storage.codec import Row, epoch, instant, stamp
from chalicelib.storage.keys import Key
from chalicelib.storage.readable import opened_or_none
from chalicelib.storage.writes import Delete, Put
from chalicelib.web.form_body import Fields


def put_draft(account: Account, number: int, draft: CaseDraft, lies_there: str) -> Put:
    """``lies_there`` is the mark of the one whose place it takes, empty for none.
    Refused where another lies there."""
    key = _key(account, number, draft.form)
    bound_to = _bound_to(key, stamp(draft.saved_at))
    public, fields = key_pairs.public(account.body_id), draft.fields.all()
    row = {
        "sealed": sealing.seal(public, fields, bound_to),
        "mark": draft.mark,
        "saved_at": stamp(draft.saved_at),
        "expires_at": epoch(draft.until),
    }
    was = {"mark": lies_there} if lies_there else None
    return Put(_table(), key, row, if_new=was is None, expected=was)


def of_case(body_id: str, number: int) -> list[Row]:
    """Everybody's, as they are stored."""
    partition, prefix = case_keys.case_draft(body_id, number)
    return list(database.query(_table(), partition, prefix))


def read(
    private_key: bytes | None, account: Account, number: int, rows: Iterable[Row]
) -> list[CaseDraft]:
    """The account's own among rows of the case; what does not open is left out."""
    mine = _key(account, number).sk
    own = (row for row in rows if private_key and row["sk"].startswith(mine))
    found = (_draft(private_key, row, row["sk"].removeprefix(mine)) for row in own)
    return [draft for draft in found if draft]


def whose(row: Row) -> tuple[str, str]:
    """The id of the account, and the form."""
    _, account_id, form = str(row["sk"]).split("#", 2)
    return account_id, form


def delete_draft(row: Row) -> Delete:
    return Delete(_table(), Key(row["pk"], row["sk"]))


def _draft(private_key: bytes | None, row: Row, form: str) -> CaseDraft | None:
    bound_to = _bound_to(Key(row["pk"], row["sk"]), row["saved_at"])
    unseal = partial(sealing.unseal, private_key or b"", row["sealed"], bound_to)
    typed = opened_or_none("DRAFT", lambda: cast(dict[str, list[str]], unseal()))
    if typed is None:
        return None
    return CaseDraft(form, row["mark"], instant(row["saved_at"]), Fields(typed))


def _key(account: Account, number: int, form: str = "") -> Key:
    return case_keys.case_draft(account.body_id, number, account.id, form)


def _bound_to(key: Key, saved_at: str) -> str:
    return f"case draft|{key.pk}|{key.sk}|{saved_at}"


def _table() -> str:
    return settings().casework_table
