import re

import pytest

from chalicelib.i18n import texts
from chalicelib.services import receipts
from tests.cast import BEFORE, NURSE, PRINCIPAL
from tests.pupil_cast import TODAY, from_pupils, receipt_with, ticket_of
from tests.rows import rows_with
from tests.web.staff.conftest import text

t = texts("nb")


@pytest.fixture
def thread(stage):
    receipt_with(ticket_of(stage, "t" * 22), "Jeg er alene i friminuttene")
    return f"/staff/inbox/thread/{rows_with('answers', sk='MESSAGE#')[0]['thread_id']}"


def attempt_on(page):
    return {"attempt": re.search(r'name="attempt" value="(.*?)"', text(page))[1]}


def test_the_inbox_never_says_that_nothing_waits_while_a_pupil_does(stage, visitor):
    visitor.become(NURSE)
    assert t("inbox.none") in text(visitor.get("/staff/inbox"))
    receipt_with(ticket_of(stage, "t" * 22), "Hei")
    page = text(visitor.get("/staff/inbox"))
    assert t("inbox.kind.thread") in page
    assert t("inbox.none") not in page
    assert t("inbox.sum", open=1, unopened=1) in page


def test_it_is_read_answered_and_closed_on_one_page(visitor, thread):
    visitor.become(NURSE)
    assert "alene i friminuttene" not in text(visitor.get(thread))
    visitor.post(f"{thread}/open")
    page = visitor.get(thread)
    assert "Jeg er alene i friminuttene" in text(page)
    empty = visitor.post(f"{thread}/reply", {**attempt_on(page), "text": " "})
    assert empty.status_code == 422
    assert t("staff.thread.reply.problem.empty") in text(empty)
    long = visitor.post(f"{thread}/reply", {**attempt_on(page), "text": "å" * 501})
    assert "å" * 501 in text(long)
    visitor.post(f"{thread}/reply", {**attempt_on(page), "text": "Takk for at du skrev"})
    assert "Takk for at du skrev" in text(visitor.get(thread))
    visitor.post(f"{thread}/end", attempt_on(visitor.get(thread)))
    assert t("staff.thread.closed") in text(visitor.get(thread))
    visitor.post(f"{thread}/close", {"turn": "0", "why": "talked"})
    assert t("inbox.none") in text(visitor.get("/staff/inbox"))


def test_a_name_meant_for_others_is_shut_to_the_nurse_in_the_list_too(stage, visitor):
    receipts.ask_contact(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    path = f"/staff/inbox/contact/{item.id}"
    visitor.become(NURSE)
    assert f'action="{path}/open"' not in text(visitor.get("/staff/inbox"))
    assert visitor.post(f"{path}/open").status_code == 422
    page = visitor.get(path)
    assert t("inbox.access.what") in text(page)
    visitor.post(f"{path}/access", {"turn": "0", "reason": "Eleven kom og ba om en samtale"})
    assert "Kim Prøvesen" in text(visitor.get(path))
