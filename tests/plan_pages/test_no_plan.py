"""A person says that a case needs no plan: on the plan's page, with why."""

from datetime import timedelta

import pytest

from chalicelib.cases import act
from chalicelib.cases.states import Move
from chalicelib.referrals import drafts
from chalicelib.staff_door import door
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.plan_pages.test_staff_pages import CASE, PLAN, press, write
from tests.staff_browser import text

NONE = f"{PLAN}/none"
WHY = "Eleven er ny her og har det <trygt> og godt."
SAID = "bestemte tirsdag 24. november at saken ikke trenger aktivitetsplan."
BUTTON = "Lagre at den ikke trengs"
IN_A_WEEK = NOW + timedelta(days=8)


@pytest.fixture
def principal(stage, visitor, monkeypatch):
    """The plan's day has passed, and the first talk is no more to come."""
    made(drafts.desk(TEACHER))
    act.move(pen(stored()), Move.TRY_OTHER, "Eleven vil ikke ha noen gruppe nå.")
    monkeypatch.setattr(door, "clock", lambda: NOW)
    return visitor.become(PRINCIPAL)


def test_a_plan_that_is_late_is_what_is_next_until_somebody_says_why_none_is_needed(
    principal, monkeypatch
):
    act.plan(pen(stored(), "b" * 22), act.NextKind.MEASURE, IN_A_WEEK.date())
    page = text(principal.get(CASE))
    assert "Neste: Vedta aktivitetsplanen" in page
    assert "Vedta aktivitetsplanen" in text(principal.get("/staff/cases"))
    assert press(principal, PLAN, NONE, reason=WHY).status_code == 303
    page = text(principal.get(CASE))
    assert "Neste: Bestem tiltak" in page
    assert SAID in page
    assert "Aktivitetsplan trengs ikke" in page
    assert "Vedta aktivitetsplanen" not in text(principal.get("/staff/cases"))
    monkeypatch.setattr(door, "clock", lambda: IN_A_WEEK)
    later = principal.become(PRINCIPAL, IN_A_WEEK)
    assert "Vedta aktivitetsplanen" not in text(later.get("/staff/inbox"))


def test_the_plans_page_says_who_when_and_why_and_can_be_corrected(principal):
    assert "Det er ikke skrevet noen plan ennå." in text(principal.get(PLAN))
    answer = press(principal, PLAN, NONE, reason=WHY)
    page = text(principal.get(PLAN))
    assert "Lagret: at saken ikke trenger aktivitetsplan." in page
    assert answer.headers["Location"].endswith(PLAN)
    assert SAID in page
    assert "har det &lt;trygt&gt; og godt." in page
    assert "Det er ikke skrevet noen plan ennå." not in page
    here = f"{CASE}/entries/{stored().version}"
    assert f'href="{here}"' in page
    press(principal, here, correction="Det gjaldt søsteren.")
    assert "Det gjaldt søsteren." in text(principal.get(PLAN))


def test_it_can_be_said_again_and_a_plan_written_later_stands(principal):
    for why in (WHY, "Vi har snakket med eleven igjen i dag."):
        assert press(principal, PLAN, NONE, reason=why).status_code == 303
    page = text(principal.get(PLAN))
    assert "snakket med eleven igjen" in page
    assert write(principal).status_code == 303
    page = text(principal.get(PLAN))
    assert SAID not in page
    assert BUTTON not in page
    assert SAID not in text(principal.get(CASE))


@pytest.mark.parametrize("reason", ["", "Nei", "a" * 1001])
def test_without_a_sentence_nothing_is_saved_and_what_was_typed_stays(
    principal, reason
):
    before = stored().version
    answer = press(principal, PLAN, NONE, reason=reason)
    assert answer.status_code == 422
    assert "Skriv en hel setning om hvorfor." in text(answer)
    assert f">{reason}</textarea>" in text(answer)
    assert stored().version == before


def test_who_has_an_old_page_is_told_that_there_is_a_plan(principal):
    old = pen(stored())
    write(principal)
    page = text(principal.get(f"{PLAN}/edit"))
    hidden = page.partition('name="csrf" value="')[2].partition('"')[0]
    sent = {"csrf": hidden, "attempt": "z" * 22, "reason": WHY}
    for version, status in ((old.seen, 409), (stored().version, 422)):
        answer = principal.post(NONE, sent | {"version": str(version)})
        assert answer.status_code == status
    assert "Saken har allerede en aktivitetsplan." in text(answer)


def test_where_nobody_may_write_there_is_no_button(principal):
    assert BUTTON in text(principal.get(PLAN))
    act.move(
        pen(stored(), "c" * 22), Move.LEFT_SCHOOL, "Eleven har flyttet til Bergen."
    )
    assert BUTTON not in text(principal.get(PLAN))
    principal.become(NURSE)
    assert principal.post(NONE, {"reason": WHY}).status_code == 404
