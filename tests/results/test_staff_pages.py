"""The programme's people have a page of their own, and no more than it says."""

from chalicelib.staff_door import navigation
from chalicelib.web.language import texts
from tests.cast import NURSE, OWNER, PROGRAMME
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
