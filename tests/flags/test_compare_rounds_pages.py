"""Two confidential rounds by one list of names: said when planning, compared from the
inbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts.account import Account
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.staff_door import door
from chalicelib.storage.transaction import commit
from chalicelib.web.language import texts
from tests.cast import (
    BEFORE,
    CLASSES,
    NEIGHBOUR,
    NOW,
    NURSE,
    PRINCIPAL,
    SCHOOL,
    SLOT,
    STRANGER,
    Stage,
)
from tests.manage_rounds.test_staff_pages import NEW, PREPARED, READY, SAVE, planned
from tests.staff_browser import hidden, text

t = texts("nb")


def confidential(
    at, school=SCHOOL, person: Account = NURSE, same_list_as=None
) -> Stage:
    closes = at + timedelta(hours=4)
    new = NewRound(
        "grades_5_7",
        Mode.CONFIDENTIAL,
        ("nb",),
        at,
        closes,
        on_duty(person),
        same_list_as=same_list_as,
    )
    round_ = open_round(
        new, school, [replace(class_, school_id=school.id) for class_ in CLASSES]
    )
    return Stage(round_, make_codes(round_, "6A", 3))


@pytest.fixture
def earlier(stage):
    return confidential(NOW - timedelta(days=60))


@pytest.fixture
def planner(visitor, earlier):
    visitor.become(PRINCIPAL)
    visitor.post(READY, {**PREPARED, "version": "0"})
    done = preparation_store.get("SCHAAA")
    commit(
        preparation_store.write_preparation("SCHAAA", replace(done, unlocked_at=NOW))
    )
    return visitor


def made_of(planner, **fields):
    check = planner.post(NEW, planned(mode="confidential", **fields))
    sent = [(name, value) for name, value in hidden(check) if name != "change"]
    planner.post(SAVE, sent)
    return text(check), rounds.get(dict(sent)["attempt"])


def test_the_setter_chooses_the_earlier_round_and_it_is_kept(planner, earlier):
    form = text(planner.get(NEW))
    assert f'<option value="{earlier.round.id}">' in form
    assert f'<option value="">{t("staff.round.same_list.none")}' in form
    check, made = made_of(planner, same_list_as=earlier.round.id)
    assert f"<dd>{t.round(earlier.round)}</dd>" in check
    assert made.same_list_as == earlier.round.id


def test_where_nobody_chose_a_list_there_is_none(planner, earlier):
    check, made = made_of(planner, same_list_as="")
    assert f"<dd>{t('staff.round.same_list.none')}</dd>" in check
    assert made.same_list_as is None


def test_a_list_that_cannot_be_used_is_said_and_never_dropped(planner, earlier, stage):
    theirs = confidential(NOW - timedelta(days=60), NEIGHBOUR, STRANGER).round.id
    still_open = confidential(NOW).round.id
    for chosen in ("XX", theirs, still_open, stage.round.id):
        page = planner.post(NEW, planned(mode="confidential", same_list_as=chosen))
        assert page.status_code == 422, chosen
        assert t("staff.round.refused.list_gone") in text(page)
    assert theirs not in text(planner.get(NEW))
    assert schools.get(NEIGHBOUR.id)


def test_an_anonymous_round_follows_no_list(planner, earlier):
    page = planner.post(NEW, planned(same_list_as=earlier.round.id))
    assert page.status_code == 422
    assert t("staff.round.refused.list_anonymous") in text(page)
    assert f'value="{earlier.round.id}" selected' in text(page)
    check = planner.post(NEW, planned(same_list_as=""))
    assert t("staff.round.same_list") not in text(check)
    sent = [(name, value) for name, value in hidden(check) if name != "change"]
    planner.post(SAVE, sent)
    assert rounds.get(dict(sent)["attempt"]).same_list_as is None


def test_opening_the_inbox_compares_and_shows_the_flag_at_the_slot(
    planner, earlier, monkeypatch
):
    later = confidential(BEFORE - timedelta(minutes=5), same_list_as=earlier.round.id)
    earlier.send(1, earlier.round.opens_at, hurt="once")
    later.send(1, hurt="once")
    planner.get("/staff/inbox")
    monkeypatch.setattr(door, "clock", lambda: SLOT)
    planner.become(PRINCIPAL, SLOT)
    page = text(planner.get("/staff/inbox"))
    assert page.count("/staff/inbox/flag/") > 1
    assert t("flag.level.L2") in page


def test_the_rules_page_promises_it_and_says_when(planner):
    assert t("rule.explained.persists") in text(planner.get("/staff/rules"))
