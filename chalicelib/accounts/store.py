"""Accounts in ``casework``: under their school or school owner, and found by
address."""

from chalicelib.accounts.account import Account
from chalicelib.accounts.email_address import normalised
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.storage import database, keys, records
from chalicelib.storage.writes import Delete, Put, Write, rewrite


def get(body_id: str, account_id: str) -> Account | None:
    row = database.get(settings().casework_table, keys.account(body_id, account_id))
    return records.decode(Account, row) if row else None


def of_body(body_id: str) -> list[Account]:
    """The accounts of a school or a school owner, the active and the others."""
    partition, prefix = keys.account(body_id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return [records.decode(Account, row) for row in rows]


def with_email(email_hash: str, but: str = "") -> list[Account]:
    """The active accounts of an address: a nurse may have one at each of her schools.
    ``but`` is the id of one that is left out, and not read."""
    partition, prefix = keys.email(email_hash, "")
    found = database.query(settings().casework_table, partition, prefix)
    accounts = [
        get(row["body_id"], row["account_id"])
        for row in found
        if row["account_id"] != but
    ]
    return [
        account
        for account in accounts
        if account and account.active and hash_of(account.email) == email_hash
    ]


def put_account(account: Account) -> tuple[Put, Put]:
    key = keys.account(account.body_id, account.id)
    return Put(settings().casework_table, key, records.encode(account)), _pointer(
        account
    )


def change_account(before: Account, after: Account) -> tuple[Write, ...]:
    """Refused where somebody has changed the account since ``before`` was read."""
    table, key = settings().casework_table, keys.account(before.body_id, before.id)
    change = rewrite(table, key, records.encode(after), before.version)
    if hash_of(before.email) == hash_of(after.email):
        return (change,)
    old = Delete(table, keys.email(hash_of(before.email), before.id))
    return change, old, _pointer(after)


def _pointer(account: Account) -> Put:
    pointer = {"body_id": account.body_id, "account_id": account.id}
    key = keys.email(hash_of(account.email), account.id)
    return Put(settings().casework_table, key, pointer)


def hash_of(email: str) -> str:
    return plain_hash("email", normalised(email))
