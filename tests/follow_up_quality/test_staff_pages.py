"""The page of how what came in is followed up."""

import pytest

from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, OWNER, PRINCIPAL, PROGRAMME, TEACHER
from tests.group_results.cast import ended
from tests.group_results.test_count_groups import night
from tests.staff_browser import text

SCHOOL, OWNERS = "/staff/report/follow-up", "/staff/sums/follow-up"
SUMS = "/staff/programme/follow-up"
t = texts("nb")


@pytest.mark.parametrize(
    ("path", "who"), [(SCHOOL, PRINCIPAL), (OWNERS, OWNER), (SUMS, PROGRAMME)]
)
def test_each_has_a_page_of_their_own(visitor, path, who):
    for other in (PRINCIPAL, OWNER, PROGRAMME, TEACHER, ADMINISTRATOR):
        status = visitor.become(other).get(path).status_code
        assert status == (200 if other.role is who.role else 404)


def test_under_five_there_are_words(visitor):
    for _ in range(4):
        ended()
    night()
    page = text(visitor.become(PRINCIPAL).get(SCHOOL))
    assert page.count(t("figures.too_few.school", least=5, schools=1)) == 3
    assert t("figures.weekly") not in page


def test_from_five_the_weekly_talks_stand_first(visitor):
    for _ in range(5):
        ended()
    night()
    page = text(visitor.become(PRINCIPAL).get(SCHOOL))
    names = ("weekly", "opened", "talked", "planned", "evaluated", "first_talk")
    places = [page.index(f">{t(f'figures.{name}')}<") for name in names]
    assert places == sorted(places)
    assert "minst 3 av 5, kanskje alle" in page


def test_the_programme_reads_of_no_open_cases(visitor):
    page = text(visitor.become(PROGRAMME).get(SUMS))
    assert t("quality.standing") not in page
    assert t("quality.threads") in page


def test_an_owner_with_one_school_reads_what_is_missing(visitor):
    for _ in range(6):
        ended()
    night()
    page = text(visitor.become(OWNER).get(OWNERS))
    assert t("figures.too_few.owner", least=10, schools=2) in page
    assert t("figures.weekly") not in page
