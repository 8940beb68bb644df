"""Where results stand for a school and for the programme's people: figures that may be
told, and where there are none, why."""

import re
from datetime import timedelta

import pytest

from chalicelib.rounds import store as rounds
from chalicelib.staff_door import door, navigation
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PRINCIPAL, PROGRAMME, TEACHER
from tests.result_pages.cast import LONG_AGO, counted_round
from tests.results.cast import answer, opened, school_classes, some_bad
from tests.staff_browser import text

t = texts("nb")


def report(visitor, path="/staff/report", at=NOW):
    return text(visitor.become(PRINCIPAL, at).get(path))


def words(page):
    return " ".join(re.sub("<[^>]*>", " ", page.partition("<main")[2]).split())


def test_the_programme_lands_on_a_page_that_says_what_it_may_see(visitor):
    visitor.become(PROGRAMME)
    assert visitor.get("/staff").headers["Location"] == "/staff/programme"
    page = text(visitor.get("/staff/programme"))
    for said in ("may.sums", "never.answers", "never.names", "never.small"):
        assert t(f"staff.programme.{said}") in page


def test_it_is_nobody_elses_and_the_programme_has_nothing_more():
    assert navigation.menu_of(PROGRAMME) == ["programme", "rules", "help"]
    for other in (NURSE, OWNER):
        assert "programme" not in navigation.menu_of(other)


def test_before_the_first_round_is_over_the_page_says_what_comes(stage, visitor):
    stage.send(hurt="weekly")
    page = report(visitor)
    for said in ("staff.report.none_yet", "results.none.open"):
        assert t(said) in page
    assert visitor.get("/staff/rounds").status_code == 200
    assert "<svg class=" not in page.partition("<main")[2]


@pytest.mark.parametrize("who", [TEACHER, OWNER, ADMINISTRATOR, PROGRAMME])
def test_the_schools_page_is_the_resource_groups(visitor, who):
    assert visitor.become(who).get("/staff/report").status_code == 404
    assert "report" not in navigation.menu_of(who)


def test_a_counted_round_stands_with_bars_numbers_and_who_knows_more(visitor):
    counted_round({"6A": 6, "6B": 7, "6C": 8})
    page = report(visitor)
    assert "21 trenger noe mer, av 60" in page
    assert t("results.who_sees_flags") in page
    assert re.search(r'<rect class="hatched" width="100%"', page)
    assert 'style="' not in page
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_an_hour_after_it_is_over_a_round_is_counted_by_who_looks(visitor, monkeypatch):
    round_ = opened(school_classes(20, 20), NOW - timedelta(days=2), NOW)
    for class_id in ("6A", "6B"):
        answer(round_, class_id, some_bad(18, 6, hurt="weekly"))
    hour = NOW + timedelta(hours=1)
    monkeypatch.setattr(door, "clock", lambda: hour - timedelta(minutes=1))
    assert t("results.none.hour") in report(visitor, at=hour)
    monkeypatch.setattr(door, "clock", lambda: hour)
    page = report(visitor, at=hour)
    assert t("results.none.hour") not in page
    assert "12 trenger noe mer, av 36" in page


def test_a_small_school_reads_why_it_has_words_more_than_numbers(visitor):
    counted_round({"6A": 1, "6B": 2})
    page = report(visitor)
    assert t("results.mostly_hidden") in page
    assert 'class="hatched"' not in page


def test_a_round_that_nobody_answered_says_so(visitor):
    counted_round({"6A": 0}, many=0)
    assert t("results.nobody_answered") in report(visitor)


def test_one_class_alone_is_the_school(visitor):
    counted_round({"6A": 6})
    page = report(visitor)
    assert "6 trenger noe mer, av 20" in page
    assert "Klasse" not in words(page).partition("Slik svarte")[0]


def test_an_earlier_round_has_its_own_page_and_another_schools_does_not_exist(visitor):
    old = counted_round(closes_at=LONG_AGO)
    counted_round(closes_at=LONG_AGO + timedelta(days=60))
    page = report(visitor)
    assert t("results.trend.rounds") in page
    assert f'href="/staff/report/rounds/{old.id}"' in page
    earlier = report(visitor, f"/staff/report/rounds/{old.id}")
    assert t("results.trend.rounds") not in earlier
    assert visitor.get("/staff/report/rounds/NONE").status_code == 404


def test_rounds_whose_answers_were_deleted_uncounted_say_so(visitor):
    round_ = opened(school_classes(20), LONG_AGO, LONG_AGO + timedelta(days=1))
    transaction.commit(*rounds.shred_round(round_, NOW.date()))
    assert t("results.none.deleted") in report(visitor)
