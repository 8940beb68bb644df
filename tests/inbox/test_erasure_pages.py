"""Erasing an item on request, from its page: asked twice, and kind to who comes
second."""

import pytest

from chalicelib.audit import store as audit
from chalicelib.reading import open as reading
from chalicelib.referrals import drafts
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import hidden, text

t = texts("nb")
SURE = {"confirmed": "yes", "turn": "0"}


REASON = "Foreldrene krever det, og saken er avsluttet."


def ask(browser, account, item, reason=REASON, turn="0"):
    return browser.become(account).post(
        f"{item}/erase", SURE | {"turn": turn, "reason": reason}
    )


def decide(browser, account, kind, item_id, answer, body=SCHOOL.id):
    path = f"/staff/erasures/{body}/{kind}/{item_id}"
    shown = browser.become(account).get(path)
    if shown.status_code != 200:
        return shown
    return browser.post(path, [*hidden(shown), ("answer", answer)])


@pytest.fixture
def referral(stage):
    return refer(drafts.desk(TEACHER))


def test_the_item_leads_to_a_page_that_says_what_happens(nurse, flag):
    assert f'href="{flag}/erase"' in text(nurse.get(flag))
    page = text(nurse.get(f"{flag}/erase"))
    assert t("erasure.stays") in page
    assert t("erasure.flag") in page
    assert t("erasure.referral") not in page


def test_without_the_tick_nothing_is_erased(nurse, flag):
    answer = nurse.post(f"{flag}/erase", {"turn": "0"})
    assert answer.status_code == 422
    assert t("erasure.problem.confirmed") in text(answer)
    assert nurse.get(flag).status_code == 200


def test_the_second_of_two_gets_a_kind_page_whatever_they_press(nurse, flag):
    done = nurse.post(f"{flag}/erase", SURE)
    assert done.status_code == 200
    said = t("erasure.done", when=t.full_day(NOW.date()))
    assert said in text(done)
    nurse.become(PRINCIPAL)
    answers = [
        nurse.get(flag),
        nurse.get(f"{flag}/erase"),
        nurse.post(f"{flag}/erase", SURE),
    ]
    answers += [
        nurse.post(f"{flag}/{do}", {"turn": "0"}) for do in ("take", "open", "case")
    ]
    answers += [nurse.post(f"{flag}/close", {"turn": "0", "why": "talked"})]
    for answer in answers:
        assert answer.status_code == 410
        assert said in text(answer)
    assert "refused" not in [one.what for one in audit.of_body(SCHOOL.id)]
    assert nurse.get("/staff/inbox").status_code == 200


def test_who_saw_an_older_turn_is_asked_to_look_again(nurse, flag):
    nurse.post(f"{flag}/take", {"turn": "0"})
    answer = nurse.post(f"{flag}/erase", SURE)
    assert answer.status_code == 409
    assert t("erasure.problem.changed") in text(answer)
    assert 'name="turn" value="1"' in text(answer)


def test_what_nobody_has_opened_cannot_be_erased(visitor, flag):
    visitor.become(NURSE)
    assert f"{flag}/erase" not in text(visitor.get(flag))
    page = text(visitor.get(f"{flag}/erase"))
    assert t("erasure.unopened") in page
    assert 'name="confirmed"' not in page
    assert visitor.post(f"{flag}/erase", SURE).status_code == 422
    assert rows_with("answers", sk="FLAG#")[0]["sealed"]


def test_a_case_still_lists_what_it_came_from_and_says_that_it_is_gone(nurse, flag):
    nurse.post(f"{flag}/case", {"turn": "0", "asked": "yes"})
    page = text(nurse.get(f"{flag}/erase"))
    assert t("erasure.case", number=1) in page
    ask(nurse, NURSE, flag, turn="1")
    assert decide(nurse, PRINCIPAL, *flag.split("/")[-2:], "erase").status_code == 200
    assert f'href="{flag}"' in text(nurse.get("/staff/cases/1"))


def test_the_reporter_sees_that_it_is_erased_and_no_class(visitor, referral):
    reading.open_item(PRINCIPAL, "referral", referral, NOW)
    ask(visitor, PRINCIPAL, f"/staff/inbox/referral/{referral}")
    decide(visitor, OWNER, "referral", referral, "erase")
    visitor.become(TEACHER)
    for path in ("/staff/referrals", f"/staff/referrals/{referral}"):
        page = text(visitor.get(path))
        assert t("referral.status.erased") in page
        assert t("referral.sent.erased", when=t.moment(NOW)) in page
    assert 'name="text"' not in page
