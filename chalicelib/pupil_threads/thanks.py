"""The page after an answer, and the same page again: a reload must not lose the way to
an adult.

Nothing of it is stored, here or in the browser. The page holds a word of ours that is
good for half an hour and stays in the tab's own history, which "Ferdig" clears for the
next child.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.core import errors
from chalicelib.crypto import signed_tokens
from chalicelib.forms.closing_forms import form_of
from chalicelib.forms.questions import Text
from chalicelib.pupil_threads import tickets
from chalicelib.pupil_threads.tickets import Ticket
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import ClassInRound, Round
from chalicelib.storage import trouble
from chalicelib.threads.contact import ContactUrgency, Whom
from chalicelib.threads.limits import MOST_NAME

SHOWN_AGAIN_FOR = timedelta(minutes=30)
_PURPOSE = "thanks"


@dataclass(frozen=True, slots=True)
class Thanks:
    """``again`` is what asks for the same page once more."""

    round: Round
    class_: ClassInRound
    ticket: Ticket
    again: str


def after_answer(
    round_: Round, class_: ClassInRound, attempt: str, now: datetime
) -> Thanks:
    ticket = tickets.hand_out(Place(round_.id, class_.id), attempt)
    return Thanks(
        round_, class_, ticket, signed_tokens.issue(_PURPOSE, _about(ticket), now)
    )


def once_more(ticket: Ticket, again: str, now: datetime) -> Thanks | None:
    """The page a tab had; None when it is too old. Raises as ``round_of``."""
    since = signed_tokens.issued_at(again, _PURPOSE, _about(ticket))
    if now - since > SHOWN_AGAIN_FOR:
        return None
    round_, class_ = round_of(ticket.text)
    return Thanks(round_, class_, ticket, again)


def round_of(ticket: str) -> tuple[Round, ClassInRound]:
    """Where a ticket is from. Raises Tampered, RoundShredded, NotStored."""
    place, _ = tickets.check(ticket)
    with trouble.as_not_stored():
        round_ = rounds.get(place.round_id)
    if round_ is None or place.class_id not in round_.classes:
        raise errors.Tampered
    if round_.shredded_on:
        raise errors.RoundShredded
    return round_, round_.classes[place.class_id]


def may_say_who(round_: Round, class_: ClassInRound) -> bool:
    """Whether a pupil who asks for another adult may write which: where the form has a
    text too."""
    form = form_of(round_.form_id, round_.form_version)
    asked = form.asked(class_.text_allowed)
    return any(isinstance(question, Text) for question in asked)


def contact_choices(round_: Round, class_: ClassInRound) -> dict[str, Any]:
    """What the partial with the contact form needs, wherever it stands."""
    return {
        "round": round_,
        "whoms": tuple(whom for whom in Whom if round_.nurse or not whom.nurse_alone),
        "urgencies": tuple(ContactUrgency),
        "most_name": MOST_NAME,
        "may_say_who": may_say_who(round_, class_),
    }


def said_of_request(round_: Round, whom: Whom) -> tuple[tuple[str, ...], ...]:
    """Who comes, to whom asked for somebody: paragraphs, each of its strings' keys.
    Nobody comes of a school health service that the school has not got."""
    will_come, only = "pupil.contact.sent.what", "pupil.contact.nurse_only"
    if not whom.nurse_alone:
        return ((will_come,),)
    return (
        ((will_come,), (only,)) if round_.nurse else ((only, "pupil.contact.no_nurse"),)
    )


def _about(ticket: Ticket) -> str:
    return f"{ticket.text}|{ticket.answers}"
