"""Where the staff are led to what a class is told, and reminded of it."""

import re

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.class_reply import read_reply
from chalicelib.class_reply.class_word import address, address_of, grouped, word_of
from chalicelib.class_reply.reply import WHOLE
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import CLASS_TEACHER, NOW, NURSE
from tests.class_reply.cast import OVER, answered, told
from tests.staff_browser import press, text

t = texts("nb")


@pytest.fixture
def later(stage, visitor, monkeypatch):
    """The nurse, when the round is over."""
    answered(stage)
    monkeypatch.setattr(door, "clock", lambda: OVER)
    return visitor.become(NURSE, OVER)


def round_page(browser, stage):
    return text(browser.get(f"/staff/rounds/{stage.round.id}"))


def test_the_page_of_a_round_that_is_over_names_the_classes_that_are_told_nothing(
    later, stage
):
    waits = t("reply.round.waits", labels=f"{t('staff.grade_step.5-7')}, 6A")
    assert waits in round_page(later, stage)
    told(stage)
    waits = t("reply.round.waits", labels=t("staff.grade_step.5-7"))
    assert waits in round_page(later, stage)
    told(stage, WHOLE, attempt="w" * 22)
    page = round_page(later, stage)
    assert t("reply.round.told") in page
    assert f'href="/staff/rounds/{stage.round.id}/replies"' in page


def test_while_a_round_is_open_nobody_is_reminded(stage, visitor):
    answered(stage)
    visitor.become(NURSE)
    assert t("reply.title") not in round_page(visitor, stage)


def test_where_nobody_answered_nothing_is_promised(stage, visitor, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: OVER)
    page = round_page(visitor.become(NURSE, OVER), stage)
    assert t("reply.round.told") not in page
    assert 'class="note wait"' not in page


def test_the_sheet_for_the_classroom_has_the_word_and_how_to_use_it(stage, visitor):
    visitor.become(NURSE)
    page = text(visitor.post("/staff/cards", press(stage)))
    word = word_of(stage.round.id, "6A")
    guide = page.partition('<div class="sheet">')[0]
    assert grouped(word) in guide
    assert t("cards.reply.how", address=address()) in guide
    assert page.count("<svg") == page.count('class="one"') + 1
    assert read_reply.read(word, None, NOW).state == "none"


def test_a_class_teacher_finds_the_word_and_the_page_of_their_class(
    later, stage, monkeypatch
):
    transaction.commit(*accounts.put_account(CLASS_TEACHER))
    later.become(CLASS_TEACHER, OVER)
    link = address_of(word_of(stage.round.id, "6A"))
    before = text(later.get("/staff/progress"))
    assert link not in before
    assert t("reply.state.none") in before
    told(stage)
    page = text(later.get("/staff/progress"))
    assert f'href="{link}"' in page
    assert re.search(rf"{grouped(word_of(stage.round.id, '6A'))}", page)
    assert "/replies" not in page


def test_who_has_no_class_is_shown_none(later, stage):
    told(stage)
    assert t("reply.teacher") not in text(later.get("/staff/progress"))
