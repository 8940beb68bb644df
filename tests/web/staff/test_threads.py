from chalicelib.i18n import texts
from tests.cast import NURSE
from tests.pupil_cast import receipt_with, ticket_of
from tests.web.staff.conftest import text


def test_the_inbox_never_says_that_nothing_waits_while_a_pupil_does(stage, visitor):
    visitor.become(NURSE)
    assert texts("nb")("inbox.none") in text(visitor.get("/staff/inbox"))
    receipt_with(ticket_of(stage, "t" * 22), "Hei")
    page = text(visitor.get("/staff/inbox"))
    assert texts("nb")("staff.threads.waits") in page
    assert texts("nb")("inbox.none") not in page
    assert texts("nb")("inbox.sum", open=0, unopened=0) not in page
