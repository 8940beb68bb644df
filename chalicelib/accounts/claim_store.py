"""What one person at a body alone can have, as rows in ``casework``: an address, and
being the principal. Two who want the same at the same moment meet on its row."""

from collections.abc import Iterator

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.accounts.email_address import normalised
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Delete, Put, Write


def change_claims(before: Account | None, after: Account) -> list[Write]:
    """For the transaction that makes ``after`` of ``before``: takes what is new, gives
    back what is not theirs any more. Refused where somebody else has it, or takes it in
    the same moment."""
    had, has = _claims(before) if before else set(), _claims(after)
    taken = [_take(key, after) for key in sorted(has - had)]
    given_back = (_give_back(key, after) for key in sorted(had - has))
    return [*taken, *(write for writes in given_back for write in writes)]


def _claims(account: Account) -> set[keys.Key]:
    """Who has left has none."""
    if not account.active:
        return set()
    hashed = keyed_hash(
        Secret.AUDIT, "address", f"{account.body_id}|{normalised(account.email)}"
    )
    whats = [f"ADDRESS#{hashed}", *(["PRINCIPAL"] if account.is_principal else [])]
    return {keys.claim(account.body_id, what) for what in whats}


def _take(key: keys.Key, account: Account) -> Put:
    """What was left lying, by an account that has it no more, is written over as it was
    read."""
    table, mine = settings().casework_table, {"account_id": account.id, "turn": 1}
    row = database.get(table, key)
    if row is None:
        return Put(table, key, mine, if_new=True)
    holder = accounts.get(account.body_id, row["account_id"])
    if holder and holder.id != account.id and key in _claims(holder):
        return Put(table, key, mine, if_new=True)  # refused, as it should be
    was = {"account_id": row["account_id"], "turn": row["turn"]}
    return Put(table, key, mine | {"turn": row["turn"] + 1}, expected=was)


def _give_back(key: keys.Key, account: Account) -> Iterator[Delete]:
    row = database.get(settings().casework_table, key)
    if row and row["account_id"] == account.id:
        was = {"account_id": account.id, "turn": row["turn"]}
        yield Delete(settings().casework_table, key, was)
