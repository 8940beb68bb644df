"""A working note is written on the item's page, and what was typed is never lost."""

import pytest

from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import inbox_list
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.staff_browser import hidden, text

t = texts("nb")
WORDS = "Ringte hjem. Mor visste litt."


@pytest.fixture
def page(stage):
    stage.send(0, hurt="few")
    (item,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    open_item(NURSE, item.kind, item.id, NOW)
    return f"/staff/inbox/flag/{item.id}"


@pytest.fixture
def nurse(visitor):
    return visitor.become(NURSE)


def write(browser, page, words, **fields):
    form = dict(hidden(browser.get(page))) | {"working_note": words} | fields
    return browser.post(f"{page}/note", form)


def test_it_is_saved_said_and_shown_with_who_wrote_it(nurse, page):
    answer = write(nurse, page, WORDS)
    assert answer.status_code == 303
    shown = text(nurse.get(page))
    assert t("staff.saved.note") in shown
    assert WORDS in shown
    assert NURSE.name in shown.split(WORDS)[1]


def test_a_note_that_cannot_be_kept_comes_back_as_it_was_typed(nurse, page):
    long = "Lang " * 500
    answer = write(nurse, page, long)
    assert answer.status_code == 422
    assert t("inbox.problem.working_note") in text(answer)
    assert long.strip() in text(answer)


def test_what_a_colleague_closed_meanwhile_takes_no_note_and_gives_the_words_back(
    nurse, page
):
    form = dict(hidden(nurse.get(page))) | {"working_note": WORDS}
    item_id = page.rpartition("/")[2]
    handle.close(Press(PRINCIPAL, ItemKind.FLAG, item_id, 0, NOW), "class_measure", "")
    answer = nurse.post(f"{page}/note", form)
    assert answer.status_code == 422
    assert t("inbox.problem.note_closed") in text(answer)
    assert WORDS in text(answer)


def test_a_form_of_no_page_of_ours_stores_nothing(nurse, page):
    assert write(nurse, page, WORDS, attempt="x").status_code == 400
    assert WORDS not in text(nurse.get(page))
