import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.crypto.sealing import derived_id
from chalicelib.items import store as item_store
from chalicelib.pupil_threads import ask_contact
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, OWNER, PRINCIPAL, SCHOOL_INBOX, TEACHER
from tests.pupil_cast import ATTEMPT, TO_NURSE, from_pupils, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import text
from tests.sweeping import sweep_between

t = texts("nb")


def rows_of(visitor, path="/staff/inbox"):
    page = text(visitor.get(path))
    rows = re.findall(r'<li class="item.*?</li>', page, re.S)
    return [" ".join(re.sub("<.*?>", " ", row).split()) for row in rows]


def numbers(page):
    return re.findall(r"nr\. (\w{6})", text(page))


def test_the_first_page_is_the_inbox_and_one_opens_from_it(visitor, flag):
    visitor.become(NURSE)
    assert visitor.get("/staff").headers["Location"] == "/staff/inbox"
    page = text(visitor.get("/staff/inbox"))
    assert f'action="{flag}/open"' in page
    assert visitor.post(f"{flag}/open").headers["Location"] == flag
    assert t("flag.reason.bullied.few") in text(visitor.get(flag))


def test_what_it_says_is_not_on_the_page_before_it_is_opened(visitor, flag):
    visitor.become(NURSE)
    assert t("flag.reason.bullied.few") not in text(visitor.get(flag))


def test_the_filters_choose_and_nonsense_shows_what_is_open(stage, visitor, flag):
    stage.send(1, contact="today")
    visitor.become(NURSE)
    assert len(numbers(visitor.get("/staff/inbox"))) == 2
    assert len(numbers(visitor.get("/staff/inbox?level=3"))) == 1
    assert numbers(visitor.get("/staff/inbox?show=done")) == []
    assert t("inbox.none_such") in text(visitor.get("/staff/inbox?show=done"))
    assert len(numbers(visitor.get("/staff/inbox?show=x&kind=y&level=z&page=-1"))) == 2


def test_many_items_stand_on_several_pages(stage, visitor, monkeypatch):
    from chalicelib.inbox import staff_pages as view

    monkeypatch.setattr(view, "_PER_PAGE", 2)
    for number in range(3):
        stage.send(number, hurt="few")
    visitor.become(NURSE)
    first, second = visitor.get("/staff/inbox"), visitor.get("/staff/inbox?page=1")
    assert (len(numbers(first)), len(numbers(second))) == (2, 1)
    assert set(numbers(first)) & set(numbers(second)) == set()
    assert "/staff/inbox?page=1" in text(first)


def test_the_second_of_two_is_told_and_keeps_what_was_typed(nurse, flag):
    nurse.post(f"{flag}/take", {"turn": "0"})
    typed = {"turn": "0", "why": "mistake", "note": "Skrevet <to> ganger av oss"}
    answer = nurse.become(PRINCIPAL).post(f"{flag}/close", typed)
    assert answer.status_code == 409
    assert t("inbox.problem.changed") in text(answer)
    assert "Skrevet &lt;to&gt; ganger av oss</textarea>" in text(answer)
    assert f"følges opp av {NURSE.name}" in text(answer)
    now_seen = re.search(r'name="turn" value="(\d+)"', text(answer))[1]
    assert nurse.post(f"{flag}/close", typed | {"turn": now_seen}).status_code == 303


def test_a_missing_reason_is_asked_for(nurse, flag):
    answer = nurse.post(f"{flag}/close", {"turn": "0", "note": "Bare ord"})
    assert answer.status_code == 422
    assert t("inbox.problem.closing") in text(answer)
    assert "Bare ord</textarea>" in text(answer)


def test_who_opened_it_is_seen_after_it_was_taken_and_closed(nurse, flag):
    nurse.become(PRINCIPAL)
    nurse.post(f"{flag}/take", {"turn": "0"})
    (row,) = rows_of(nurse)
    assert t("inbox.line.mine") in row
    assert NURSE.name not in row
    facts = text(nurse.get(flag)).split('class="facts"')[1].split("</p>")[0]
    assert f"følges opp av {PRINCIPAL.name}" in facts
    assert f"åpnet av {NURSE.name}" in facts
    nurse.post(f"{flag}/close", {"turn": "1", "why": "talked"})
    page = text(nurse.get(flag))
    history = page.split(t("inbox.history"))[1].split("</ul>")[0]
    assert t("inbox.did.opened", name=NURSE.name) in history
    assert t("inbox.did.closed", name=PRINCIPAL.name) in history


def test_putting_a_name_to_an_anonymous_flag_is_asked_about_first(visitor, flag):
    visitor.become(PRINCIPAL)
    visitor.post(f"{flag}/open")
    number = refer(drafts.desk(TEACHER))
    visitor.post(f"/staff/inbox/referral/{number}/open")
    typed = {"turn": "0", "ref": f"referral.{number}", "asked": "yes"}
    asked = visitor.post(f"{flag}/join", {"turn": "0", "ref": f"referral.{number}"})
    assert t("inbox.problem.join_named") in text(asked)
    assert t("inbox.join.sure") in text(asked)
    answer = visitor.post(f"{flag}/join", typed)
    assert answer.status_code == 422
    assert t("inbox.problem.join_named") in text(answer)
    assert t("inbox.join.sure") in text(answer)
    assert f'name="ref" value="referral.{number}"' in text(answer)
    assert visitor.post(f"{flag}/join", typed | {"sure": "yes"}).status_code == 303


@pytest.mark.parametrize("kind", ["flag", "referral"])
def test_what_to_do_fits_who_is_known_and_who_wrote_it(visitor, flag, kind):
    number = refer(drafts.desk(TEACHER))
    path = flag if kind == "flag" else f"/staff/inbox/referral/{number}"
    visitor.become(PRINCIPAL)
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    assert (t("flag.todo.read.alone.L2") in page) is (kind == "flag")
    assert (t("flag.todo.read.named.L2") in page) is (kind == "referral")


def test_an_owner_is_told_not_to_ask_who_answered_only_where_a_pupil_did(
    stage, visitor
):
    stage.send(adult_hurt="once", leadership="yes")
    refer(drafts.desk(TEACHER), involved=["leadership"])
    visitor.become(OWNER)
    for kind in ("flag", "referral"):
        pk = {"flag": "INBOX#WNERAA", "referral": "REFERRALS#WNERAA"}[kind]
        (row,) = rows_with("answers", pk=pk, sk=f"{kind.upper()}#")
        path = f"/staff/inbox/{kind}/{row['id']}"
        visitor.post(f"{path}/open")
        page = text(visitor.get(path))
        assert (t("flag.todo.owner.flag") in page) is (kind == "flag")
        assert (t("flag.todo.owner.referral") in page) is (kind == "referral")


def test_an_owner_sees_first_what_nobody_at_a_school_has_opened(stage, visitor, flag):
    stage.send(1, contact="today")
    sweep_between(NOW, NOW + timedelta(hours=30), every=timedelta(hours=1))
    visitor.become(OWNER)
    page = text(visitor.get("/staff/inbox"))
    assert t("inbox.unopened.todo") in page
    section = page.split("<section")[1].split("</section>")[0]
    assert "Testskolen" in section
    assert "Haster: 1" in section
    # As a word: by chance it may stand within the page's tokens.
    assert not re.search(r"(?<![\w-])6A(?![\w-])", page)
    visitor.become(PRINCIPAL)
    assert t("inbox.unopened.todo") not in text(visitor.get("/staff/inbox"))


def test_what_the_nurse_alone_reads_says_who_was_told(stage, visitor):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, TO_NURSE, None, BEFORE)
    sweep(NOW)
    visitor.become(NURSE)
    (item,) = from_pupils(NURSE)
    page = text(visitor.get(f"/staff/inbox/{item.kind}/{item.id}"))
    assert t("inbox.circle.nurse") in page


def test_a_kind_that_does_not_exist_is_not_found(nurse, flag):
    assert nurse.get(flag.replace("/flag/", "/song/")).status_code == 404


def test_a_long_list_costs_no_more_calls_than_a_short_one(aws, stage, visitor):
    stage.send(hurt="few")
    (one,) = item_store.in_inbox(SCHOOL_INBOX)
    many = [replace(one, id=derived_id("many", str(number))) for number in range(120)]
    for start in range(0, 120, 60):
        transaction.commit(
            *(item_store.put_item(each, 2**40) for each in many[start : start + 60])
        )
    calls = []
    aws("dynamodb").meta.events.register(
        "before-call.dynamodb", lambda model, **_: calls.append(model.name)
    )
    visitor.become(PRINCIPAL)
    calls.clear()
    assert len(numbers(visitor.get("/staff/inbox"))) == 40
    # The session's two; what pupils sent and what staff sent, the people, and the
    # rounds that may have to be compared; where else the person works. And the school,
    # for its school days, and its cases.
    assert sorted(calls) == [*["GetItem"] * 3, *["Query"] * 6]
