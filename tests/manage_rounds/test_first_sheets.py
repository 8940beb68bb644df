"""A round and the first cards of its classes, by one press."""

import re

import pytest

from chalicelib.core import ids
from chalicelib.rounds import code_store
from chalicelib.rounds import store as rounds
from chalicelib.web.language import texts
from tests.manage_rounds.test_staff_pages import NEW, PLAN, PREPARED, READY, SAVE
from tests.staff_browser import hidden, text

t = texts("nb")


@pytest.fixture
def press(principal, stage):
    principal.post(READY, {**PREPARED, "version": "0"})
    held = dict(hidden(principal.post(NEW, PLAN)))
    attempts = {name: held[name] for name in ("attempt", "sheet")}
    return [*PLAN, *attempts.items(), ("do", "cards"), ("phone", "91 23 45 67")]


def codes_on(answer):
    return re.findall(r'<p class="code">(.*?)</p>', text(answer))


def but(press, **other):
    return [pair for pair in press if pair[0] not in other] + list(other.items())


def the_round(press):
    return rounds.get(dict(press)["attempt"])


def test_the_sheets_are_the_answer_and_every_class_has_cards(principal, press):
    answer = principal.post(SAVE, press)
    made = the_round(press).classes.values()
    assert sorted(class_.cards.made for class_ in made) == [17, 26]
    assert len(codes_on(answer)) == 43
    page = text(answer)
    assert (t("staff.saved.round") in page, "91 23 45 67" in page) == (True, True)
    assert f'href="/staff/rounds/{dict(press)["attempt"]}"' in page
    code = ids.normalise(codes_on(answer)[0])
    assert code_store.get(code).place.round_id == the_round(press).id


def test_the_same_press_again_is_one_round_and_the_same_cards(principal, press):
    first, again = (principal.post(SAVE, press) for _ in range(2))
    assert sorted(codes_on(first)) == sorted(codes_on(again))
    assert len(rounds.of_school("SCHAAA")) == 2


@pytest.mark.parametrize("sheet", ["", "x"])
def test_a_round_that_is_set_up_is_said_to_be_where_no_sheet_can_be_made(
    principal, press, sheet
):
    answer = principal.post(SAVE, but(press, sheet=sheet))
    assert answer.headers["Location"] == f"/staff/rounds/{dict(press)['attempt']}"
    assert t("staff.saved.round") in text(principal.get(answer.headers["Location"]))


def test_without_cards_it_is_the_round_alone(principal, press):
    answer = principal.post(SAVE, but(press, do="round"))
    assert answer.headers["Location"] == f"/staff/rounds/{dict(press)['attempt']}"
    assert {c.cards.made for c in the_round(press).classes.values()} == {0}


def test_a_day_off_is_asked_about_and_what_was_typed_for_the_cards_is_kept(
    principal, press
):
    christmas = but(press, opens_on="2026-12-17", closes_on="2026-12-23")
    asked = principal.post(SAVE, christmas)
    assert asked.status_code == 422
    assert 'value="91 23 45 67"' in text(asked)
    assert dict(hidden(asked))["sheet"] == dict(press)["sheet"]
    sure = principal.post(SAVE, [*christmas, ("sure", "2026-12-23")])
    assert len(codes_on(sure)) == 43
