import re

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.forms.form import EMPTY
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.upkeep import schedule
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, YESTERDAY
from tests.pupil_cast import TODAY, from_pupils, own_keys, receipt_with, ticket_of
from tests.rows import rows_with
from tests.staff_browser import text

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
    assert t("inbox.sum", urgent=0, open=1, unopened=1) in page


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
    visitor.post(
        f"{thread}/reply", {**attempt_on(page), "text": "Takk for at du skrev"}
    )
    assert "Takk for at du skrev" in text(visitor.get(thread))
    visitor.post(f"{thread}/end", attempt_on(visitor.get(thread)))
    assert t("staff.thread.closed") in text(visitor.get(thread))
    visitor.post(f"{thread}/close", {"turn": "0", "why": "talked"})
    assert t("inbox.none") in text(visitor.get("/staff/inbox"))


def test_a_name_meant_for_others_is_shut_to_the_nurse_in_the_list_too(stage, visitor):
    ask_contact.ask(ticket_of(stage, "t" * 22).text, TODAY, None, BEFORE)
    (item,) = from_pupils(PRINCIPAL)
    path = f"/staff/inbox/contact/{item.id}"
    visitor.become(NURSE)
    assert f'action="{path}/open"' not in text(visitor.get("/staff/inbox"))
    assert visitor.post(f"{path}/open").status_code == 422
    page = visitor.get(path)
    assert t("inbox.access.what") in text(page)
    visitor.post(
        f"{path}/access", {"turn": "0", "reason": "Eleven kom og ba om en samtale"}
    )
    assert "Kim Prøvesen" in text(visitor.get(path))


WRITES = "Hei", "Jeg har en kniv med på skolen"
TO_ANSWER = re.compile(r"[Ss]var (?:eleven|vennlig)|Skriv til eleven|kan lese et svar")


@pytest.mark.parametrize("said", WRITES)
@pytest.mark.parametrize("by", ["pupil", "school"])
def test_a_thread_that_cannot_be_answered_advises_nobody_to_answer(
    stage, visitor, said, by
):
    code = receipt_with(ticket_of(stage, "t" * 22), said)
    (row,) = [
        one for one in rows_with("answers", sk="MESSAGE#") if one["kind"] == "text"
    ]
    path = f"/staff/inbox/thread/{row['thread_id']}"
    visitor.become(NURSE)
    visitor.post(f"{path}/open")
    page = visitor.get(path)
    assert TO_ANSWER.search(text(page))
    if by == "pupil":
        by_pupil.withdraw(own_keys(code), BEFORE)
        schedule.sweep(NOW)
        visitor.post(f"{path}/open")
    else:
        visitor.post(f"{path}/end", attempt_on(page))
    page = text(visitor.get(path))
    assert t("inbox.todo") in page
    assert not TO_ANSWER.search(page)
    listed = text(visitor.get("/staff/inbox"))
    assert (t("inbox.status.withdrawn") in listed) is (by == "pupil")
    visitor.post(f"{path}/hand-over", {"turn": "0", "to": PRINCIPAL.id})
    for account in (NURSE, PRINCIPAL):
        assert not TO_ANSWER.search(text(visitor.become(account).get(path)))


@pytest.mark.parametrize("by", ["pupil", "school"])
def test_nor_does_the_page_of_the_flag_whose_answers_went_along(stage, visitor, by):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0],
        form.place,
        form.attempt,
        "nb",
        {"hurt": ["few"]},
        YESTERDAY,
        (EMPTY,),
    )
    ticket = ticket_of(stage, form.attempt)
    code = by_pupil.take_receipt(ticket.text, ticket.answers, BEFORE).receipt
    by_pupil.write(
        own_keys(code), "w" * 22, by_pupil.MessageKind.TEXT, WRITES[1], BEFORE
    )
    (flag,) = [row for row in rows_with("answers", sk="FLAG#") if row.get("rules")]
    flag_path = f"/staff/inbox/flag/{flag['id']}"
    thread = f"/staff/inbox/thread/{from_pupils(NURSE)[0].id}"
    visitor.become(NURSE)
    for path in (flag_path, thread):
        visitor.post(f"{path}/open")
    assert t("staff.thread.flag.open") in text(visitor.get(flag_path))
    if by == "pupil":
        # A sweep later the flag leads to no thread
        by_pupil.withdraw(own_keys(code), BEFORE)
    else:
        visitor.post(f"{thread}/end", attempt_on(visitor.get(thread)))
    page = text(visitor.get(flag_path))
    assert not TO_ANSWER.search(page)
    assert t(f"staff.thread.flag.{'withdrawn' if by == 'pupil' else 'closed'}") in page


def test_the_flag_of_a_pupil_who_asked_to_be_contacted_leads_to_what_they_asked(
    stage, visitor
):
    form = stage.open(0, YESTERDAY)
    submit(
        stage.codes[0],
        form.place,
        form.attempt,
        "nb",
        {"hurt": ["few"]},
        YESTERDAY,
        (EMPTY,),
    )
    ticket = ticket_of(stage, form.attempt)
    ask_contact.ask(ticket.text, TODAY, ticket.answers, BEFORE)
    (flag,) = [row for row in rows_with("answers", sk="FLAG#") if row.get("rules")]
    visitor.become(PRINCIPAL)
    visitor.post(f"/staff/inbox/flag/{flag['id']}/open")
    page = text(visitor.get(f"/staff/inbox/flag/{flag['id']}"))
    assert t("staff.thread.flag.contact") in page
    assert not TO_ANSWER.search(page)
    (link,) = set(re.findall(r'href="(/staff/inbox/contact/[A-Z0-9]+)"', page))
    assert visitor.get(link).status_code == 200
