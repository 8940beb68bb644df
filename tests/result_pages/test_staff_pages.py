"""Where results will stand, for a school and for the programme's people: no more than
the page says."""

import re

import pytest

from chalicelib.staff_door import navigation
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, PROGRAMME, TEACHER
from tests.staff_browser import text

t = texts("nb")


def test_the_programme_lands_on_a_page_that_says_what_it_may_see(visitor):
    visitor.become(PROGRAMME)
    assert visitor.get("/staff").headers["Location"] == "/staff/programme"
    page = text(visitor.get("/staff/programme"))
    for said in ("may.sums", "none_yet", "never.answers", "never.names", "never.small"):
        assert t(f"staff.programme.{said}") in page


def test_it_is_nobody_elses_and_the_programme_has_nothing_more():
    assert navigation.menu_of(PROGRAMME) == ["programme", "rules"]
    for other in (NURSE, OWNER):
        assert "programme" not in navigation.menu_of(other)


def test_the_resource_group_reads_what_comes_and_where_to_look_until_then(visitor):
    visitor.become(PRINCIPAL)
    page = text(visitor.get("/staff/report"))
    for said in ("none_yet", "comes.rounds", "comes.groups", "never.answers"):
        assert t(f"staff.report.{said}") in page
    main = page.partition("<main")[2]
    links = re.findall('href="(/staff/.*?)"', main)
    assert links == [
        "/staff/report/groups",
        "/staff/report/follow-up",
        "/staff/inbox",
        "/staff/rounds",
    ]
    for path in links:
        assert visitor.get(path).status_code == 200


def test_where_nothing_is_worked_out_no_figure_stands(stage, visitor):
    stage.send(hurt="weekly")
    page = text(visitor.become(PRINCIPAL).get("/staff/report"))
    assert not re.search(r"\d", re.sub("<[^>]*>", "", page.partition("<h1>")[2]))


@pytest.mark.parametrize("who", [TEACHER, OWNER, ADMINISTRATOR, PROGRAMME])
def test_the_schools_page_is_the_resource_groups(visitor, who):
    assert visitor.become(who).get("/staff/report").status_code == 404
    assert "report" not in navigation.menu_of(who)
