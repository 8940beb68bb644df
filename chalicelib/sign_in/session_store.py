"""Sessions in ``casework``, under their account: only hashes of what the person holds.

A cookie is ``<body>.<account>.<secret>``, so that one read finds its row, and one query
finds all the sessions of a person.
"""

from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.sign_in.session import ABSOLUTE_LIMIT, Session
from chalicelib.storage import database, keys, records, transaction
from chalicelib.storage.codec import Row, epoch, stamp
from chalicelib.storage.writes import Change, Delete, Put

_LONGEST_COOKIE = 200


def cookie_of(body_id: str, account_id: str, secret: str) -> str:
    return f"{body_id}.{account_id}.{secret}"


def get(cookie: str) -> Session | None:
    parts = cookie.split(".")
    if len(parts) != 3 or not all(parts) or len(cookie) > _LONGEST_COOKIE:
        return None
    body_id, account_id, _ = parts
    row = database.get(
        settings().casework_table, keys.session(body_id, account_id, session_id(cookie))
    )
    return _decode(body_id, account_id, row) if row else None


def of_account(body_id: str, account_id: str) -> list[Session]:
    """All that are stored, the ended ones too until the table lets them go."""
    partition, prefix = keys.session(body_id, account_id, "")
    rows = database.query(settings().casework_table, partition, prefix)
    return [_decode(body_id, account_id, row) for row in rows]


def put_session(session: Session) -> Put:
    row = records.encode(session, "id", "body_id", "account_id")
    row["expires_at"] = epoch(session.started_at + ABSOLUTE_LIMIT)
    return Put(settings().casework_table, _key(session), row, if_new=True)


def touch(session: Session, now: datetime) -> None:
    """Raises Refused where the session was ended in the meantime."""
    transaction.commit(
        Change(settings().casework_table, _key(session), {"seen_at": stamp(now)})
    )


def delete_session(session: Session) -> Delete:
    """Refused where it had ended already."""
    return Delete(settings().casework_table, _key(session))


def session_id(cookie: str) -> str:
    return plain_hash("session", cookie)


def _key(session: Session) -> keys.Key:
    return keys.session(session.body_id, session.account_id, session.id)


def _decode(body_id: str, account_id: str, row: Row) -> Session:
    id_ = row["sk"].removeprefix(keys.session(body_id, account_id, "").sk)
    return records.decode(Session, row, id=id_, body_id=body_id, account_id=account_id)
