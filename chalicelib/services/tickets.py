"""What the page after an answer hands a pupil: the right to a few contact requests and one receipt.

A ticket follows from the attempt, so showing the page again gives the same one, and what is made
with it is made once. Nothing stored under it leads to the answer: that would take the attempt,
128 random bits that are stored nowhere.
"""

import hmac
from dataclasses import dataclass

from chalicelib.domain.flags import Audience
from chalicelib.domain.threads import AnswerRef
from chalicelib.sealing import derived_id, keyed_hash, plain_hash
from chalicelib.secret_keys import Secret
from chalicelib.services import refusals
from chalicelib.stores.codes import Place

_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """``text`` goes into the page; ``answers`` only where the pupil ticks that they go along."""

    text: str
    answers: str


def hand_out(place: Place, attempt: str) -> Ticket:
    nonce = keyed_hash(Secret.TICKETS, "ticket", attempt)[:_LENGTH]
    answer_id = plain_hash("answer", attempt)
    flag_id = derived_id(f"flag|{Audience.SCHOOL}", attempt)
    return Ticket(".".join((*place, nonce, _mac(place, nonce))), f"{answer_id}.{flag_id}")


def check(ticket: str) -> tuple[Place, str]:
    """Where the ticket is from and its secret part. Raises Tampered."""
    parts = ticket[:200].split(".")
    if len(parts) != 4:
        raise refusals.Tampered
    place, nonce = Place(parts[0], parts[1]), parts[2]
    if not hmac.compare_digest(_mac(place, nonce).encode(), parts[3].encode()):
        raise refusals.Tampered
    return place, nonce


def answers_of(ticked: str | None) -> AnswerRef | None:
    """The answers that go along, if any. Raises Tampered."""
    if not ticked:
        return None
    answer_id, dot, flag_id = ticked.partition(".")
    if not dot or len(answer_id) != 64 or len(flag_id) != 20 or not ticked[:-21].isalnum():
        raise refusals.Tampered
    return AnswerRef(answer_id, flag_id)


def _mac(place: Place, nonce: str) -> str:
    return keyed_hash(Secret.TICKETS, "ticket mac", f"{'.'.join(place)}.{nonce}")[:_LENGTH]
