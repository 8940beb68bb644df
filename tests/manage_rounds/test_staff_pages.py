"""A round from the plan to the closing, in the pages as the resource group does it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.answer_form.submit import open_form
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.manage_rounds.open import make_codes
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode
from chalicelib.schools import preparation_store
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER
from tests.staff_browser import hidden, text

NEW, SAVE, READY = "/staff/rounds/new", "/staff/rounds/save", "/staff/readiness"
LOCK = f"/staff/schools/{PRINCIPAL.body_id}/confidential"
PREPARED = {"course_on": "2026-09-01", "workshop_on": "2026-09-02", "on_duty": NURSE.id}
PLAN = [
    ("form_id", "grades_5_7"),
    ("classes", "6A"),
    ("classes", "6B"),
    ("classes", "7A"),
    ("mode", "anonymous"),
    ("pace", "each"),
    ("opens_on", "2026-11-24"),
    ("opens", "09:00"),
    ("closes_on", "2026-11-24"),
    ("closes", "14:00"),
    ("languages", "nb"),
    ("languages", "nn"),
    ("languages", "pl"),
    ("on_duty", NURSE.id),
]


def planned(**other):
    return [(name, value) for name, value in PLAN if name not in other] + list(
        other.items()
    )


@pytest.fixture
def member(visitor):
    return visitor.become(PRINCIPAL)


@pytest.fixture
def ready(member):
    assert member.post(READY, {**PREPARED, "version": "0"}).status_code == 303
    return member


@pytest.fixture
def round_(ready):
    attempt = dict(hidden(ready.post(NEW, PLAN)))["attempt"]
    assert ready.post(SAVE, [*PLAN, ("attempt", attempt)]).status_code == 303
    return rounds.get(attempt)


def version_of(page):
    return re.search(r'name="version" value="(\d+)"', text(page))[1]


def test_while_a_must_is_missing_no_round_is_set_up(member, stage):
    page = member.post(NEW, PLAN)
    assert page.status_code == 422
    assert READY in text(page)
    assert member.post(SAVE, [*PLAN, ("attempt", "A" * 20)]).status_code == 422
    assert len(rounds.of_school("SCHAAA")) == 1


def test_the_readiness_page_says_what_to_do_until_it_is_done(member):
    t, before = texts("nb"), text(member.get(READY))
    first = before.split(t("staff.ready.prepared"))[0]
    for must in ("course", "workshop", "on_duty"):
        assert t(f"staff.ready.must.{must}") in first
        assert t(f"staff.ready.go.{must}") in first
    assert t("staff.ready.count", done=9, all=13) in before
    assert member.post(READY, {**PREPARED, "version": "0"}).status_code == 303
    after = text(member.get(READY))
    assert t("staff.ready.count", done=12, all=13) in after
    assert after.count('class="tag done') == 12
    assert t("staff.ready.yes") in after
    assert "changed_readiness" in [event.what for event in audit.of_body("SCHAAA")]


def test_two_write_down_readiness_the_second_keeps_theirs_and_sees_what_changed(ready):
    page = ready.post(READY, {**PREPARED, "course_on": "2026-10-10", "version": "0"})
    assert page.status_code == 409
    assert "2026-10-10" in text(page)
    assert "2026-09-01" in text(page)
    assert preparation_store.get("SCHAAA").course_on.isoformat() == "2026-09-01"
    again = {**PREPARED, "course_on": "2026-10-10", "version": version_of(page)}
    assert ready.post(READY, again).status_code == 303


def test_looking_makes_nothing_and_saving_twice_makes_one(ready, stage):
    check = ready.post(NEW, PLAN)
    assert check.status_code == 200
    assert "6B, 7A" in text(check)
    assert "polski" in text(check).lower()
    assert len(rounds.of_school("SCHAAA")) == 1
    fields = hidden(check)
    attempt = dict(fields)["attempt"]
    fields = [(n, v) for n, v in fields if n != "change"]
    assert ready.post(SAVE, fields).headers["Location"] == f"/staff/rounds/{attempt}"
    assert ready.post(SAVE, fields).status_code == 303
    assert len(rounds.of_school("SCHAAA")) == 2
    made = rounds.get(attempt)
    assert (made.mode, made.languages, made.on_duty.name) == (
        Mode.ANONYMOUS,
        ("nb", "nn"),
        NURSE.name,
    )
    assert [event.what for event in audit.of_body("SCHAAA")].count("set_up_round") == 1


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"on_duty": ""}, 422),
        ({"on_duty": STRANGER.id}, 422),
        ({"closes": "16:00"}, 422),
        ({"closes_on": "2026-12-25"}, 422),
        ({"mode": "confidential"}, 422),
        ({"classes": "6B"}, 422),
        ({"classes": "6B 6B"}, 422),
        ({"form_id": "no_such"}, 422),
        ({"opens_on": "i morgen"}, 422),
    ],
)
def test_what_cannot_be_is_refused_when_looking_and_when_saving(ready, other, status):
    sent = planned(**other)
    assert ready.post(NEW, sent).status_code == status
    assert ready.post(SAVE, [*sent, ("attempt", "A" * 20)]).status_code == status
    assert len(rounds.of_school("SCHAAA")) == 1


def test_an_id_that_was_not_handed_out_makes_no_round(ready, stage):
    assert ready.post(SAVE, [*PLAN, ("attempt", "../x")]).status_code == 404
    taken = ready.post(SAVE, [*PLAN, ("attempt", stage.round.id)])
    assert taken.status_code == 303
    assert rounds.get(stage.round.id) == stage.round


def test_it_opens_class_by_class_and_shows_how_many_have_answered(ready, round_):
    code = make_codes(round_, "6A", 1)[0]
    with pytest.raises(errors.RoundNotOpen):
        open_form(code, NOW)
    path = f"/staff/rounds/{round_.id}"
    assert (
        ready.post(f"{path}/open", {"class": "6A", "version": "1"}).status_code == 303
    )
    assert open_form(code, NOW).class_.id == "6A"
    assert "færre enn fem av 26" in text(ready.get(path))
    late = ready.post(f"{path}/open", {"class": "STEP5-7", "version": "1"})
    assert late.status_code == 409
    assert ready.post(f"{path}/open", {"class": "STEP5-7", "version": version_of(late)})
    assert rounds.get(round_.id).classes["STEP5-7"].opened_at


def test_before_the_round_no_class_is_said_to_be_open(ready, round_, monkeypatch):
    early, path = round_.opens_at - timedelta(hours=1), f"/staff/rounds/{round_.id}"
    monkeypatch.setattr(door, "clock", lambda: early)
    ready.become(PRINCIPAL, early).post(f"{path}/open", {"class": "6A", "version": "1"})
    said = "Klassen åpner når runden åpner, tirsdag 24. november klokka 09.00."
    assert said in text(ready.get(path))


def test_a_class_is_not_opened_once_the_person_on_duty_has_left(ready, round_):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    page = ready.post(
        f"/staff/rounds/{round_.id}/open", {"class": "6A", "version": "1"}
    )
    assert page.status_code == 409
    assert rounds.get(round_.id).classes["6A"].opened_at is None


def test_the_list_and_the_round_show_what_has_gone_missing_and_what_to_do(
    ready, round_
):
    for path in ("/staff/rounds", f"/staff/rounds/{round_.id}"):
        assert "Noe mangler" not in text(ready.get(path))
        assert "ikke lenger" not in text(ready.get(path))
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    listed, page = (
        text(ready.get("/staff/rounds")),
        text(ready.get(f"/staff/rounds/{round_.id}")),
    )
    for shown in (listed, page):
        assert "Skolen er ikke lenger klar" in shown
        assert "har vakt i runden, er ikke lenger med" in shown
    assert f'href="{READY}"' in page
    assert "avslutt runden nedenfor" in page


def test_the_list_says_how_far_each_round_has_come_in_words_people_use(
    ready, round_, monkeypatch
):
    page = text(ready.get("/staff/rounds"))
    assert ">Åpen</h2>" in page
    assert page.count("<article") == 2
    assert "5.–7. trinn" in page
    assert "5-7" not in page
    late = NOW + timedelta(hours=6)
    monkeypatch.setattr(door, "clock", lambda: late)
    page = text(ready.become(PRINCIPAL, late).get("/staff/rounds"))
    assert ">Avsluttet</h2>" in page
    assert page.count('<li class="item') == 2
    assert "<article" not in page


def test_another_round_at_the_same_time_is_warned_of(ready, stage):
    assert "6A, 6B, 7A: svarer også i en annen runde" in text(ready.post(NEW, PLAN))


def test_closing_early_takes_no_more_answers(ready, round_, monkeypatch):
    path = f"/staff/rounds/{round_.id}"
    code = make_codes(round_, "6A", 1)[0]
    ready.post(f"{path}/open", {"class": "6A", "version": "1"})
    assert ready.post(f"{path}/close", {"version": "1"}).status_code == 409
    assert ready.post(f"{path}/close", {"version": "2"}).status_code == 303
    with pytest.raises(errors.RoundClosed):
        open_form(code, NOW)
    monkeypatch.setattr(door, "clock", lambda: NOW + timedelta(minutes=1))
    assert ready.post(f"{path}/close", {"version": "3"}).status_code == 303
    assert [event.what for event in audit.of_body("SCHAAA")].count("closed_round") == 1


def test_the_preview_is_the_pupils_form_and_can_send_nothing(ready, stage):
    page = ready.get(f"/staff/rounds/{stage.round.id}/preview")
    assert 'name="contact"' in text(page)
    assert "form-action 'none'" in page.headers["Content-Security-Policy"]
    assert "<script" not in text(page) or "getElementById('answers')" not in text(page)


def test_only_the_owner_unlocks_and_only_with_a_reason(ready, visitor):
    visitor.become(OWNER)
    assert visitor.post(LOCK, {"reason": "fordi", "version": "1"}).status_code == 422
    reason = "Grunnlag: § 12-4. Risikoen er vurdert 1. november."
    assert visitor.post(LOCK, {"reason": reason, "version": "1"}).status_code == 303
    assert reason in text(visitor.get(LOCK))
    visitor.become(PRINCIPAL)
    assert visitor.post(NEW, planned(mode="confidential")).status_code == 200
    visitor.become(OWNER)
    assert visitor.post(LOCK, {"lock": "yes", "version": "2"}).status_code == 303
    visitor.become(PRINCIPAL)
    assert visitor.post(NEW, planned(mode="confidential")).status_code == 422
    entries = [event.what for event in audit.of_body("SCHAAA")]
    assert "unlocked_confidential" in entries
    assert "locked_confidential" in entries


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_in_every_language(ready, stage, language):
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, language=language)))
    path = f"/staff/rounds/{stage.round.id}"
    for address in ("/staff/rounds", NEW, READY, path):
        page = ready.get(address)
        assert page.status_code == 200
        assert f'<html lang="{language}"' in text(page)
    assert ready.post(NEW, PLAN).status_code == 200
