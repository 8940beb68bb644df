"""What was given to a colleague, on the pages: what each reader is told and can do."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact, by_pupil
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.rounds.round import Mode
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from chalicelib.threads.message import MessageKind as Said
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import (
    BEFORE,
    CLASSES,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    SCHOOL_INBOX,
    SLOT,
    TEACHER,
    set_the_stage,
)
from tests.giving import SOCIAL
from tests.pupil_cast import (
    ATTEMPT,
    TO_NURSE,
    from_pupils,
    own_keys,
    receipt_with,
    ticket_of,
)
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
NAME = {"name": SOCIAL.name}


@pytest.fixture
def path(stage, visitor):
    """A flag, read by the nurse and given to the social teacher on the page."""
    return give(stage, visitor, contact="today")


def give(stage, visitor, **answer):
    transaction.commit(*accounts.put_account(SOCIAL))
    stage.send(**answer)
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    path = f"/staff/inbox/flag/{row['id']}"
    form = {"turn": "0", "to": SOCIAL.id}
    assert visitor.become(NURSE).post(f"{path}/hand-over", form).status_code == 303
    return path


def buttons(page, path):
    """What changes something: fetching what to print does not."""
    return re.findall(rf'method="post" action="{path}/(.*?)"', text(page))


@pytest.mark.parametrize("reader", [NURSE, PRINCIPAL], ids=["giver", "principal"])
def test_who_was_not_given_it_reads_and_can_only_take_it_over(visitor, path, reader):
    page = visitor.become(reader).get(path)
    assert buttons(page, path) == ["take"]
    assert t("inbox.given.today", **NAME) in text(page)
    assert t("inbox.given.what", **NAME) in text(page)
    assert t("flag.reason.asks.today") in text(page)
    listed = text(visitor.get("/staff/inbox"))
    assert f'action="{path}/open"' not in listed
    assert f'href="{path}"' in listed
    assert visitor.post(f"{path}/take", {"turn": "1"}).status_code == 303
    page = visitor.get(path)
    assert {"hand-over", "close", "case"} <= set(buttons(page, path))
    assert t("inbox.given.what", **NAME) not in text(page)


def test_the_receiver_opens_it_and_reads_by_when(visitor, path):
    page = visitor.become(SOCIAL).get(path)
    assert buttons(page, path) == ["open"]
    assert t("inbox.given.mine.today") in text(page)
    assert t("inbox.open_what") in text(page)
    assert f'action="{path}/open"' in text(visitor.get("/staff/inbox"))
    visitor.post(f"{path}/open")
    page = visitor.get(path)
    assert "close" in buttons(page, path)
    assert t("inbox.given.mine.today") not in text(page)


def test_the_giver_is_told_by_when_and_that_a_mail_goes(visitor, path):
    page = text(visitor.get(path))
    assert t("staff.saved.hand_over") in page
    assert t("inbox.given.today", **NAME) in page


def test_what_is_less_urgent_is_due_the_next_day_and_no_clock_tells_of_a_pupil(
    stage, visitor
):
    path = give(stage, visitor, hurt="few")
    page = text(visitor.get(path))
    tomorrow = t.local_day(NOW + timedelta(days=1))
    assert t("inbox.given", **NAME, when=tomorrow) in page
    assert t.moment(NOW + timedelta(days=1)) not in page


def test_of_a_referral_the_hour_is_said(visitor):
    transaction.commit(*accounts.put_account(SOCIAL))
    transaction.commit(*map(schools.put_class, CLASSES))
    referral = refer(drafts.desk(TEACHER), urgency=["today"])
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral, NOW)
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, referral, 0, NOW), SOCIAL.id)
    page = text(visitor.become(PRINCIPAL).get(f"/staff/inbox/referral/{referral}"))
    at = t.moment(NOW.replace(microsecond=0) + timedelta(hours=1))
    assert t("inbox.given", **NAME, when=at) in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("act", ["close", "hand-over", "case", "join"])
def test_an_older_page_is_told_what_to_do_first_and_gives_back_what_was_typed(
    visitor, path, language, act
):
    transaction.commit(*accounts.put_account(replace(NURSE, language=language)))
    form = {
        "turn": "1",
        "why": "talked",
        "note": "Vi snakket <i>i går</i>",
        "asked": "yes",
    }
    form |= {"to": PRINCIPAL.id, "ref": "flag.none"}
    page = visitor.become(replace(NURSE, language=language)).post(f"{path}/{act}", form)
    assert page.status_code == 422
    said = texts(language)
    assert said("inbox.problem.given") in text(page)
    assert said("inbox.take.again") in said("inbox.problem.given")
    assert "Vi snakket &lt;i&gt;i går&lt;/i&gt;" in text(page)
    item = item_store.get(SCHOOL_INBOX, ItemKind.FLAG, path.rpartition("/")[2])
    assert (item.handling.closed, item.handling.case, item.handling.turn) == (
        None,
        None,
        1,
    )


def test_a_reply_to_a_pupil_waits_for_taking_over_and_is_not_lost(stage, visitor):
    transaction.commit(*accounts.put_account(SOCIAL))
    receipt_with(ticket_of(stage, ATTEMPT), "Hei")
    (one,) = from_pupils(NURSE)
    path = f"/staff/inbox/thread/{one.id}"
    visitor.become(NURSE).post(f"{path}/open")
    attempt = re.search(r'name="attempt" value="(.*?)"', text(visitor.get(path)))[1]
    handle.hand_over(Press(NURSE, one.kind, one.id, 0, NOW), SOCIAL.id)
    page = visitor.get(path)
    assert "Hei" in text(page)
    assert buttons(page, path) == ["take"]
    form = {"attempt": attempt, "text": "Takk for at du skrev"}
    for act in ("reply", "end"):
        page = visitor.post(f"{path}/{act}", form)
        assert page.status_code == 422
        assert t("inbox.problem.given") in text(page)
        assert "Takk for at du skrev" in text(page)
    assert len(rows_with("answers", sk="MESSAGE#")) == 1
    visitor.post(f"{path}/take", {"turn": "1"})
    assert visitor.post(f"{path}/reply", form).status_code == 303


def test_what_a_pupil_writes_meanwhile_opens_with_a_button_that_promises_no_more(
    stage, visitor
):
    transaction.commit(*accounts.put_account(SOCIAL))
    code = receipt_with(ticket_of(stage, ATTEMPT), "Hei")
    (one,) = from_pupils(NURSE)
    open_item(NURSE, one.kind, one.id, NOW)
    handle.hand_over(Press(NURSE, one.kind, one.id, 0, NOW), SOCIAL.id)
    by_pupil.write(own_keys(code), "x" * 22, Said.TEXT, "Det er verre nå", BEFORE)
    path = f"/staff/inbox/thread/{one.id}"
    page = visitor.become(NURSE).get(path)
    assert buttons(page, path) == ["open"]
    assert t("inbox.open_what.given", **NAME) in text(page)
    assert t("inbox.open_what") not in text(page)
    visitor.post(f"{path}/open")
    page = visitor.get(path)
    assert "Det er verre nå" in text(page)
    assert buttons(page, path) == ["take"]


def test_what_only_the_nurse_reads_says_why_nobody_can_have_it(stage, visitor):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    listed = SLOT + timedelta(minutes=1)
    (one,) = from_pupils(NURSE, listed)
    path = f"/staff/inbox/contact/{one.id}"
    visitor.become(NURSE).post(f"{path}/open")
    page = visitor.get(path)
    assert "hand-over" not in buttons(page, path)
    assert t("inbox.hand_over.nobody.nurse") in text(page)


def test_in_a_confidential_round_nobody_is_offered_who_would_be_refused(visitor, aws):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    transaction.commit(*accounts.put_account(SOCIAL))
    stage.send(safe="hardly_ever", hurt="often")
    sweep(NOW)
    (row,) = rows_with("answers", sk="FLAG#")
    path = f"/staff/inbox/flag/{row['id']}"
    visitor.become(NURSE).post(f"{path}/open")
    page = visitor.get(path)
    assert "hand-over" not in buttons(page, path)
    assert t("inbox.hand_over.nobody") in text(page)


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "til"), ("nn", "til"), ("en", "to")]
)
def test_the_log_says_to_whom(visitor, path, language, said):
    transaction.commit(*accounts.put_account(replace(OWNER, language=language)))
    visitor.become(replace(OWNER, language=language))
    number = path.rpartition("/")[2][:6]
    line = texts(language)("staff.audit.from_to", name=number, to=SOCIAL.name)
    assert line.endswith(f"{said} {SOCIAL.name}")
    assert line in text(visitor.get(f"/staff/audit?body={SCHOOL.id}"))
    assert (
        f";{line}\r\n"
        in visitor.get(f"/staff/audit/file?body={SCHOOL.id}").body.decode()
    )
