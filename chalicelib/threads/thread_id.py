"""A thread's id follows from who reads it at both ends, so that no message moves it
elsewhere.

Each message repeats what the id follows from, and is read only where the two fit:
another receipt, round, class or school under the same id would take a second preimage
of SHA-256.
"""

import json

from chalicelib.crypto.sealing import derived_id
from chalicelib.items.inbox_id import Audience
from chalicelib.rounds.round import Round
from chalicelib.threads.message import Message, MessageKind

_WITH_RECEIPT = Audience.RESOURCE_GROUP
"""Who answers threads with a receipt."""


def with_receipt(
    round_: Round, class_id: str, receipt_id: str, public_key: bytes
) -> str:
    place = (round_.school_id, round_.owner_id, round_.id, class_id)
    return _id("thread", *place, receipt_id, public_key.hex())


def of_request(round_: Round, class_id: str, audience: Audience, asked: str) -> str:
    """``asked`` follows from all that a pupil asked for and their ticket, and tells
    neither."""
    place = (round_.school_id, round_.owner_id, round_.id, class_id)
    return _id("contact", *place, audience, asked)


def fits(message: Message) -> bool:
    """Whether the message stands in the thread it was written in."""
    place = (message.school_id, message.owner_id, message.round_id, message.class_id)
    if message.audience is Audience.OWNER:
        return False  # to whom no pupil writes
    if message.kind is MessageKind.CONTACT:
        own = _id("contact", *place, message.audience, message.asked or "")
        return (
            message.thread_id == own == message.id
            and message.receipt_id is None
            and message.pupil_key is None
        )
    if (
        message.receipt_id is None
        or message.pupil_key is None
        or message.audience is not _WITH_RECEIPT
    ):
        return False
    return message.thread_id == _id(
        "thread", *place, message.receipt_id, message.pupil_key.hex()
    )


def _id(purpose: str, *parts: str) -> str:
    return derived_id(purpose, json.dumps(parts))
