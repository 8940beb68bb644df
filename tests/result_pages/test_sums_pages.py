"""What a school owner and the programme read of a term."""

from datetime import UTC, datetime

import pytest

from chalicelib.storage import database
from chalicelib.web.language import texts
from tests.cast import NEIGHBOUR, OWNER, PROGRAMME, SCHOOL
from tests.result_pages.cast import counted_round
from tests.staff_browser import text

t = texts("nb")
AUTUMN = datetime(2026, 9, 24, 8, tzinfo=UTC)
SPRING = datetime(2026, 4, 24, 8, tzinfo=UTC)
MANY = dict.fromkeys(("6A", "6B", "6C"), 6)


def sums(visitor, who=OWNER, path="/staff/sums"):
    return text(visitor.become(who).get(path))


def test_before_the_first_sum_the_page_says_when_it_comes_and_why_not_now(visitor):
    for who, path in ((OWNER, "/staff/sums"), (PROGRAMME, "/staff/programme")):
        page = sums(visitor, who, path)
        assert "31. januar 2027" in page


@pytest.mark.parametrize(
    ("who", "path"), [(OWNER, "/staff/sums"), (PROGRAMME, "/staff/programme")]
)
def test_a_term_that_is_summed_is_drawn_with_its_numbers(visitor, who, path):
    counted_round(MANY, SPRING)
    page = sums(visitor, who, path)
    assert "våren 2026" in page
    assert "18 trenger noe mer, av 60" in page
    assert t("results.who_sees_flags") in page
    assert "6A" not in page


def test_an_owner_reads_what_each_school_has_and_of_the_others_why_not(visitor):
    counted_round(MANY, AUTUMN)
    page = sums(visitor)
    assert "18 av 60" in page
    assert page.index(SCHOOL.name) < page.index(t("results.owner.without"))
    assert NEIGHBOUR.name in page.partition(t("results.owner.without"))[2]


def test_another_term_is_chosen_and_one_that_is_none_does_not_exist(visitor):
    counted_round(MANY, SPRING)
    counted_round(MANY, AUTUMN)
    assert "uke 38, 2026" not in sums(visitor)
    assert "uke 38, 2026" in sums(visitor, path="/staff/sums?term=2026-2")
    for term in ("2019-1", "x", "2026-2%23", ""):
        answer = visitor.get(f"/staff/sums?term={term}")
        assert answer.status_code == 404


def test_more_rounds_cost_the_owners_page_no_more_queries(visitor, monkeypatch):
    asked = []
    query = database.query

    def counting(*args, **options):
        asked.append(args)
        return query(*args, **options)

    monkeypatch.setattr(database, "query", counting)
    counted_round(MANY, AUTUMN)
    sums(visitor)
    first = len(asked)
    for _ in range(5):
        counted_round(MANY, AUTUMN)
    asked.clear()
    sums(visitor)
    assert len(asked) <= first
