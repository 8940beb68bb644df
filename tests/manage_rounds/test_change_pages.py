"""A round that is set up is changed, ended before its time, and gone on with the same
day."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.answer_form.submit import open_form
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.core.local_time import OSLO
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode
from chalicelib.schools import preparation_store
from chalicelib.schools.preparation import Preparation
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL, STRANGER, TEACHER, set_the_stage
from tests.staff_browser import hidden, text

t = texts("nb")
SAME = {"on_duty": NURSE.id, "deputy": "", "closes_on": "2026-11-24", "closes": "13:07"}


def change(browser, round_, **other):
    version = str(rounds.get(round_.id).version)
    return browser.post(
        f"/staff/rounds/{round_.id}/change", SAME | {"version": version} | other
    )


def now(round_):
    return rounds.get(round_.id)


def test_the_form_shows_the_round_as_it_is(stage, principal):
    page = text(principal.get(f"/staff/rounds/{stage.round.id}/change"))
    assert f'<option value="{NURSE.id}" selected>' in page
    assert 'name="closes_on" value="2026-11-24"' in page
    assert 'name="closes" value="13:07"' in page
    assert f"/staff/rounds/{stage.round.id}/change" in text(
        principal.get(f"/staff/rounds/{stage.round.id}")
    )


def test_another_is_on_duty_with_a_deputy_and_the_round_closes_later(stage, principal):
    answer = change(
        principal,
        stage.round,
        on_duty=PRINCIPAL.id,
        deputy=NURSE.id,
        closes_on="2026-11-26",
        closes="14:00",
    )
    assert answer.status_code == 303
    after = now(stage.round)
    assert (after.on_duty.account_id, after.on_duty.name) == (
        PRINCIPAL.id,
        PRINCIPAL.name,
    )
    assert after.deputy.account_id == NURSE.id
    assert after.closes_at == datetime(2026, 11, 26, 14, tzinfo=OSLO).astimezone(UTC)
    assert after.slots[-1] >= after.closes_at
    assert after.slots[:2] == stage.round.slots[:2]
    (listed,) = rounds.of_school(stage.round.school_id)
    assert (listed.on_duty_id, listed.closes_at) == (PRINCIPAL.id, after.closes_at)
    assert open_form(stage.codes[0], NOW + timedelta(days=1)).class_.id == "6A"
    page = text(principal.get(f"/staff/rounds/{stage.round.id}"))
    assert f"{t('staff.round.deputy')}: {NURSE.name}" in page
    assert [event.what for event in audit.of_body(PRINCIPAL.body_id)][
        -1
    ] == "changed_round"


def test_a_deputy_can_be_taken_away_again(stage, principal):
    change(principal, stage.round, deputy=PRINCIPAL.id)
    assert now(stage.round).deputy
    change(principal, stage.round, deputy="")
    assert now(stage.round).deputy is None


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("on_duty", "", "on_duty"),
        ("on_duty", TEACHER.id, "on_duty"),
        ("on_duty", STRANGER.id, "on_duty"),
        ("deputy", NURSE.id, "deputy"),
        ("closes_on", "2026-11-28", "closes_outside"),
        ("closes", "16:00", "closes_outside"),
        ("closes", "09:00", "past"),
        ("closes_on", "2027-11-24", "kept"),
        ("closes_on", "", "closes_on"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    stage, principal, field, value, why
):
    answer = change(principal, stage.round, **{field: value})
    assert answer.status_code == 422
    assert t(f"staff.round.change.{why}") in text(answer)
    assert now(stage.round) == stage.round


def test_closing_on_christmas_eve_is_asked_about_first(stage, principal):
    eve = {"closes_on": "2026-12-24", "closes": "14:00"}
    asked = change(principal, stage.round, **eve)
    assert asked.status_code == 422
    assert t("staff.round.day_off", day="torsdag 24. desember") in text(asked)
    assert now(stage.round) == stage.round
    assert change(principal, stage.round, **eve, sure="2026-12-24").status_code == 303
    assert now(stage.round).closes_at.astimezone(OSLO).day == 24


def test_who_has_left_can_be_replaced_and_must_be(stage, principal):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert t("staff.round.change.on_duty") in text(change(principal, stage.round))
    assert change(principal, stage.round, on_duty=PRINCIPAL.id).status_code == 303


def test_a_confidential_round_keeps_the_person_its_cards_name(principal):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    page = text(principal.get(f"/staff/rounds/{round_.id}/change"))
    assert t("staff.round.change.fixed", name=NURSE.name) in page
    answer = change(principal, round_, on_duty=PRINCIPAL.id)
    assert t("staff.round.change.named") in text(answer)
    assert now(round_) == round_
    assert (
        change(principal, round_, deputy=PRINCIPAL.id, closes="14:00").status_code
        == 303
    )
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert change(principal, round_, deputy="").status_code == 303
    assert now(round_).on_duty.account_id == NURSE.id


def test_of_two_who_change_it_at_once_the_second_is_told(stage, principal):
    change(principal, stage.round, deputy=PRINCIPAL.id)
    late = change(principal, stage.round, version="1")
    assert late.status_code == 409
    assert t("staff.round.problem.meanwhile") in text(late)
    assert now(stage.round).deputy


def test_a_round_of_another_school_does_not_exist(stage, visitor):
    visitor.become(STRANGER)
    assert visitor.get(f"/staff/rounds/{stage.round.id}/change").status_code == 404
    assert change(visitor, stage.round).status_code == 404
    assert (
        visitor.post(
            f"/staff/rounds/{stage.round.id}/go-on", {"version": "1"}
        ).status_code
        == 404
    )


def test_ending_is_asked_about_and_undone_within_the_day(stage, principal, monkeypatch):
    path = f"/staff/rounds/{stage.round.id}"
    assert f'action="{path}/close"' not in text(principal.get(path))
    asked = principal.get(f"{path}/close")
    assert t("staff.round.has_answered.few", pupils=26) in text(asked)
    assert now(stage.round) == stage.round
    assert principal.post(f"{path}/close", hidden(asked)).status_code == 303
    with pytest.raises(errors.RoundClosed):
        open_form(stage.codes[0], NOW)
    later = NOW + timedelta(hours=2)
    monkeypatch.setattr(door, "clock", lambda: later)
    page = text(principal.become(PRINCIPAL, later).get(path))
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert principal.post(f"{path}/go-on", {"version": version}).status_code == 303
    assert now(stage.round).closes_at == stage.round.closes_at
    assert open_form(stage.codes[0], later)
    whats = [event.what for event in audit.of_body(PRINCIPAL.body_id)]
    assert [what for what in whats if what.endswith("_round")] == [
        "closed_round",
        "reopened_round",
    ]
    assert principal.get(f"{path}/close").status_code == 200


def counted(browser, round_):
    return re.findall(
        r"<td>([^<]* av 26)</td>", text(browser.get(f"/staff/rounds/{round_.id}"))
    )


def test_while_an_ended_round_can_go_on_its_counts_are_in_steps(
    stage, principal, monkeypatch
):
    """Ending, reading the exact number, going on and ending again would tell one
    pupil's answer."""
    for number in range(3):
        stage.send(number)
    path = f"/staff/rounds/{stage.round.id}"
    principal.post(f"{path}/close", {"version": str(now(stage.round).version)})
    assert counted(principal, stage.round) == ["færre enn fem av 26"]
    monkeypatch.setattr(door, "clock", lambda: stage.round.closes_at)
    principal.become(PRINCIPAL, stage.round.closes_at)
    assert counted(principal, stage.round) == ["3 av 26"]


def test_the_day_after_an_ended_round_stays_ended(stage, principal, monkeypatch):
    path = f"/staff/rounds/{stage.round.id}"
    change(principal, stage.round, closes_on="2026-11-26")
    version = str(now(stage.round).version)
    principal.post(f"{path}/close", {"version": version})
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(days=1))
    principal.become(PRINCIPAL, NOW + timedelta(days=1))
    assert t("staff.round.go_on") not in text(principal.get(path))
    late = principal.post(f"{path}/go-on", {"version": str(now(stage.round).version)})
    assert late.status_code == 409
    assert now(stage.round).planned_close


def test_of_a_round_that_was_ended_the_page_says_when_it_was(stage, principal):
    path = f"/staff/rounds/{stage.round.id}"
    assert f"{t('staff.round.closes')}: " in text(principal.get(path))
    principal.post(f"{path}/close", {"version": str(now(stage.round).version)})
    page = text(principal.get(path))
    assert f"{t('staff.round.closed_at')}: {t.moment(NOW)}" in page
    assert f"{t('staff.round.closes')}: " not in page


@pytest.mark.parametrize("mode", Mode)
def test_who_is_on_duty_at_the_school_is_offered_where_duty_can_be_changed(
    principal, mode
):
    round_ = set_the_stage(codes=1, mode=mode).round
    ready = Preparation(NOW.date(), NOW.date(), PRINCIPAL.id)
    transaction.commit(preparation_store.write_preparation(round_.school_id, ready))
    page = text(principal.get(f"/staff/rounds/{round_.id}"))
    offered = t("staff.round.duty_elsewhere", name=PRINCIPAL.name) in page
    assert offered is (mode is Mode.ANONYMOUS)
