"""Accounts in ``casework``: under their school or school owner, and found by
address."""

from chalicelib.accounts.account import Account, Function, Role
from chalicelib.accounts.email_address import normalised
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.storage import database, keys
from chalicelib.storage.codec import Row, instant, stamp
from chalicelib.storage.writes import Delete, Put, Write, rewrite


def get(body_id: str, account_id: str) -> Account | None:
    row = database.get(settings().casework_table, keys.account(body_id, account_id))
    return _account(row) if row else None


def of_body(body_id: str) -> list[Account]:
    """The accounts of a school or a school owner, the active and the others."""
    partition, prefix = keys.account(body_id, "")
    return [
        _account(row)
        for row in database.query(settings().casework_table, partition, prefix)
    ]


def with_email(email_hash: str) -> list[Account]:
    """The active accounts of an address: a nurse may have one at each of her
    schools."""
    partition, prefix = keys.email(email_hash, "")
    found = database.query(settings().casework_table, partition, prefix)
    accounts = [get(row["body_id"], row["account_id"]) for row in found]
    return [
        account
        for account in accounts
        if account and account.active and hash_of(account.email) == email_hash
    ]


def put_account(account: Account) -> tuple[Put, Put]:
    key = keys.account(account.body_id, account.id)
    return Put(settings().casework_table, key, _row(account)), _pointer(account)


def change_account(before: Account, after: Account) -> tuple[Write, ...]:
    """Refused where somebody has changed the account since ``before`` was read."""
    table, key = settings().casework_table, keys.account(before.body_id, before.id)
    change = rewrite(table, key, _row(after), before.version)
    if hash_of(before.email) == hash_of(after.email):
        return (change,)
    old = Delete(table, keys.email(hash_of(before.email), before.id))
    return change, old, _pointer(after)


def _row(account: Account) -> Row:
    row: Row = {
        "id": account.id,
        "body_id": account.body_id,
        "role": account.role.value,
        "name": account.name,
        "email": account.email,
        "language": account.language,
        "function": account.function.value if account.function else None,
        "is_principal": account.is_principal,
        "active": account.active,
        "confirmed": account.confirmed,
        "bounced_at": stamp(account.bounced_at) if account.bounced_at else None,
        "version": account.version,
    }
    return row


def _pointer(account: Account) -> Put:
    pointer = {"body_id": account.body_id, "account_id": account.id}
    key = keys.email(hash_of(account.email), account.id)
    return Put(settings().casework_table, key, pointer)


def hash_of(email: str) -> str:
    return plain_hash("email", normalised(email))


def _account(row: Row) -> Account:
    return Account(
        id=row["id"],
        body_id=row["body_id"],
        role=Role(row["role"]),
        name=row["name"],
        email=row["email"],
        language=row["language"],
        function=Function(row["function"]) if "function" in row else None,
        is_principal=row["is_principal"],
        active=row["active"],
        version=row.get("version", 1),
        confirmed=row.get("confirmed", True),
        bounced_at=instant(row["bounced_at"]) if "bounced_at" in row else None,
    )
