"""One pupil's way on from the answer, as the tests of threads use it."""

from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.pupil_threads import by_pupil, tickets
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.reading import thread as school_threads
from chalicelib.rounds.code_store import Place
from chalicelib.threads import receipt_keys
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.message import MessageKind
from tests.cast import BEFORE, NOW, Stage
from tests.rows import rows_with

ATTEMPT = "a" * 22
TODAY = Contact(Whom.CLASS_TEACHER, ContactUrgency.TODAY, "Kim Prøvesen")
TO_NURSE = Contact(Whom.NURSE, ContactUrgency.THIS_WEEK, "Kim Prøvesen")


def ticket_of(stage: Stage, attempt: str) -> tickets.Ticket:
    return tickets.hand_out(Place(stage.round.id, "6A"), attempt)


def own_keys(code):
    return receipt_keys.of_typed(code, NOW)


def receipt_with(ticket, *texts):
    code = by_pupil.take_receipt(ticket.text, None, BEFORE).receipt
    for number, text in enumerate(texts):
        by_pupil.write(own_keys(code), f"{number}" * 22, MessageKind.TEXT, text, BEFORE)
    return code


def from_pupils(account, now=NOW):
    """What pupils have written, as it stands in the account's inbox."""
    items = inbox_list.list_items(account, Filter(), now).items
    return [item for item in items if item.kind in WRITTEN_BY_PUPILS]


def opened(account, item, now=NOW):
    """The item after the account has pressed the button, as it sees it then."""
    reading.open_item(account, item.kind, item.id, now)
    return see_item.see(account, item.kind, item.id, now)


def first_thread(account):
    """The first of what pupils have written, read."""
    return school_threads.see_thread(account, from_pupils(account)[0].id, NOW)


def a_thread(_):
    """The id of one that somebody began with a receipt, and so can be answered in."""
    rows = rows_with("answers", sk="MESSAGE#")
    return str(next(row["thread_id"] for row in rows if "receipt_id" in row))
