import re

import pytest

from chalicelib.domain.rounds import Mode
from chalicelib.i18n import texts
from chalicelib.templating import _strong
from tests.cast import NURSE, set_the_stage
from tests.rows import rows_with
from tests.web.staff.conftest import press, text


@pytest.fixture
def round_(stage):
    return set_the_stage(codes=2, mode=Mode.CONFIDENTIAL)


@pytest.fixture
def nurse(visitor):
    visitor.become(NURSE)
    return visitor


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_sheet_has_numbers_in_order_and_says_who_can_find_out(round_, nurse, language):
    page = text(nurse.post("/staff/cards", press(round_, 5, printed_in=language)))
    t = texts(language)
    assert re.findall(r'class="number">.*?(\d+)<', page) == ["3", "4", "5", "6", "7"]
    who = t("pupil.mode.who.health_service", name=NURSE.name)
    assert page.count(str(_strong(t("pupil.mode.confidential", who=who, name=NURSE.name)))) == 6
    assert t("pupil.mode.anonymous") not in page
    for step in ("say", "draw", "left"):
        assert t(f"cards.guide.confidential.{step}") in page
        assert t(f"cards.guide.{step}") not in page


def test_the_sheet_of_an_anonymous_round_has_no_numbers(stage, nurse):
    page = text(nurse.post("/staff/cards", press(stage, 5)))
    assert 'class="number"' not in page
    assert texts("nb")("cards.guide.draw") in page


def test_the_flag_shows_the_number_once_it_is_opened(round_, nurse):
    round_.send(1, hurt="few")
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    shown = texts("nb")("cards.card.number", number=2)
    assert shown not in text(nurse.get(flag))
    nurse.post(f"{flag}/open")
    assert shown in text(nurse.get(flag))


def test_the_flag_of_an_anonymous_round_shows_none(stage, nurse):
    stage.send(1, hurt="few")
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    nurse.post(f"{flag}/open")
    assert texts("nb")("inbox.flag.card") not in text(nurse.get(flag))


def test_the_list_of_classes_says_which_round_is_which(round_, nurse):
    page = text(nurse.get("/staff/cards"))
    for mode in Mode:
        assert texts("nb")(f"staff.round.mode.{mode}") in page
