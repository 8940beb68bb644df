"""The new school year in the pages, also where it is large, small, or cut short."""

import re
from dataclasses import replace

import pytest

from chalicelib.domain.schools import SchoolClass
from chalicelib.stores import audit, database, schools
from tests.cast import ADMINISTRATOR, CLASSES, NOW, SCHOOL
from tests.faults import failing
from tests.web.staff.conftest import text

HERE = "/staff/schools/SCHAAA"
YEAR = f"{HERE}/year"


@pytest.fixture
def admin(visitor):
    return visitor.become(ADMINISTRATOR)


def seen_on(page):
    return re.search(r'name="seen" value="(.*?)"', text(page))[1]


def labels():
    return [one.label for one in schools.classes("SCHAAA")]


def words():
    return [one.what for one in audit.of_body("SCHAAA")]


def many(number=120):
    """With those of the cast."""
    new = [SchoolClass(f"X{n}", "SCHAAA", f"5-{n}", (5,), 20) for n in range(number - len(CLASSES))]
    for start in range(0, len(new), 100):
        database.write(*map(schools.class_to_put, new[start : start + 100]))


def test_the_new_year_moves_grades_up_closes_the_last_and_happens_once(admin):
    seen = seen_on(admin.get(YEAR))
    assert admin.post(YEAR, {"seen": seen}).status_code == 303
    assert labels() == ["7A", "7B"]
    assert admin.post(YEAR, {"seen": seen}).status_code == 409
    assert labels() == ["7A", "7B"]
    assert words().count("turned_year") == 1


def test_the_page_says_what_closes_and_the_school_can_change_it(admin):
    assert "Disse avsluttes: 7A" in text(admin.get(YEAR))
    form = {"name": SCHOOL.name, "language": "nb", "slots": "11:45", "breaks": "", "version": "1"}
    form |= {"ombud": SCHOOL.ombud, "last_grade": "10"}
    assert admin.post(HERE, form).status_code == 303
    assert "Ingen klasser avsluttes" in text(admin.get(YEAR))
    admin.post(YEAR, {"seen": seen_on(admin.get(YEAR))})
    assert labels() == ["7A", "7B", "8A"]


def test_a_change_of_the_last_grade_after_the_page_was_made_is_told(admin):
    seen = seen_on(admin.get(YEAR))
    database.write(schools.to_change(replace(schools.get("SCHAAA"), last_grade=10)))
    assert admin.post(YEAR, {"seen": seen}).status_code == 409
    assert labels() == ["6A", "6B", "7A"]


def test_a_school_with_no_class_in_its_last_grade_loses_none(admin):
    for one in CLASSES:
        low = SchoolClass(one.id, "SCHAAA", f"5{one.label[-1]}", (5,), 20)
        database.write(schools.class_to_put(low))
    admin.post(YEAR, {"seen": seen_on(admin.get(YEAR))})
    assert sorted(labels()) == ["6A", "6A", "6B"]


def test_more_classes_than_a_transaction_holds(admin):
    many()
    assert admin.post(YEAR, {"seen": seen_on(admin.get(YEAR))}).status_code == 303
    assert {one.grades for one in schools.classes("SCHAAA")} == {(6,), (7,)}
    assert len(labels()) == 119
    assert schools.get("SCHAAA").turning == ""
    assert words().count("turned_year") == 2


def test_a_year_that_fails_at_its_first_write_moves_nobody_and_has_not_begun(admin):
    many()
    seen = seen_on(admin.get(YEAR))
    with failing("dynamodb", "TransactWriteItems", "down", times=1):
        assert admin.post(YEAR, {"seen": seen}).status_code == 503
    assert "Fullfør" not in text(admin.get(YEAR))
    assert admin.post(YEAR, {"seen": seen}).status_code == 303
    assert len(labels()) == 119


@pytest.mark.parametrize("fresh_page", [True, False])
def test_what_was_cut_short_goes_on_and_moves_nobody_twice(admin, fresh_page):
    many()
    # The school's log has begun, so that the first write is that of the first batch of classes.
    audit.write_with((), "SCHAAA", NOW, ADMINISTRATOR.id, "imported_classes", "SCHAAA")
    seen = seen_on(admin.get(YEAR))
    with failing("dynamodb", "TransactWriteItems", "lost_answer", times=1):
        assert admin.post(YEAR, {"seen": seen}).status_code == 503
    assert {one.grades for one in schools.classes("SCHAAA")} == {(5,), (6,), (7,)}
    page = admin.get(YEAR)
    assert "Fullfør" in text(page)
    again = {"seen": seen_on(page) if fresh_page else seen}
    assert admin.post(YEAR, again).status_code == 303
    assert {one.grades for one in schools.classes("SCHAAA")} == {(6,), (7,)}
    assert len(labels()) == 119
    assert admin.post(YEAR, again).status_code == 409


def test_a_class_of_several_grades_is_said_to_stay_and_stays(admin):
    database.write(schools.class_to_put(SchoolClass("M", "SCHAAA", "5-6", (5, 6), 20)))
    assert "5–6" in text(admin.get(YEAR))
    assert admin.post(YEAR, {"seen": seen_on(admin.get(YEAR))}).status_code == 303
    assert sorted(labels()) == ["5-6", "7A", "7B"]
