"""A pupil asks to be contacted, with a name, in a thread of its own."""

from dataclasses import replace
from datetime import datetime

from chalicelib.core import errors
from chalicelib.crypto.sealing import plain_hash
from chalicelib.flags import flag_items
from chalicelib.items import mails as item_mails
from chalicelib.items.level import Level
from chalicelib.pupil_threads import thanks, tickets
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction, trouble
from chalicelib.threads import new_message
from chalicelib.threads import store as threads
from chalicelib.threads import thread_id as thread_ids
from chalicelib.threads.contact import URGENCY_LEVEL, Contact
from chalicelib.threads.message import (
    Message,
    MessageContent,
    MessageKind,
)

MOST_REQUESTS = 5
"""To be contacted, with one ticket: a pupil may change their mind, and nobody fills an
inbox."""


def ask(ticket: str, contact: Contact, along: str | None, now: datetime) -> Round:
    """A thread of its own with the pupil's name. The same request twice is one; another
    one with the same ticket stands beside the first and never shares its thread, nor
    its readers.

    Raises Tampered, RoundShredded, AskedEnough, NotStored.
    """
    with trouble.as_not_stored():
        place, nonce = tickets.check(ticket)
        round_ = new_message.round_of(place.round_id, errors.RoundShredded)
        if contact.who and not thanks.may_say_who(
            round_, round_.classes[place.class_id]
        ):
            raise errors.Tampered
        said = "|".join(
            (
                nonce,
                contact.whom,
                contact.urgency,
                along or "",
                contact.name,
                contact.who,
            )
        )
        asked, audience = plain_hash("contact", said), contact.audience
        thread_id = thread_ids.of_request(round_, place.class_id, audience, asked)
        content = MessageContent(
            1, contact=contact, answers=tickets.answers_of(along, nonce)
        )
        urgent = flag_items.is_urgent(contact.who)
        level = Level.L3 if urgent else URGENCY_LEVEL[contact.urgency]
        message = new_message.make(
            round_, place.class_id, thread_id, MessageKind.CONTACT, content, level, now
        )
        message = replace(message, id=thread_id, audience=audience, asked=asked)
        _store(message, round_, plain_hash("contact", nonce))
        return round_


def _store(message: Message, round_: Round, asked_by: str) -> None:
    """The first of the ticket's turns that is free is taken in the same transaction."""
    puts = new_message.put_new(message, round_)
    for turn in range(MOST_REQUESTS):
        taken = threads.take_turn(asked_by, turn, item_mails.expires_at(round_))
        try:
            return transaction.commit(*puts, taken)
        except transaction.Refused as refused:
            if new_message.MESSAGE in refused.failed:
                return None  # the same request, sent again
    raise errors.AskedEnough
