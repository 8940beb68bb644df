"""What is sealed in an item of the inbox, opened for who may read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from chalicelib import sealing
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.raised_flags import FlagContent
from chalicelib.domain.referrals import Addition
from chalicelib.stores import body_keys, flags, referrals, wrapped_keys
from chalicelib.stores.referrals import Received


@dataclass(frozen=True, slots=True)
class Reason:
    """For which reason somebody was let in to read."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """``flag`` or ``received`` by the kind of the item; both None where the key was shredded.
    ``note`` was written at the closing, ``reasons`` by who asked to read."""

    flag: FlagContent | None = None
    received: Received | None = None
    additions: tuple[Addition, ...] = ()
    note: str | None = None
    reasons: tuple[Reason, ...] = ()


NOTHING = Content()


def of(item: Item) -> Content:
    key = body_keys.private(item.body_id)
    referred = key if item.kind is Kind.REFERRAL else None
    return Content(
        flag=_flag(item) if item.kind is Kind.FLAG else None,
        received=referrals.unseal(referred, item) if referred else None,
        additions=tuple(referrals.additions(referred, item)) if referred else (),
        note=_opened(key, item, item.handling.note, "note"),
        reasons=tuple(
            Reason(who, one.at, _opened(key, item, one.sealed_reason, "access") or "")
            for who, one in item.handling.access.items()
        ),
    )


def opened(item: Item, sealed: bytes, purpose: str) -> str | None:
    """A sentence that somebody wrote to an item; None where the key was shredded."""
    return _opened(body_keys.private(item.body_id), item, sealed, purpose)


def _flag(item: Item) -> FlagContent | None:
    assert item.round_id
    key = wrapped_keys.get(item.round_id)
    return flags.unseal(key, item) if key else None


def _opened(key: bytes | None, item: Item, sealed: bytes | None, purpose: str) -> str | None:
    if key is None or sealed is None:
        return None
    return cast(str, sealing.unseal(key, sealed, f"{purpose}|{item.id}"))
