"""What the page after an answer hands a pupil: the right to a few contact requests and
one receipt.

A ticket follows from the attempt, so showing the page again gives the same one, and
what is made with it is made once. Nothing stored under it leads to the answer: that
would take the attempt, 128 random bits that are stored nowhere.
"""

import hmac
import re
from dataclasses import dataclass

from chalicelib.core import errors
from chalicelib.core.ids import ALPHABET, ID_LENGTH
from chalicelib.crypto.sealing import keyed_hash, plain_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.flags.flag_items import flag_id
from chalicelib.items.inbox_id import Audience
from chalicelib.rounds.code_store import Place
from chalicelib.threads.message import AnswerRef

_LENGTH = 32
_ANSWERS = re.compile(
    rf"[0-9a-f]{{64}}(\.[{ALPHABET}]{{{ID_LENGTH}}}){{2}}\.[0-9a-f]{{{_LENGTH}}}"
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """``text`` goes into the page; ``answers`` only where the pupil ticks that they go
    along."""

    text: str
    answers: str


def hand_out(place: Place, attempt: str) -> Ticket:
    nonce = keyed_hash(Secret.TICKETS, "ticket", attempt)[:_LENGTH]
    answer_id = plain_hash("answer", attempt)
    flag_ids = (
        flag_id(Audience.RESOURCE_GROUP, attempt, wish) for wish in (False, True)
    )
    along = ".".join((answer_id, *flag_ids))
    return Ticket(
        ".".join((*place, nonce, _mac(place, nonce))),
        f"{along}.{_answers_mac(along, nonce)}",
    )


def check(ticket: str) -> tuple[Place, str]:
    """Where the ticket is from and its secret part. Raises Tampered."""
    parts = ticket[:200].split(".")
    if len(parts) != 4:
        raise errors.Tampered
    place, nonce = Place(parts[0], parts[1]), parts[2]
    if not hmac.compare_digest(_mac(place, nonce).encode(), parts[3].encode()):
        raise errors.Tampered
    return place, nonce


def answers_of(ticked: str | None, nonce: str) -> AnswerRef | None:
    """The answers that go along, if any: those the ticket was handed out with. Raises
    Tampered."""
    if not ticked:
        return None
    if not _ANSWERS.fullmatch(ticked):
        raise errors.Tampered
    along, _, mac = ticked.rpartition(".")
    if not hmac.compare_digest(_answers_mac(along, nonce), mac):
        raise errors.Tampered
    answer_id, *flag_ids = along.split(".")
    return AnswerRef(answer_id, tuple(flag_ids))


def _answers_mac(along: str, nonce: str) -> str:
    return keyed_hash(Secret.TICKETS, "ticket answers", f"{nonce}.{along}")[:_LENGTH]


def _mac(place: Place, nonce: str) -> str:
    return keyed_hash(Secret.TICKETS, "ticket mac", f"{'.'.join(place)}.{nonce}")[
        :_LENGTH
    ]
