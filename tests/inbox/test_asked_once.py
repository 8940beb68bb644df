"""Joining and making a case are asked about once, and undone within the day."""

from datetime import timedelta

import pytest

from chalicelib.cases import see_case
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import inbox_list, see_item
from chalicelib.reading import open as reading
from chalicelib.staff_door import door
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.rows import rows_with
from tests.staff_browser import hidden, text

t = texts("nb")


@pytest.fixture
def flags(stage):
    """Three opened flags of one class, by id."""
    for number in range(3):
        stage.send(number, hurt="few")
    ids = sorted(one["id"] for one in rows_with("answers", sk="FLAG#"))
    for one in ids:
        reading.open_item(NURSE, ItemKind.FLAG, one, NOW)
    return ids


@pytest.fixture
def nurse(visitor):
    return visitor.become(NURSE)


def page_of(item_id):
    return f"/staff/inbox/flag/{item_id}"


def done(item_id):
    return see_item.see(NURSE, ItemKind.FLAG, item_id, NOW).item.handling


def press(browser, item_id, deed, **fields):
    """Press, read what it would do, and press again."""
    turn = str(done(item_id).turn)
    asked = browser.post(f"{page_of(item_id)}/{deed}", {"turn": turn, **fields})
    assert asked.status_code == 200
    return asked, browser.post(f"{page_of(item_id)}/{deed}", hidden(asked))


def undo(browser, item_id, deed):
    return browser.post(f"{page_of(item_id)}/{deed}", {"turn": str(done(item_id).turn)})


def test_joining_says_what_it_does_before_it_is_done_and_is_undone_the_same_day(
    nurse, flags
):
    one, other, _ = flags
    asked, answer = press(nurse, one, "join", ref=f"flag.{other}")
    assert t("inbox.ask.join.what") in text(asked)
    assert other[:6] in text(asked)
    assert answer.status_code == 303
    assert done(one).joined_to == f"flag.{other}"
    assert t("inbox.part") in text(nurse.get(page_of(one)))
    assert undo(nurse, one, "part").status_code == 303
    assert done(one).joined_to is None
    assert done(other).joined == ()
    assert t("inbox.did.parted", name=NURSE.name) in text(nurse.get(page_of(one)))


def test_one_press_joins_nothing_and_makes_no_case(nurse, flags):
    one, other, _ = flags
    nurse.post(f"{page_of(one)}/join", {"turn": "0", "ref": f"flag.{other}"})
    nurse.post(f"{page_of(one)}/case", {"turn": "0"})
    assert (done(one).joined_to, done(one).case) == (None, None)
    wrong = nurse.post(f"{page_of(one)}/join", {"turn": "0", "ref": "flag.NOSUCH"})
    assert wrong.status_code == 422


def test_a_case_is_asked_about_and_undone_the_same_day(nurse, flags):
    one, other, _ = flags
    press(nurse, other, "join", ref=f"flag.{one}")
    asked, answer = press(nurse, one, "case")
    assert t("inbox.ask.case.what") in text(asked)
    assert other[:6] in text(asked)
    assert answer.status_code == 303
    assert (done(one).case, done(other).case) == (1, 1)
    assert t("case.undo") in text(nurse.get(page_of(one)))
    assert undo(nurse, one, "no-case").status_code == 303
    assert (done(one).case, done(other).case) == (None, None)
    assert see_case.list_cases(NURSE, NOW).cases == []
    assert press(nurse, one, "case")[1].status_code == 303


def test_the_history_keeps_the_number_of_each_case_also_of_one_that_was_undone(
    nurse, flags
):
    one, other, _ = flags
    made = [t("inbox.did.case", name=NURSE.name, number=number) for number in (1, 2)]
    press(nurse, one, "case")
    undo(nurse, one, "no-case")
    page = text(nurse.get(page_of(one)))
    assert made[0] in page
    assert "None" not in page
    press(nurse, other, "case")
    press(nurse, one, "case")
    page = text(nurse.get(page_of(one)))
    assert page.count(made[0]) == page.count(made[1]) == 1
    assert page.index(made[1]) < page.index(made[0])


def test_the_day_after_neither_is_undone(nurse, flags, monkeypatch):
    one, other, third = flags
    press(nurse, one, "join", ref=f"flag.{other}")
    press(nurse, third, "case")
    tomorrow = NOW + timedelta(days=1)
    monkeypatch.setattr(door, "clock", lambda: tomorrow)
    nurse.become(NURSE, tomorrow)
    assert t("inbox.part") not in text(nurse.get(page_of(one)))
    assert t("case.undo") not in text(nurse.get(page_of(third)))
    assert undo(nurse, one, "part").status_code == 409
    assert undo(nurse, third, "no-case").status_code == 409
    assert done(third).case == 1


def test_a_case_takes_in_more_and_is_then_no_longer_undone(nurse, flags):
    one, other, third = flags
    press(nurse, one, "case")
    assert f'value="flag.{one}"' in text(nurse.get(f"{page_of(other)}/join"))
    assert press(nurse, other, "join", ref=f"flag.{one}")[1].status_code == 303
    assert done(other).case == 1
    (case,) = see_case.list_cases(PRINCIPAL, NOW).cases
    assert set(case.origins) == {f"flag.{one}", f"flag.{other}"}
    open_ones = {one.id for one in inbox_list.list_items(NURSE, Filter(), NOW).items}
    assert open_ones == {third}
    assert undo(nurse, other, "part").status_code == 303
    assert done(other).case is None
    assert see_case.list_cases(PRINCIPAL, NOW).cases[0].origins == (f"flag.{one}",)
