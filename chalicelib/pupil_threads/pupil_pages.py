"""After the answer: ask to be contacted, take a receipt, come back with it. All without
scripts."""

from chalice.app import Response

from chalicelib.class_reply import class_word
from chalicelib.core.errors import Incomplete, ThreadClosed, ThreadFull
from chalicelib.core.receipt import GROUP, grouped, normalise
from chalicelib.core.settings import settings
from chalicelib.pupil_threads import ask_contact, by_pupil, thanks
from chalicelib.pupil_threads.thanks import contact_choices
from chalicelib.threads import receipt_keys
from chalicelib.threads.contact import parse_contact
from chalicelib.threads.limits import MOST_CHARACTERS, MOST_NAME
from chalicelib.threads.message import MessageKind
from chalicelib.threads.receipt_keys import ReceiptKeys
from chalicelib.web import form_body, responses
from chalicelib.web import qr_code as qr
from chalicelib.web.pupil_door import PupilRequest, pupil_page
from chalicelib.web.pupil_errors import receipt_page

# What stands beside the field, by what was written there and what is wrong with it.
_PROBLEMS = {
    (MessageKind.TEXT, "empty"): "pupil.thread.problem.empty",
    (MessageKind.TEXT, "too_long"): "pupil.thread.problem.too_long",
    (MessageKind.TEXT, "too_heavy"): "pupil.thread.problem.too_heavy",
    (MessageKind.NAME, "empty"): "pupil.contact.problem.name",
    (MessageKind.NAME, "too_long"): "pupil.contact.problem.name",
    (MessageKind.NAME, "too_heavy"): "pupil.contact.problem.name.heavy",
}


@pupil_page("/contact", "POST", trouble="not_said")
def contact(visit: PupilRequest) -> Response:
    """Thanks, or the form again with what was chosen and written."""
    given = {
        name: visit.fields.get(name)
        for name in ("whom", "who", "urgency", "name", "answers")
    }
    parsed = parse_contact(given)
    ticket = _field(visit, "ticket")
    if parsed.contact is None:
        asked_at = thanks.round_of(ticket)
        return responses.show(
            "threads/contact.html",
            visit.language,
            400,
            ticket=ticket,
            kept=given,
            problems=parsed.problems,
            # Which answers are the pupil's is sent only where ticked: it cannot be
            # offered anew.
            answers=given["answers"],
            **contact_choices(*asked_at),
        )
    round_ = ask_contact.ask(ticket, parsed.contact, given["answers"], visit.now)
    return responses.show(
        "threads/contact_sent.html",
        visit.language,
        round=round_,
        paragraphs=thanks.said_of_request(round_, parsed.contact.whom),
    )


@pupil_page("/receipt", "POST", trouble="not_shown")
def take_receipt(visit: PupilRequest) -> Response:
    """The code, until the pupil has typed it back or says that it is saved; then the
    thread."""
    taken = by_pupil.take_receipt(
        _field(visit, "ticket"), visit.fields.get("answers"), visit.now
    )
    typed = visit.fields.get("typed")
    if visit.fields.get("saved") or (typed and normalise(typed) == taken.receipt):
        return _thread_page(visit, taken.own, "pupil.receipt.kept")
    return responses.show(
        "threads/receipt.html",
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


@pupil_page("/thread", "GET")
def enter_receipt(visit: PupilRequest) -> Response:
    return receipt_page(visit.language)


@pupil_page("/thread", "POST", trouble="not_shown")
def read_thread(visit: PupilRequest) -> Response:
    own = receipt_keys.of_typed(
        _field(visit, "receipt"), visit.now, visit.fields.get("ticket")
    )
    return _thread_page(visit, own)


@pupil_page(
    "/thread/write", "POST", trouble="not_said", most_bytes=form_body.MOST_TEXT_BYTES
)
def write(visit: PupilRequest) -> Response:
    """A message, or the pupil's name; the page again either way, with what could not be
    sent."""
    own, attempt = _shown_before(visit), _field(visit, "attempt")
    kind = MessageKind.NAME if "name" in visit.fields.all() else MessageKind.TEXT
    text = _field(visit, kind)
    try:
        by_pupil.write(own, attempt, kind, text, visit.now)
    except Incomplete as refusal:
        return _thread_page(visit, own, _PROBLEMS[kind, refusal.problem], kind, text)
    except (ThreadClosed, ThreadFull):
        return _thread_page(visit, own, "pupil.thread.not_sent", kind, text)
    return _thread_page(visit, own, "pupil.thread.sent")


@pupil_page("/thread/withdraw", "POST", trouble="not_withdrawn")
def withdraw(visit: PupilRequest) -> Response:
    by_pupil.withdraw(_shown_before(visit), visit.now)
    return responses.show("web/withdrawn.html", visit.language)


def _shown_before(visit: PupilRequest) -> ReceiptKeys:
    return receipt_keys.of_shown(_field(visit, "receipt"), _field(visit, "attempt"))


def _thread_page(
    visit: PupilRequest,
    own: ReceiptKeys,
    notice: str = "",
    kind: MessageKind | None = None,
    unsent: str = "",
) -> Response:
    """``unsent`` is what was written and not taken; the pupil gets it back, in its
    field where it can be mended there."""
    read = by_pupil.read(own, visit.now)
    mend = kind is not None and read.can_write
    return responses.show(
        "threads/thread.html",
        visit.language,
        422 if kind else 200,
        read=read,
        receipt=own.receipt,
        word=class_word.of_thread(read.round, read.thread.class_id, visit.now),
        notice="" if mend else notice,
        is_trouble=kind is not None,
        unsent="" if mend else unsent,
        problems={kind: notice} if mend else {},
        kept={kind: unsent} if mend else {},
        most_text=MOST_CHARACTERS,
        most_name=MOST_NAME,
    )


def _field(visit: PupilRequest, name: str) -> str:
    return visit.fields.get(name) or ""
