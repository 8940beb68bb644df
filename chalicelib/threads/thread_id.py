"""A thread's id follows from who reads it at both ends, so that no message moves it
elsewhere.

Each message repeats what the id follows from, and is read only where the two fit:
another receipt, round, class or school under the same id would take a second preimage
of SHA-256.
"""

import json

from chalicelib.crypto.sealing import derived_id
from chalicelib.rounds.round import Round
from chalicelib.threads.message import Message, MessageKind


def with_receipt(
    round_: Round, class_id: str, receipt_id: str, public_key: bytes
) -> str:
    place = (round_.school_id, round_.owner_id, round_.id, class_id)
    return _id("thread", *place, receipt_id, public_key.hex())


def of_request(round_: Round, class_id: str, nurse_only: bool, asked: str) -> str:
    """``asked`` follows from all that a pupil asked for and their ticket, and tells
    neither."""
    place = (round_.school_id, round_.owner_id, round_.id, class_id)
    return _id("contact", *place, str(nurse_only), asked)


def fits(message: Message) -> bool:
    """Whether the message stands in the thread it was written in."""
    one = message
    place = (one.school_id, one.owner_id, one.round_id, one.class_id)
    if one.kind is MessageKind.CONTACT:
        own = _id("contact", *place, str(one.nurse_only), one.asked or "")
        return (
            one.thread_id == own == one.id
            and one.receipt_id is None
            and one.pupil_key is None
        )
    if one.receipt_id is None or one.pupil_key is None or one.nurse_only:
        return False
    return one.thread_id == _id("thread", *place, one.receipt_id, one.pupil_key.hex())


def _id(purpose: str, *parts: str) -> str:
    return derived_id(purpose, json.dumps(parts))
