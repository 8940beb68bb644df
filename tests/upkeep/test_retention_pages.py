"""The owner says how long answers are kept, and deletes a round's before their time."""

import re
from datetime import timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.schools import retention_store
from chalicelib.staff_door import door
from chalicelib.storage import wrapped_keys
from chalicelib.web.language import texts
from tests.cast import NEIGHBOUR, NOW, NURSE, OWNER, SCHOOL
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
WHY = "Undersøkelsen er ferdig <og> svarene trengs ikke"
SURE = {"reason": WHY, "confirmed": "yes"}


@pytest.fixture
def owner(visitor):
    return visitor.become(OWNER)


@pytest.fixture
def closed(stage, visitor, monkeypatch):
    """The owner, five hours later: the round's address."""
    later = NOW + timedelta(hours=5)
    monkeypatch.setattr(door, "clock", lambda: later)
    visitor.become(OWNER, later)
    return f"/staff/retention/{stage.round.id}"


def test_the_page_shows_each_schools_rounds_and_when_they_go(stage, owner):
    page = text(owner.get("/staff/retention"))
    assert 'value="365"' in page
    assert SCHOOL.name in page
    assert NEIGHBOUR.name not in page  # it has no round
    assert t.full_day(stage.round.expires_on) in page
    assert f'href="/staff/retention/{stage.round.id}"' in page
    assert (
        f'href="/staff/retention" aria-current="page">{t("staff.nav.retention")}'
        in page
    )


def test_the_days_are_set_and_nonsense_is_kept_to_be_mended(stage, owner):
    assert owner.post("/staff/retention", {"days": " 90 "}).status_code == 303
    assert retention_store.get(OWNER.body_id).days == 90
    for typed in ("59", "731", "ett år", "", "1e2"):
        answer = owner.post("/staff/retention", {"days": typed})
        assert answer.status_code == 422, typed
        assert f'value="{typed}"' in text(answer)
        assert t("retention.problem.days") in text(answer)
    assert retention_store.get(OWNER.body_id).days == 90
    assert audit.of_body(OWNER.body_id)[-1].what == "set_retention"


def test_an_open_round_can_only_be_looked_at(stage, owner):
    path = f"/staff/retention/{stage.round.id}"
    page = text(owner.get(path))
    assert t("retention.problem.open") in page
    assert 'name="reason"' not in page
    assert owner.post(path, SURE).status_code == 409
    assert wrapped_keys.get(stage.round.id)


def test_what_nobody_has_opened_is_named_first(stage, visitor, closed):
    assert t("retention.unread") not in text(visitor.get(closed))
    stage.send(0, hurt="few")
    page = text(visitor.get(closed))
    assert t("retention.unread.what", flags=1, messages=0) in page
    (row,) = rows_with("answers", sk="FLAG#")
    assert row["id"][:6] in page


@pytest.mark.parametrize("lacks", ["reason", "confirmed"])
def test_a_reason_and_a_tick_are_wanted_and_what_was_typed_stays(
    stage, visitor, closed, lacks
):
    answer = visitor.post(closed, {k: v for k, v in SURE.items() if k != lacks})
    assert answer.status_code == 422
    assert t(f"retention.problem.{lacks}") in text(answer)
    assert ("&lt;og&gt;" in text(answer)) is (lacks != "reason")
    assert wrapped_keys.get(stage.round.id)


def test_deleted_it_says_who_and_why_and_the_second_is_told_kindly(
    stage, visitor, closed
):
    assert visitor.post(closed, SURE).headers["Location"] == closed
    assert wrapped_keys.get(stage.round.id) is None
    page = text(visitor.get(closed))
    assert t("retention.gone.who", name=OWNER.name) in page
    assert "&lt;og&gt;" in page
    assert t("retention.gone.earlier") not in page
    second = visitor.post(closed, {"reason": "x" * 30, "confirmed": "yes"})
    assert second.status_code == 409
    assert t("retention.gone.earlier") in text(second)
    assert t("retention.gone") not in text(visitor.get("/staff/retention"))
    entries = [event.what for event in audit.of_body(OWNER.body_id)]
    assert entries.count("shredded_round") == 1
    assert WHY not in str(rows_with("casework"))


def without_nonces(answer):
    return re.sub(r'nonce="[^"]+"', "", text(answer))


def test_what_is_not_listed_shows_nothing_until_one_presses_and_then_names_a_day(
    stage, visitor, closed
):
    before = without_nonces(visitor.get(closed))
    stage.send(0, hurt="once")  # listed with the weekly list
    assert without_nonces(visitor.get(closed)) == before
    answer = visitor.post(closed, SURE)
    assert answer.status_code == 409
    assert t("retention.problem.new", day="tirsdag 1. desember") in text(answer)
    assert "&lt;og&gt;" in text(answer)
    assert wrapped_keys.get(stage.round.id)


def test_what_the_school_sees_then_says_so(stage, visitor, closed):
    stage.send(0, hurt="few")
    visitor.post(closed, SURE)
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    visitor.become(NURSE, NOW + timedelta(hours=5))
    visitor.post(f"{flag}/open")
    assert t("inbox.flag.shredded") in text(visitor.get(flag))


def test_small_classes_stand_as_their_grade_step_in_words(stage, owner):
    assert t("staff.grade_step.5-7") in text(owner.get("/staff/retention"))
