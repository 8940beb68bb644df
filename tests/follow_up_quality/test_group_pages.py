"""The page of what support groups did: who sees it, what it says, and that nothing
moves it."""

import re
from datetime import timedelta

import pytest

from chalicelib.case_forms.forms import Outcome
from chalicelib.cases import store as cases
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    STRANGER,
    TEACHER,
)
from tests.group_results.cast import ended
from tests.group_results.test_count_groups import NIGHT, night
from tests.staff_browser import text

SCHOOL, OWNERS = "/staff/report/groups", "/staff/sums/groups"
SUMS = "/staff/programme/groups"
t = texts("nb")


def seen(visitor, who, path=SCHOOL):
    return text(visitor.become(who).get(path))


@pytest.mark.parametrize(
    ("path", "who"),
    [(SCHOOL, PRINCIPAL), (SCHOOL, NURSE), (OWNERS, OWNER), (SUMS, PROGRAMME)],
)
def test_each_has_a_page_of_their_own(visitor, path, who):
    for other in (PRINCIPAL, OWNER, PROGRAMME, TEACHER, ADMINISTRATOR):
        status = visitor.become(other).get(path).status_code
        assert status == (200 if other.role is who.role else 404)


@pytest.mark.parametrize(
    ("path", "who"), [(SCHOOL, PRINCIPAL), (OWNERS, OWNER), (SUMS, PROGRAMME)]
)
def test_it_says_what_such_figures_cannot_show_and_each_finding_has_its_place(
    visitor, path, who
):
    page = seen(visitor, who, path)
    assert t("groups.no_effect") in page
    assert "NCT06578260" in page
    assert "16 prosent" in page
    for number in range(1, 6):
        assert t(f"groups.finding.{number}") in page


def test_before_there_is_a_group_the_page_says_so(visitor):
    page = seen(visitor, PRINCIPAL)
    assert t("groups.none") in page
    assert "<table" not in page


def test_under_five_there_are_words_and_how_many_are_missing(visitor):
    for _ in range(3):
        ended(Outcome.WORSE)
    night()
    page = seen(visitor, PRINCIPAL)
    assert t("figures.too_few.school", least=5, schools=1) in page
    assert t("groups.waiting", over=3, asked=3, least=5) in page
    assert t("figures.outcome.worse") not in page


def test_who_has_access_to_a_case_has_a_line_and_others_none(visitor):
    ended()
    own, others = seen(visitor, PRINCIPAL), seen(visitor, NURSE)
    assert "/staff/cases/1" in visitor.become(PRINCIPAL).get(SCHOOL).body.decode()
    assert t("case.state.checked") in own
    assert t("groups.own.none") in others
    assert "Sak 1" not in others


def test_from_five_there_are_ranges_and_never_a_count(visitor):
    for outcome in (*[Outcome.REACHED] * 4, Outcome.WORSE):
        ended(outcome)
    night()
    page = seen(visitor, PRINCIPAL)
    assert "minst 3 av 5, kanskje alle" in page
    assert "ikke flere enn 2 av 5, kanskje ingen" in page
    assert "4 av 5" not in page
    assert "1 av 5" not in page


def test_nothing_that_happens_before_the_next_count_moves_the_figures(visitor):
    for _ in range(5):
        ended()
    night()
    before = figures(visitor)
    ended(Outcome.WORSE)
    night(NIGHT + timedelta(days=1))
    night(NIGHT + timedelta(days=62))
    assert figures(visitor) == before


def figures(visitor):
    """All tables of the page: the lines and the number that waits may change."""
    page = visitor.become(PRINCIPAL).get(SCHOOL).body.decode()
    return re.findall(r"<table.*?</table>", page, flags=re.DOTALL)


def test_an_erased_case_takes_no_figure_along(visitor):
    for _ in range(5):
        ended()
    night()
    before = figures(visitor)
    case = cases.get("SCHAAA", 1)
    transaction.commit(*cases.erase_case(case, NOW))
    night(NIGHT + timedelta(days=62))
    assert figures(visitor) == before


def test_one_school_alone_is_told_of_to_no_owner(visitor):
    for _ in range(10):
        ended()
    night()
    page = seen(visitor, OWNER, OWNERS)
    assert t("figures.too_few.owner", least=10, schools=2) in page
    assert t("figures.outcome.better") not in page
    assert "Sak 1" not in page


def test_a_neighbouring_school_sees_nothing_of_it(visitor):
    for _ in range(5):
        ended()
    night()
    assert t("groups.none") in seen(visitor, STRANGER)
