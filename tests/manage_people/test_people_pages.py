"""A person's page: the classes they are the class teacher of."""

import re
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.manage_schools import turn_year
from chalicelib.schools import store as schools
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, OWNER, SCHOOL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

t = texts("nb")
LIST = f"/staff/schools/{SCHOOL.id}"
PERSON = f"/staff/people/{SCHOOL.id}/{TEACHER.id}"


@pytest.fixture
def page(visitor):
    visitor.become(ADMINISTRATOR)
    return visitor


def sent(visitor, *classes, **typed):
    fields = form(text(visitor.get(PERSON)), PERSON, **typed)
    kept = [field for field in fields if field[0] != "classes"]
    return kept + [("classes", class_id) for class_id in classes]


def save(visitor, *classes, **typed):
    return visitor.post(PERSON, sent(visitor, *classes, **typed))


def stored():
    return accounts.get(SCHOOL.id, TEACHER.id)


def ticked(visitor):
    shown = text(visitor.get(PERSON))
    return re.findall(r'name="classes" value="([^"]+)" checked', shown)


def test_a_person_is_made_class_teacher_and_the_row_says_so(page):
    assert t("staff.teaches", classes="6A") not in text(page.get(LIST))
    assert save(page, "6A", "7A").status_code == 303
    assert stored().classes == ("6A", "7A")
    assert stored().confirmed
    assert ticked(page) == ["6A", "7A"]
    assert t("staff.teaches", classes="6A, 7A") in text(page.get(LIST))
    save(page, "7A")
    assert ticked(page) == ["7A"]


def test_who_leaves_is_nobodys_class_teacher_also_when_they_come_back(page):
    save(page, "6A")
    save(page, "6A", active="")
    assert (stored().active, stored().classes) == (False, ())
    save(page, active="yes")
    assert stored().classes == ()


def test_a_class_that_is_none_of_the_schools_is_not_kept(page):
    save(page, "6A", "9Z")
    assert stored().classes == ("6A",)


def test_the_class_takes_its_teacher_into_the_new_year_and_a_closed_one_is_gone(page):
    save(page, "6A", "7A")
    tomorrow = NOW + timedelta(days=1)
    year = turn_year.preview(OWNER, SCHOOL.id, tomorrow)
    turn_year.turn(OWNER, SCHOOL.id, year.mark, tomorrow)
    assert [class_.label for class_ in schools.classes(SCHOOL.id)] == ["7A", "7B"]
    assert t("staff.teaches", classes="7A") + "<" in text(page.get(LIST))
    assert ticked(page) == ["6A"]
    save(page, "6A")
    assert stored().classes == ("6A",)


def test_what_somebody_else_chose_meanwhile_is_said_by_the_classes_names(page):
    save(page, "6A")
    fields = sent(page, "7A")
    save(page, "6A", "6B")
    again = page.post(PERSON, fields)
    assert again.status_code == 409
    said = f'{t("staff.setup.person.classes")}: <span class="text">6A, 6B</span>'
    assert said in text(again)
