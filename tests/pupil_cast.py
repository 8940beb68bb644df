"""One pupil's way on from the answer, as the tests of threads use it."""

from chalicelib.domain.threads import Contact, Kind, Urgency, Whom
from chalicelib.services import receipts, tickets
from chalicelib.stores.codes import Place
from tests.cast import NOW

ATTEMPT = "a" * 22
TODAY = Contact(Whom.CLASS_TEACHER, Urgency.TODAY, "Kim Prøvesen")
TO_NURSE = Contact(Whom.NURSE, Urgency.THIS_WEEK, "Kim Prøvesen")


def ticket_of(stage, attempt):
    return tickets.hand_out(Place(stage.round.id, "6A"), attempt)


def receipt_with(ticket, *texts):
    code = receipts.take_receipt(ticket.text, None, NOW).receipt
    for number, text in enumerate(texts):
        receipts.write(code, f"{number}" * 22, Kind.TEXT, text, NOW)
    return code
