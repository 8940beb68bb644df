"""One-time links in ``casework``. A link stands for an address; a used one stays until
it would have ended anyhow, so that a second use can be told and written down."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import plain_hash
from chalicelib.sign_in.session import LINK_LASTS, SignInMethod
from chalicelib.storage import database, keys, transaction
from chalicelib.storage.codec import epoch, instant, stamp
from chalicelib.storage.writes import Change, Put


@dataclass(frozen=True, slots=True)
class Link:
    token: str
    email_hash: str
    until: datetime
    how: SignInMethod
    is_spent: bool

    def works(self, now: datetime) -> bool:
        return not self.is_spent and now <= self.until


def put(token: str, email_hash: str, how: SignInMethod, now: datetime) -> None:
    until = now + LINK_LASTS
    row = {
        "email_hash": email_hash,
        "until": stamp(until),
        "how": how.value,
        "expires_at": epoch(until),
    }
    transaction.commit(Put(settings().casework_table, _key(token), row, if_new=True))


def get(token: str) -> Link | None:
    row = database.get(settings().casework_table, _key(token))
    if row is None:
        return None
    spent = "spent_at" in row
    return Link(
        token, row["email_hash"], instant(row["until"]), SignInMethod(row["how"]), spent
    )


def spend_link(link: Link, now: datetime) -> Change:
    """Refused for all but one of those who press at once."""
    spent, key = {"spent_at": stamp(now)}, _key(link.token)
    return Change(settings().casework_table, key, spent, expected={"spent_at": None})


def _key(token: str) -> keys.Key:
    return keys.link(plain_hash("link", token))
