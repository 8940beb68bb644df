"""After the answer: ask to be contacted, take a receipt, come back with it. All without scripts."""

from typing import Any

from chalice.app import Response

from chalicelib.config import settings
from chalicelib.domain.receipts import GROUP, grouped, normalise
from chalicelib.domain.rounds import ClassInRound, Round
from chalicelib.domain.threads import (
    MOST_CHARACTERS,
    MOST_NAME,
    Kind,
    Urgency,
    Whom,
    parse_contact,
)
from chalicelib.services import receipt_keys, receipts, thanks
from chalicelib.services.receipt_keys import ReceiptKeys
from chalicelib.services.refusals import Incomplete, ThreadClosed, ThreadFull
from chalicelib.web import http, qr
from chalicelib.web.pupil.door import Visit, door
from chalicelib.web.pupil.refused import receipt_page

# What stands beside the field, by what was written there and what is wrong with it.
_PROBLEMS = {
    (Kind.TEXT, "empty"): "pupil.thread.problem.empty",
    (Kind.TEXT, "too_long"): "pupil.thread.problem.too_long",
    (Kind.TEXT, "too_heavy"): "pupil.thread.problem.too_heavy",
    (Kind.NAME, "empty"): "pupil.contact.problem.name",
    (Kind.NAME, "too_long"): "pupil.contact.problem.name",
    (Kind.NAME, "too_heavy"): "pupil.contact.problem.name.heavy",
}


def contact_choices(round_: Round, class_: ClassInRound) -> dict[str, Any]:
    """What the partial with the contact form needs, wherever it stands."""
    return {
        "round": round_,
        "whoms": tuple(one for one in Whom if round_.nurse or one is not Whom.NURSE),
        "urgencies": tuple(Urgency),
        "most_name": MOST_NAME,
        "may_say_who": thanks.may_say_who(round_, class_),
    }


@door("/contact", "POST", trouble="not_said")
def ask_contact(visit: Visit) -> Response:
    """Thanks, or the form again with what was chosen and written."""
    given = {name: visit.fields.get(name) for name in ("whom", "who", "urgency", "name", "answers")}
    parsed = parse_contact(given)
    ticket = _field(visit, "ticket")
    if parsed.contact is None:
        asked_at = thanks.round_of(ticket)
        return http.show(
            "pupil/contact.html",
            visit.language,
            400,
            ticket=ticket,
            kept=given,
            problems=parsed.problems,
            # Which answers are the pupil's is sent only where ticked: it cannot be offered anew.
            answers=given["answers"],
            **contact_choices(*asked_at),
        )
    round_ = receipts.ask_contact(ticket, parsed.contact, given["answers"], visit.now)
    return http.show(
        "pupil/contact_sent.html",
        visit.language,
        round=round_,
        nurse_only=parsed.contact.whom is Whom.NURSE,
    )


@door("/receipt", "POST", trouble="not_said")
def take_receipt(visit: Visit) -> Response:
    """The code, until the pupil has typed it back or says that it is saved; then the thread."""
    taken = receipts.take_receipt(_field(visit, "ticket"), visit.fields.get("answers"), visit.now)
    typed = visit.fields.get("typed")
    if visit.fields.get("saved") or (typed and normalise(typed) == taken.receipt):
        return _thread_page(visit, taken.own, "pupil.receipt.kept")
    return http.show(
        "pupil/receipt.html",
        visit.language,
        422 if typed else 200,
        ticket=_field(visit, "ticket"),
        answers=visit.fields.get("answers") or "",
        receipt=grouped(taken.receipt),
        round=taken.round,
        typed=typed,
        group=GROUP,
        address=f"{settings().public_url}/thread",
        # Behind the # it never reaches a server.
        qr=qr.drawn(f"{settings().public_url}/thread#{taken.receipt}"),
    )


@door("/thread", "GET")
def enter_receipt(visit: Visit) -> Response:
    return receipt_page(visit.language)


@door("/thread", "POST")
def read_thread(visit: Visit) -> Response:
    own = receipt_keys.of_typed(_field(visit, "receipt"), visit.now, visit.fields.get("ticket"))
    return _thread_page(visit, own)


@door("/thread/write", "POST", trouble="not_said", most_bytes=http.MOST_TEXT_BYTES)
def write(visit: Visit) -> Response:
    """A message, or the pupil's name; the page again either way, with what could not be sent."""
    own, attempt = _shown_before(visit), _field(visit, "attempt")
    kind = Kind.NAME if "name" in visit.fields.all() else Kind.TEXT
    text = _field(visit, kind)
    try:
        receipts.write(own, attempt, kind, text, visit.now)
    except Incomplete as refusal:
        return _thread_page(visit, own, _PROBLEMS[kind, refusal.problem], kind, text)
    except (ThreadClosed, ThreadFull):
        return _thread_page(visit, own, "pupil.thread.not_sent", kind, text)
    return _thread_page(visit, own, "pupil.thread.sent")


@door("/thread/withdraw", "POST", trouble="not_said")
def withdraw(visit: Visit) -> Response:
    receipts.withdraw(_shown_before(visit), visit.now)
    return http.show("pupil/withdrawn.html", visit.language)


def _shown_before(visit: Visit) -> ReceiptKeys:
    return receipt_keys.of_shown(_field(visit, "receipt"), _field(visit, "attempt"))


def _thread_page(
    visit: Visit,
    own: ReceiptKeys,
    notice: str = "",
    kind: Kind | None = None,
    unsent: str = "",
) -> Response:
    """``unsent`` is what was written and not taken; the pupil gets it back."""
    return http.show(
        "pupil/thread.html",
        visit.language,
        422 if kind else 200,
        read=receipts.read(own, visit.now),
        receipt=own.receipt,
        notice=notice,
        failed=kind or "",
        unsent=unsent,
        most_text=MOST_CHARACTERS,
        most_name=MOST_NAME,
    )


def _field(visit: Visit, name: str) -> str:
    return visit.fields.get(name) or ""
