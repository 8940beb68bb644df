"""What is wrong with a round stands in one place with the way to each field; what was
changed is what is said to be saved."""

import re

import pytest

from chalicelib.audit import store as audit
from chalicelib.rounds import store as rounds
from chalicelib.web.language import texts
from tests.cast import NURSE, PRINCIPAL, TEACHER, set_the_stage
from tests.manage_rounds.test_change_pages import change, now
from tests.manage_rounds.test_staff_pages import NEW, PLAN, PREPARED, planned
from tests.staff_browser import hidden, text

t = texts("nb")
EVE = {"closes_on": "2026-12-24", "closes": "14:00"}
WORDS = ("on_duty", "deputy", "closes", "sheets", "same")


def said(browser, round_, **other):
    """Which of ``WORDS`` the round's page says after a change."""
    assert change(browser, round_, **other).status_code == 303
    page = text(browser.get(f"/staff/rounds/{round_.id}"))
    return [word for word in WORDS if t(f"staff.saved.{word}") in page]


def test_what_was_changed_is_said_to_be_saved_and_nothing_else(principal):
    round_ = set_the_stage(codes=0).round
    assert said(principal, round_, deputy=PRINCIPAL.id) == ["deputy"]
    assert said(principal, round_, deputy=PRINCIPAL.id, closes="14:00") == ["closes"]
    both = {"on_duty": PRINCIPAL.id, "deputy": NURSE.id, "closes": "14:00"}
    assert said(principal, round_, **both) == ["on_duty", "deputy"]


def test_where_nothing_was_changed_nothing_is_said_to_be_saved_nor_logged(
    stage, principal
):
    before = now(stage.round)
    assert said(principal, stage.round) == ["same"]
    assert now(stage.round) == before
    assert "changed_round" not in [
        event.what for event in audit.of_body(PRINCIPAL.body_id)
    ]


def test_sheets_that_name_who_was_on_duty_before_are_told_of(stage, principal):
    assert said(principal, stage.round, deputy=PRINCIPAL.id) == ["deputy"]
    changed = said(principal, stage.round, on_duty=PRINCIPAL.id, deputy="")
    assert changed == ["on_duty", "deputy", "sheets"]


def test_a_refused_change_asks_about_the_day_off_too_and_keeps_the_answer(
    stage, principal
):
    wrong = {"on_duty": TEACHER.id, **EVE}
    page = text(change(principal, stage.round, **wrong))
    assert t("staff.round.day_off", day="torsdag 24. desember") in page
    assert t("staff.round.change.day_off") in page
    page = text(change(principal, stage.round, **wrong, sure="2026-12-24"))
    assert re.search(r'name="sure" value="2026-12-24"[^>]* checked', page)
    assert t("staff.round.change.day_off") not in page
    assert now(stage.round) == stage.round
    unreadable = {**EVE, "closes": "x"}
    assert 'name="sure"' in text(change(principal, stage.round, **unreadable))


def test_of_what_a_school_has_ready_the_changed_is_said_to_be_saved_and_nothing_else(
    principal,
):
    form = {"course_on": "2026-08-20", "workshop_on": "2026-08-21", "on_duty": NURSE.id}
    for change_, what in (
        ({}, None),
        ({"course_on": "2026-08-19"}, "course_on"),
        ({}, "same"),
    ):
        form |= change_
        version = re.search(
            r'name="version" value="(\d+)"', text(principal.get("/staff/readiness"))
        )
        assert (
            principal.post(
                "/staff/readiness", form | {"version": version[1]}
            ).status_code
            == 303
        )
        page = text(principal.get("/staff/readiness"))
        every = ("course_on", "workshop_on", "on_duty", "same")
        found = [word for word in every if t(f"staff.saved.{word}") in page]
        assert what is None or found == [what]


def test_sure_of_one_day_is_not_sure_of_another(stage, principal):
    asked = change(principal, stage.round, **EVE, sure="2026-12-23")
    assert asked.status_code == 422
    assert now(stage.round) == stage.round


def boxes(page):
    return re.findall(r'<div class="problem".*?</div>', page, re.S)


def dead_links(page):
    return [
        anchor
        for anchor in re.findall(r'href="#(\w+)"', page)
        if f'id="{anchor}"' not in page
    ]


def test_a_plan_has_one_box_with_the_way_to_each_field(stage, principal):
    page = text(principal.post(NEW, planned(form_id="", classes="", deputy=NURSE.id)))
    (box,) = boxes(page)
    for reason in ("classes", "deputy"):
        said = t(f"staff.round.refused.{reason}")
        assert f'<a href="#{reason}">{said}</a>' in box
        assert f'<span class="wrong" id="{reason}-wrong">{said}' in page
    assert '<a href="#form_id">' in box
    assert dead_links(page) == []


@pytest.mark.parametrize(
    "other",
    [
        {"deputy": NURSE.id},
        {"on_duty": ""},
        {"closes": "16:00"},
        {"closes": ""},
        {"deputy": NURSE.id, **EVE},
    ],
)
def test_a_change_has_one_box_with_the_way_to_each_field(stage, principal, other):
    page = text(change(principal, stage.round, **other))
    (box,) = boxes(page)
    assert box.count("<a href=") == box.count("<li>") > 0
    assert dead_links(page) == []


def test_another_day_can_be_sent_without_an_answer_about_the_day_off(stage, principal):
    asked = text(change(principal, stage.round, **EVE))
    (box,) = re.findall(r'<input[^>]*name="sure"[^>]*>', asked)
    assert "required" not in box


def test_a_new_round_that_closes_on_a_day_off_asks_and_is_not_made_before_the_answer(
    stage, principal
):
    principal.post("/staff/readiness", {**PREPARED, "version": "0"})
    plan = [field for field in PLAN if field[0] not in ("closes_on", "closes")]
    plan += [("closes_on", "2026-12-24"), ("closes", "14:00")]
    looked = principal.post(NEW, plan)
    assert t("staff.round.day_off", day="torsdag 24. desember") in text(looked)
    sent = [*plan, ("attempt", dict(hidden(looked))["attempt"])]
    for sure in ([], [("sure", "2026-12-23")]):
        answer = principal.post("/staff/rounds/save", [*sent, *sure])
        assert answer.status_code == 422
        assert t("staff.round.change.day_off") in text(answer)
    made = len(rounds.of_school(PRINCIPAL.body_id))
    answer = principal.post("/staff/rounds/save", [*sent, ("sure", "2026-12-24")])
    assert answer.status_code == 303
    assert len(rounds.of_school(PRINCIPAL.body_id)) == made + 1
