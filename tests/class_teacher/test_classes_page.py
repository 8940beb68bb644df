"""Teachers see how many of a class have answered, and never who."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.staff_door import navigation
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, CLASS_TEACHER, NURSE, OWNER, PROGRAMME, TEACHER
from tests.staff_browser import text

t = texts("nb")


@pytest.fixture(autouse=True)
def class_teacher(stage):
    transaction.commit(*accounts.put_account(CLASS_TEACHER))


@pytest.mark.parametrize("account", [CLASS_TEACHER, NURSE])
def test_each_class_with_its_number(stage, visitor, account):
    stage.send(0, thriving="good")
    stage.send(1, hurt="often")
    visitor.become(account)
    page = text(visitor.get("/staff/progress"))
    rows = re.findall(
        r'<th scope="row">(.*?)</th><td>(.*?)</td><td[^>]*>(.*?)</td>', page
    )
    day = t.occasion(stage.round)
    assert rows == [
        (t("staff.class", label="6A"), day, t("staff.counted.few", pupils=26)),
        (t("staff.grade_step.5-7"), day, t("staff.counted.few", pupils=17)),
    ]
    assert t("progress.look") in page


@pytest.mark.parametrize("path", ["/staff/progress", "/staff/rounds/{}"])
def test_the_number_rises_in_steps_of_five_until_all_the_cards_are_used(
    stage, visitor, path
):
    visitor.become(NURSE)
    seen = []
    for number in range(10):
        stage.send(number)
        page = text(visitor.get(path.format(stage.round.id)))
        seen.append(
            re.search(r"<td[^>]*>((?:minst |færre enn )?\w+ av 26)</td>", page)[1]
        )
    few, some = "færre enn fem av 26", "minst 5 av 26"
    assert seen == [few] * 4 + [some] * 5 + ["10 av 26"]


def test_without_a_round_the_page_says_so(stage, visitor, monkeypatch):
    monkeypatch.setattr("chalicelib.rounds.store.of_school", lambda _: [])
    visitor.become(CLASS_TEACHER)
    assert t("progress.none") in text(visitor.get("/staff/progress"))
    visitor.become(NURSE)
    assert t("cards.none") in text(visitor.get("/staff/progress"))


@pytest.mark.parametrize(
    ("classes", "shown"),
    [
        ((), []),
        (("6A",), [t("staff.class", label="6A")]),
        (("7A",), [t("staff.grade_step.5-7")]),
        (("GONE",), []),
    ],
)
def test_a_teacher_sees_their_own_classes_alone(visitor, classes, shown):
    teacher = replace(TEACHER, classes=classes)
    transaction.commit(*accounts.put_account(teacher))
    page = text(visitor.become(teacher).get("/staff/progress"))
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == shown


def test_a_class_teacher_begins_there_and_any_other_with_the_referrals(visitor):
    page = visitor.become(CLASS_TEACHER).get("/staff")
    assert page.headers["Location"] == "/staff/progress"
    shown = text(visitor.get("/staff/progress"))
    assert 'href="/staff/referrals/new"' in shown
    transaction.commit(*accounts.put_account(TEACHER))
    assert visitor.get("/staff").headers["Location"] == "/staff/referrals"


def test_others_have_no_such_page():
    for other in (OWNER, ADMINISTRATOR, PROGRAMME):
        assert "progress" not in navigation.menu_of(other)
