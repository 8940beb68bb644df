"""The page for everybody: what it says as time goes, and what it never says."""

import re
from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.service_status import store as service_status
from chalicelib.service_status.status import Night
from chalicelib.storage import keys
from chalicelib.upkeep.schedule import sweep
from chalicelib.web import pupil_door
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, SCHOOL
from tests.faults import failing
from tests.mailbox import sent
from tests.pupil_browser import text

MONDAY = NOW + timedelta(days=6)
t = texts("nb")


@pytest.fixture
def at(monkeypatch):
    def set_clock(moment):
        monkeypatch.setattr(pupil_door, "clock", lambda: moment)

    return set_clock


def status(visitor, language="nb"):
    answer = visitor.get(f"/status?lang={language}")
    assert answer.status_code == 200
    shown = text(answer).partition("<main")[2]
    return re.sub(r'nonce="[^"]*"', "", shown)


def test_before_the_first_sweep_it_is_not_known_and_nothing_is_made_up(visitor, at):
    at(NOW)
    page = status(visitor)
    assert t("status.unknown") in page
    assert t("status.night.none") in page
    assert t("status.weekly.none") in page


def test_after_a_sweep_it_works_and_five_minutes_later_says_what_to_do(visitor, at):
    sweep(NOW)
    at(NOW + timedelta(minutes=5))
    page = status(visitor)
    assert t("status.works") in page
    assert t("status.lately") in page
    assert t.moment(NOW) not in page, "by the minute one sees how long a sweep took"
    assert t("status.night.whole", day=t.local_day(NOW)) in page
    at(NOW + timedelta(minutes=6))
    page = status(visitor)
    assert t("status.late") in page
    assert t("status.late.do") in page
    assert t("status.swept", when=t.moment(NOW)) in page
    assert t("status.works") not in page


def test_a_shard_that_is_behind_is_enough(visitor, at):
    sweep(NOW)
    later = NOW + timedelta(hours=1)
    for shard in range(keys.SHARDS - 1):
        sweep(later, shard=shard)
    at(later)
    assert t("status.late") in status(visitor)


def test_a_night_in_which_something_was_missing_is_told(visitor, at):
    sweep(NOW)
    service_status.note_night(Night(NOW.date(), whole=False))
    at(NOW)
    assert t("status.night.short", day=t.local_day(NOW)) in status(visitor)
    at(NOW + timedelta(days=2))
    assert t("status.night.none") in status(visitor)


def test_the_weeks_mail_is_told_by_its_day(stage, visitor, at):
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    for hour in range(7 * 24):
        moment = NOW + timedelta(hours=hour)
        sweep(moment)
        sweep(moment)
    at(moment)
    assert t("mail.weekly_list.subject") in {mail.subject for mail in sent()}
    assert t("status.weekly", day=t.local_day(MONDAY)) in status(visitor)


def test_it_says_the_same_whether_pupils_have_answered_or_not(stage, visitor, at):
    """Mail goes out in between, and is no matter."""
    seen = []
    for answers in (False, True):
        if answers:
            stage.send(0, hurt="often", contact="today")
            stage.send(1, hurt="few")
        before = len(sent())
        pages = []
        for minutes in range(0, 60 * 7, 15):
            moment = NOW + timedelta(minutes=minutes)
            sweep(moment)
            at(moment)
            pages.append(status(visitor))
        seen.append(pages)
        assert (len(sent()) > before) is answers
    assert seen[0] == seen[1]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_found_from_the_page_about_the_form(visitor, language):
    about = visitor.get(f"/about?lang={language}").body.decode()
    assert "/status" in about
    assert texts(language)("status.never") in status(visitor, language)


@pytest.mark.parametrize("fault", ["throttled", "down"])
def test_while_the_database_is_away_the_page_says_that_something_is_wrong(
    visitor, fault
):
    with failing("dynamodb", "GetItem", fault):
        answer = visitor.get("/status")
    assert answer.status_code == 503
    page = text(answer)
    assert t("status.late") in page
    assert t("status.late.do") in page
    for key in ("works", "night.none", "weekly.none"):
        assert t(f"status.{key}") not in page
