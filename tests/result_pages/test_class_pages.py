"""A class's results: for its teacher and the resource group, in words."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.results import count_round
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import CLASS_TEACHER, OWNER, PRINCIPAL, PROGRAMME, STRANGER, TEACHER
from tests.result_pages.cast import LONG_AGO, counted_round
from tests.results.cast import opened, school_classes, some_bad
from tests.staff_browser import text

t = texts("nb")


@pytest.fixture
def round_(visitor):
    transaction.commit(*accounts.put_account(replace(CLASS_TEACHER, classes=("6A",))))
    return counted_round()


def path(round_, class_id="6A", sheet=False):
    end = "/sheet" if sheet else ""
    return f"/staff/report/rounds/{round_.id}/classes/{class_id}{end}"


def test_a_teacher_goes_from_their_classes_to_the_results_of_their_own(visitor, round_):
    visitor.become(TEACHER)
    assert 'href="/staff/report/classes"' in text(visitor.get("/staff/progress"))
    page = text(visitor.get("/staff/report/classes"))
    assert re.findall(r'href="(/staff/report/rounds/.*?)"', page) == [path(round_)]
    assert "6 av 20 trenger noe mer" in text(visitor.get(path(round_)))


def test_a_class_has_words_and_no_bars(visitor, round_):
    for class_id in ("6A", "6B"):
        page = text(visitor.become(PRINCIPAL).get(path(round_, class_id)))
        assert '<svg class="bar"' not in page
        assert t("results.who_sees_flags") in page
    assert t("results.few") in page


@pytest.mark.parametrize("sheet", [False, True])
def test_another_teachers_class_does_not_exist_nor_does_another_schools(
    visitor, round_, sheet
):
    visitor.become(TEACHER)
    assert visitor.get(path(round_, "6A", sheet)).status_code == 200
    assert visitor.get(path(round_, "6B", sheet)).status_code == 404
    assert visitor.get(path(round_, "9Z", sheet)).status_code == 404
    for who in (STRANGER, OWNER, PROGRAMME):
        assert visitor.become(who).get(path(round_, "6A", sheet)).status_code == 404


@pytest.mark.parametrize("mode", Mode)
def test_the_teacher_of_a_small_class_sees_the_classes_it_answered_with(visitor, mode):
    """As they were then: both have grown since, and the next round will not join
    them."""
    teacher = replace(CLASS_TEACHER, classes=("6A",))
    transaction.commit(*accounts.put_account(teacher))
    closes = LONG_AGO
    classes = school_classes(9, 8, 20)
    round_ = opened(classes, closes - timedelta(days=4), closes, mode=mode)
    in_step, *_ = round_.classes
    said = {in_step: some_bad(15, 6, hurt="weekly"), "6C": some_bad(20, 2)}
    at = closes + timedelta(days=1)
    transaction.commit(*count_round.writes_of(round_, said, at))
    visitor.become(teacher)
    page = text(visitor.get("/staff/report/classes"))
    (shown,) = re.findall(r'href="(/staff/report/rounds/.*?)"', page)
    assert "6 av 15 trenger noe mer" in text(visitor.get(shown))
    assert visitor.get(path(round_, "6C")).status_code == 404
    elsewhere = replace(teacher, classes=("6C",))
    transaction.commit(*accounts.put_account(elsewhere))
    assert visitor.become(elsewhere).get(shown).status_code == 404


def test_the_resource_group_sees_every_class(visitor, round_):
    visitor.become(PRINCIPAL)
    page = text(visitor.get("/staff/report"))
    for class_id in ("6A", "6B", "6C"):
        assert f'href="{path(round_, class_id)}"' in page
        assert visitor.get(path(round_, class_id)).status_code == 200


def test_the_sheet_is_the_same_whatever_the_class_answered(visitor, round_):
    visitor.become(PRINCIPAL)
    sheets = {
        re.sub("6[AB]", "", text(visitor.get(path(round_, class_id, sheet=True))))
        for class_id in ("6A", "6B")
    }
    own = r'nonce=".*?"|csrf" value=".*?"'
    assert len({re.sub(own, "", sheet) for sheet in sheets}) == 1


def test_a_teacher_without_classes_reads_why_there_is_nothing(visitor, round_):
    transaction.commit(*accounts.put_account(TEACHER))
    page = text(visitor.become(TEACHER).get("/staff/report/classes"))
    assert t("results.classes.none") in page
