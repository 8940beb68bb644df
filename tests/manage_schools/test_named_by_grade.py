"""A class whose name is its grade is not given its grade twice."""

from chalicelib.schools import store as schools
from chalicelib.schools.school import SchoolClass
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import PRINCIPAL
from tests.manage_schools.test_school_year_pages import YEAR, admin
from tests.staff_browser import text

__all__ = ["admin"]
t = texts("nb")
SIXTH = SchoolClass("X8", "SCHAAA", "6. trinn", (6,), 24)


def test_it_becomes_the_next_grade_and_no_more(admin):
    transaction.commit(schools.put_class(SIXTH))
    page = text(admin.get(YEAR))
    assert "<td>7. trinn</td>" in page
    assert "7. trinn, 7. trinn" not in page


def test_nor_where_a_round_is_planned(stage, visitor):
    transaction.commit(schools.put_class(SIXTH))
    page = text(visitor.become(PRINCIPAL).get("/staff/rounds/new"))
    assert "6. trinn (24 elever)" in page
    assert t("staff.round.class", label="6A", grade="6", pupils=26) in page
