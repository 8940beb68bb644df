"""One press that arrives twice, 250 ms apart, gets the second time what it got the first: every
button of the staff's door, read from the app itself."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from chalicelib.domain.accounts import Account
from chalicelib.domain.inbox import Kind
from chalicelib.services import inbox, presses, referrals
from chalicelib.stores import accounts, database, schools
from chalicelib.web.staff import door
from tests.cast import (
    ADMINISTRATOR,
    CLASSES,
    NOW,
    NURSE,
    NURSE_THERE,
    OWNER,
    PRINCIPAL,
    TEACHER,
    Stage,
)
from tests.forms_of import Fields, form
from tests.pupil_cast import receipt_with, ticket_of
from tests.referring import WHOLE, refer, written
from tests.rows import rows_with
from tests.web.staff.conftest import Browser, hidden, press, staff_app, text
from tests.web.staff.test_rounds import PLAN, PREPARED

pytestmark = pytest.mark.walk

LATER = NOW + timedelta(hours=5)
REASON = "Foreldrene har bedt om det, og skolen har sagt ja."


@dataclass
class At:
    """Where a press is made ready: who presses, and what stands there."""

    stage: Stage
    visitor: Browser
    account: Account

    def read(self, path: str, **typed: str) -> tuple[str, Fields]:
        """The form of a page that is sent to the page's own path."""
        return path, form(text(self.visitor.get(path)), path, **typed)

    def flag(self, number: int = 0) -> str:
        return str(sorted(row["id"] for row in rows_with("answers", sk="FLAG#"))[number])

    def opened(self, number: int = 0) -> str:
        inbox.open_item(self.account, Kind.FLAG, self.flag(number), NOW)
        return f"/staff/inbox/flag/{self.flag(number)}"

    def done(self, path: str, fields: object) -> None:
        """A deed before the one that is tried."""
        assert self.visitor.post(path, fields).status_code < 400, path

    def round(self, ending: str = "") -> str:
        return f"/staff/rounds/{self.stage.round.id}{ending}"


Made = Callable[[At], tuple[str, object]]
CASES: list[tuple[str, Account, Made]] = []


def case(route: str, account: Account) -> Callable[[Made], Made]:
    def keep(made: Made) -> Made:
        CASES.append((route, account, made))
        return made

    return keep


def deed(name: str, account: Account = NURSE, **fields: str) -> None:
    """One that needs an opened flag and nothing before."""
    CASES.append(
        (
            f"/staff/inbox/{{kind}}/{{item_id}}/{name}",
            account,
            lambda at: (f"{at.opened()}/{name}", {"turn": "0", **fields}),
        )
    )


deed("take")
deed("hand-over", to=PRINCIPAL.id)
deed("close", why="talked", note="Snakket med klassen")
deed("case", asked="yes")
deed("read")
deed("erase", confirmed="yes")


@case("/staff/inbox/{kind}/{item_id}/open", NURSE)
def _open(at):
    return f"/staff/inbox/flag/{at.flag()}/open", {}


@case("/staff/inbox/{kind}/{item_id}/access", PRINCIPAL)
def _access(at):
    at.stage.send(4, contact="today")
    return f"/staff/inbox/flag/{at.flag()}/access", {"turn": "0", "reason": REASON}


@case("/staff/inbox/{kind}/{item_id}/join", NURSE)
def _join(at):
    ref = at.opened(1).rpartition("/")[2]
    return f"{at.opened()}/join", {"turn": "0", "ref": f"flag.{ref}", "asked": "yes"}


@case("/staff/inbox/{kind}/{item_id}/part", NURSE)
def _part(at):
    path, fields = _join(at)
    at.done(path, fields)
    return path.replace("/join", "/part"), {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/no-case", NURSE)
def _no_case(at):
    path = at.opened()
    at.done(f"{path}/case", {"turn": "0", "asked": "yes"})
    return f"{path}/no-case", {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/reopen", NURSE)
def _reopen(at):
    path = at.opened()
    at.done(f"{path}/close", {"turn": "0", "why": "talked"})
    return f"{path}/reopen", {"turn": "1"}


@case("/staff/inbox/{kind}/{item_id}/erase", PRINCIPAL)
def _ask_for_erasing(at):
    at.stage.send(5, adult_hurt="once", leadership="no")
    for row in rows_with("answers", sk="FLAG#"):
        inbox.open_item(PRINCIPAL, Kind.FLAG, row["id"], NOW)
        path = f"/staff/inbox/flag/{row['id']}/erase"
        if 'name="reason"' in text(at.visitor.get(path)):
            return path, {"turn": "0", "confirmed": "yes", "reason": REASON}
    raise AssertionError


def _decided(answer):
    def made(at):
        at.visitor.become(PRINCIPAL)
        path, fields = _ask_for_erasing(at)
        at.done(path, fields)
        item_id = path.split("/")[-2]
        at.visitor.become(OWNER)
        path = f"/staff/erasures/SCHAAA/flag/{item_id}"
        return path, [*hidden(at.visitor.get(path)), ("answer", answer)]

    return made


for _answer in ("erase", "keep"):
    CASES.append(("/staff/erasures/{body_id}/{kind}/{item_id}", OWNER, _decided(_answer)))


@case("/staff/inbox/{kind}/{item_id}/reply", NURSE)
def _reply(at):
    return f"{_thread(at)}/reply", {"attempt": "r" * 22, "text": "Takk for at du skrev."}


@case("/staff/inbox/{kind}/{item_id}/end", NURSE)
def _end(at):
    return f"{_thread(at)}/end", {"attempt": "r" * 22}


def _thread(at):
    receipt_with(ticket_of(at.stage, "t" * 22), "Hei")
    item_id = rows_with("answers", sk="MESSAGE#")[0]["thread_id"]
    at.done(f"/staff/inbox/thread/{item_id}/open", {})
    return f"/staff/inbox/thread/{item_id}"


@case("/staff/cards", NURSE)
def _cards(at):
    return "/staff/cards", press(at.stage)


@case("/staff/cards", NURSE)
def _extra_cards(at):
    return "/staff/cards", press(at.stage, 3)


@case("/staff/cards/cancel", NURSE)
def _cancel(at):
    return "/staff/cards/cancel", {"code": at.stage.codes[7]}


PERSON = {
    "name": "Ny Ansatt",
    "email": "ny@test.example",
    "role": "teacher",
    "function": "",
    "language": "nb",
    "active": "yes",
}


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _new_person(at):
    return "/staff/people/SCHAAA/new", PERSON


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _changed_person(at):
    return at.read(f"/staff/people/SCHAAA/{NURSE.id}", name="Nytt Navn")


@case("/staff/people/{body_id}/{person_id}", ADMINISTRATOR)
def _who_leaves(at):
    path, fields = at.read(f"/staff/people/SCHAAA/{TEACHER.id}")
    return path, [one for one in fields if one[0] != "active"]


@case("/staff/people/{body_id}/{person_id}/confirm", OWNER)
def _confirm(at):
    at.visitor.become(ADMINISTRATOR)
    at.done("/staff/people/SCHAAA/new", {**PERSON, "role": "member", "function": "social_teacher"})
    at.visitor.become(OWNER)
    (row,) = [one for one in rows_with("casework", sk="ACCOUNT#") if one.get("name") == "Ny Ansatt"]
    path = f"/staff/people/SCHAAA/{row['sk'].partition('#')[2]}/confirm"
    return path, {"version": "1"}


@case("/staff/people/{body_id}/{person_id}/works", ADMINISTRATOR)
def _works(at):
    database.write(*accounts.to_put(replace(NURSE, bounced_at=NOW)))
    path = f"/staff/people/SCHAAA/{NURSE.id}"
    return f"{path}/works", form(text(at.visitor.get(path)), f"{path}/works")


@case("/staff/readiness", NURSE)
def _readiness(at):
    return at.read("/staff/readiness", course_on="2026-11-02", on_duty=NURSE.id)


@case("/staff/schools/{school_id}/confidential", OWNER)
def _unlock(at):
    return "/staff/schools/SCHAAA/confidential", {"version": "0", "reason": REASON}


@case("/staff/schools/{school_id}/confidential", OWNER)
def _lock(at):
    at.done(*_unlock(at))
    return "/staff/schools/SCHAAA/confidential", {"version": "1", "lock": "yes"}


@case("/staff/schools/{school_id}", ADMINISTRATOR)
def _school(at):
    path = "/staff/schools/SCHAAA"
    return path, form(text(at.visitor.get(path)), f"{path}#settings", name="Nytt skolenavn")


@case("/staff/schools/{school_id}/year", ADMINISTRATOR)
def _year(at):
    return at.read("/staff/schools/SCHAAA/year", sure="yes")


@case("/staff/schools/import", ADMINISTRATOR)
def _list(at):
    return "/staff/schools/import", {"text": "skole;klasse;trinn;elever\nRåholt;6A;6;24\n"}


@case("/staff/schools/import/save", ADMINISTRATOR)
def _saved_list(at):
    return "/staff/schools/import/save", _list(at)[1]


@case("/staff/retention", OWNER)
def _retention(at):
    return "/staff/retention", {"days": "90"}


@case("/staff/retention/{round_id}", OWNER)
def _shred(at):
    at.visitor.become(OWNER, LATER)
    path = f"/staff/retention/{at.stage.round.id}"
    return path, {"reason": REASON, "confirmed": "yes", "sure": "yes"}


def _ready(at):
    at.done("/staff/readiness", {**PREPARED, "version": "0"})


@case("/staff/rounds/new", NURSE)
def _looked_at(at):
    _ready(at)
    return "/staff/rounds/new", PLAN


@case("/staff/rounds/save", NURSE)
def _saved_round(at):
    _ready(at)
    looked_at = hidden(at.visitor.post("/staff/rounds/new", PLAN))
    return "/staff/rounds/save", [*PLAN, ("attempt", dict(looked_at)["attempt"])]


@case("/staff/rounds/{round_id}/open", NURSE)
def _open_class(at):
    path, fields = _saved_round(at)
    at.done(path, fields)
    path = f"/staff/rounds/{dict(fields)['attempt']}"
    page = text(at.visitor.get(path))
    return f"{path}/open", form(page, f"{path}/open", **{"class": "6A"})


@case("/staff/rounds/{round_id}/change", NURSE)
def _changed_round(at):
    return at.read(at.round("/change"), deputy=PRINCIPAL.id)


@case("/staff/rounds/{round_id}/close", NURSE)
def _closed(at):
    return at.read(at.round("/close"))


@case("/staff/rounds/{round_id}/go-on", NURSE)
def _gone_on(at):
    at.done(*_closed(at))
    page = text(at.visitor.get(at.round()))
    return at.round("/go-on"), form(page, at.round("/go-on"))


def _draft():
    return written(referrals.desk(TEACHER)).id


@case("/staff/referrals/{referral_id}", TEACHER)
def _kept(at):
    path = f"/staff/referrals/{referrals.new_referral_id()}"
    return path, {**WHOLE, "seen": "", "do": "save"}


@case("/staff/referrals/{referral_id}", TEACHER)
def _checked(at):
    path = f"/staff/referrals/{referrals.new_referral_id()}"
    return path, {**WHOLE, "seen": ""}


@case("/staff/referrals/{referral_id}/send", TEACHER)
def _sent(at):
    return f"/staff/referrals/{_draft()}/send", {}


@case("/staff/referrals/{referral_id}/discard", TEACHER)
def _discarded(at):
    return f"/staff/referrals/{_draft()}/discard", {}


@case("/staff/referrals/{referral_id}/add", TEACHER)
def _added(at):
    sent = refer(referrals.desk(TEACHER))
    more = {"attempt": referrals.new_referral_id(), "text": "Det skjedde igjen."}
    return f"/staff/referrals/{sent}/add", more


@case("/staff/feide/connect", NURSE)
def _connect(at):
    return "/staff/feide/connect", {}


@case("/staff/feide/disconnect", NURSE)
def _disconnect(at):
    return "/staff/feide/disconnect", {}


@case("/staff/sessions/end", NURSE)
def _end_here(at):
    (row,) = rows_with("casework", pk=f"SESSIONS#SCHAAA#{NURSE.id}")
    return "/staff/sessions/end", {"session": row["sk"].partition("#")[2]}


@case("/staff/sessions/end-all", NURSE)
def _end_all(at):
    return "/staff/sessions/end-all", {}


@case("/staff/sessions/place", NURSE)
def _other_place(at):
    database.write(*accounts.to_put(NURSE_THERE))
    return "/staff/sessions/place", {"place": f"SCHBBB.{NURSE_THERE.id}"}


@case("/staff/sign-out", NURSE)
def _sign_out(at):
    return "/staff/sign-out", {}


@pytest.fixture
def at(stage, visitor, monkeypatch):
    stage.send(0, hurt="few")
    stage.send(1, hurt="few")
    for one in CLASSES:
        database.write(schools.class_to_put(one))
    return lambda account: At(stage, visitor.become(account), account)


def problem(answer):
    return re.findall(r'<[^>]*(?:role="alert"|class="wrong")[^>]*>(.*?)</', text(answer), re.S)


def _ids(one):
    route, _, made = one
    return f"{route}-{made.__name__}"


def test_every_button_is_pressed_here():
    rooms = {
        path
        for path, methods in staff_app().routes.items()
        if "POST" in methods and vars(methods["POST"].view_function)["rule"].signed_in
    }
    assert {route for route, _, _ in CASES} == rooms


@pytest.mark.parametrize(("route", "account", "made"), CASES, ids=map(_ids, CASES))
def test_the_second_of_two_gets_what_the_first_got(at, monkeypatch, route, account, made):
    if made is _shred:
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
    assert ready.visitor.cookies.get(door.COOKIE) == after.get(door.COOKIE)


SCHOOL = "/staff/schools/SCHAAA"


def renamed(at, name):
    return form(text(at.visitor.get(SCHOOL)), f"{SCHOOL}#settings", name=name)


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
    monkeypatch.setattr(database, "clock", later.timestamp)
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
    nurse.done(f"{nurse.opened()}/close", {"turn": "0", "why": "talked", "note": "Om Kim"})
    (row,) = rows_with("casework", pk="PRESS#")
    assert set(row) == {"pk", "sk", "place", "expires_at"}


def test_the_second_waits_for_the_first(at):
    """It has begun, in another process, and is not done yet."""
    press = presses.press_of("cookie", "/staff/x", {"csrf": ("a",)})
    assert presses.begin(press, NOW)
    assert not presses.begin(press, NOW)
    answered = presses.Answered("/staff/inbox", None)
    first = threading.Timer(0.3, presses.answer, (press, answered, NOW))
    first.start()
    assert presses.answered(press) == answered
    first.join()


def test_an_ended_session_is_no_way_in(at):
    """Neither for another form, nor for the same one when the session that it began has ended."""
    nurse = at(NURSE)
    path, fields = _other_place(nurse)
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
