"""One press that arrives twice, 250 ms apart, gets the second time what it got the
first: every button of the staff's door, read from the app itself."""

import re
import threading
from datetime import timedelta

import pytest

from chalicelib.presses import repeated_press, saved_notice
from chalicelib.schools import store as schools
from chalicelib.staff_door import blueprint, door
from chalicelib.storage import expiry, transaction
from tests.cast import (
    ADMINISTRATOR,
    CLASSES,
    NOW,
    NURSE,
    OWNER,
)
from tests.forms_of import form
from tests.rows import rows_with
from tests.staff_browser import staff_app, text
from tests.staff_door.buttons import At
from tests.staff_door.buttons_of_results import CASES
from tests.staff_door.buttons_set_up import LATER, other_place

pytestmark = pytest.mark.walk


@pytest.fixture
def at(stage, visitor, archive_function):
    stage.send(0, hurt="few")
    stage.send(1, hurt="few")
    for class_ in CLASSES:
        transaction.commit(schools.put_class(class_))
    return lambda account: At(stage, visitor.become(account), account)


def problem(answer):
    return re.findall(
        r'<[^>]*(?:role="alert"|class="wrong")[^>]*>(.*?)</', text(answer), re.S
    )


def _ids(case):
    route, _, made = case
    return f"{route}-{made.__name__}"


ELSEWHERE = {
    # In August alone: test_school_year presses it twice
    "/staff/schools/{school_id}/year",
    "/staff/schools/{school_id}/year/undo",
    # With files alone: tests/roster_import presses them twice
    "/staff/schools/import/oneroster",
    "/staff/people-list/{school_id}/oneroster",
}


def test_every_button_is_pressed_here():
    pages = {
        path
        for path, methods in staff_app().routes.items()
        if "POST" in methods and vars(methods["POST"].view_function)["rule"].signed_in
    }
    assert {route for route, _, _ in CASES} == pages - ELSEWHERE


@pytest.mark.parametrize(("route", "account", "made"), CASES, ids=map(_ids, CASES))
def test_the_second_of_two_gets_what_the_first_got(
    at, monkeypatch, route, account, made
):
    if route == "/staff/retention/{round_id}":
        monkeypatch.setattr(door, "clock", lambda: LATER)
    ready = at(account)
    path, fields = made(ready)
    cookies, csrf = dict(ready.visitor.cookies), ready.visitor.csrf
    first = ready.visitor.post(path, fields)
    assert first.status_code in (200, 303), problem(first)
    after = dict(ready.visitor.cookies)
    ready.visitor.cookies, ready.visitor.csrf = dict(cookies), csrf
    second = ready.visitor.post(path, fields)
    assert second.status_code == first.status_code, problem(second)
    assert second.headers.get("Location") == first.headers.get("Location")
    assert ready.visitor.cookies.get(blueprint.COOKIE) == after.get(blueprint.COOKIE)
    if not route.startswith("/staff/sessions/"):  # an ended session is led to sign-in
        assert ready.visitor.cookies.get(saved_notice.COOKIE) == after.get(
            saved_notice.COOKIE
        )


SCHOOL = "/staff/schools/SCHAAA/settings"


def renamed(at, name):
    return form(text(at.visitor.get(SCHOOL)), SCHOOL, name=name)


def test_who_presses_after_a_colleague_is_told_what_has_changed(at):
    admin = at(ADMINISTRATOR)
    same = renamed(admin, "Nytt skolenavn")
    admin.done(SCHOOL, same)
    admin.visitor.become(ADMINISTRATOR)
    assert admin.visitor.post(SCHOOL, same).status_code == 409


def test_half_a_minute_later_it_is_another_press(at, monkeypatch):
    admin = at(ADMINISTRATOR)
    same = renamed(admin, "Nytt skolenavn")
    admin.done(SCHOOL, same)
    later = NOW + timedelta(seconds=31)
    monkeypatch.setattr(door, "clock", lambda: later)
    monkeypatch.setattr(expiry, "clock", later.timestamp)
    assert admin.visitor.post(SCHOOL, same).status_code == 409


def test_other_words_are_another_press(at):
    admin = at(ADMINISTRATOR)
    same = renamed(admin, "Nytt skolenavn")
    admin.done(SCHOOL, same)
    other = [(name, "Annet navn" if name == "name" else value) for name, value in same]
    assert admin.visitor.post(SCHOOL, other).status_code == 409


def test_what_may_be_done_again_is_done_again(at):
    owner = at(OWNER)
    for days in ("90", "365", "90"):
        owner.done("/staff/retention", {"days": days})
    assert 'value="90"' in text(owner.visitor.get("/staff/retention"))


def test_what_was_refused_can_be_pressed_again(at):
    owner = at(OWNER)
    for _ in range(3):
        answer = owner.visitor.post("/staff/retention", {"days": "1"})
        assert answer.status_code == 422
    assert rows_with("casework", pk="PRESS#") == []


def test_of_a_press_no_word_is_kept(at):
    nurse = at(NURSE)
    nurse.done(
        f"{nurse.opened()}/close", {"turn": "0", "why": "talked", "note": "Om Kim"}
    )
    (row,) = rows_with("casework", pk="PRESS#")
    assert set(row) == {"pk", "sk", "place", "said", "expires_at"}


def test_the_second_waits_for_the_first(at):
    """It has begun, in another process, and is not done yet."""
    press = repeated_press.press_of("cookie", "/staff/x", {"csrf": ("a",)})
    assert repeated_press.begin(press, NOW)
    assert not repeated_press.begin(press, NOW)
    answered = repeated_press.Answered("/staff/inbox", None)
    first = threading.Timer(0.3, repeated_press.answer, (press, answered, NOW))
    first.start()
    assert repeated_press.answered(press) == answered
    first.join()


def test_an_ended_session_is_no_way_in(at):
    """Neither for another form, nor for the same one when the session that it began has
    ended."""
    nurse = at(NURSE)
    path, fields = other_place(nurse)
    before = dict(nurse.visitor.cookies)
    csrf = nurse.visitor.csrf
    nurse.done(path, fields)
    nurse.visitor.get("/staff/sessions")
    nurse.done("/staff/sessions/end-all", {})
    nurse.visitor.cookies, nurse.visitor.csrf = dict(before), csrf
    nurse.visitor.post(path, fields)
    assert nurse.visitor.get("/staff/sessions").status_code == 303
    nurse.visitor.cookies, nurse.visitor.csrf = dict(before), csrf
    assert nurse.visitor.post(path, {"place": "SCHBBB.A4"}).status_code == 401
