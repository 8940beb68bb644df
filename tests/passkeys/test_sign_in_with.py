"""Signing in with a passkey, and with what is none."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.passkeys import staff_pages as pages
from chalicelib.passkeys import store as passkeys
from chalicelib.sign_in import sessions
from chalicelib.sign_in.session import SignInMethod
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.passkeys.at_door import (
    HERS,
    PAGE,
    SIGN_IN,
    alone,
    asked,
    events,
    mails,
    make,
    problem,
    said,
    use,
)
from tests.passkeys.device import PRESENT, Device
from tests.rows import all_rows, rows_with
from tests.staff_browser import text


def test_made_once_it_signs_in_and_the_session_and_the_log_say_so(visitor, hers):
    answer = use(alone(visitor), hers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff")
    session, account = sessions.session_of(visitor.cookies[COOKIE], NOW)
    assert (session.how, account) == (SignInMethod.PASSKEY, NURSE)
    assert events()[-2:] == ["added_passkey", "signed_in"]
    (key,) = passkeys.of_address(HERS)
    assert (key.count, key.used_at, key.blocked_at) == (2, NOW, None)


def test_the_challenge_is_the_browsers_own_and_for_this_host_alone(visitor):
    given = visitor.post(f"{PAGE}/challenge", csrf=False).headers["Set-Cookie"]
    assert given.startswith(f"{pages.HELD}=")
    assert set(given.split("; ")[1:]) == {
        *("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=300")
    }


def test_neither_the_challenge_nor_what_it_follows_from_stands_in_a_row(visitor):
    challenge = asked(visitor)
    stored = str(all_rows())
    assert rows_with("casework", pk="CHALLENGE#")
    assert challenge not in stored
    assert visitor.cookies[pages.HELD] not in stored


def test_another_browser_cannot_use_what_this_one_was_asked(visitor, hers):
    signed = hers.signs(asked(alone(visitor)))
    alone(visitor)
    asked(visitor)
    answer = visitor.post(SIGN_IN, {"signed": signed}, csrf=False)
    assert (answer.status_code, problem(answer)) == (
        403,
        said("staff.passkey.refused"),
    )
    assert COOKIE not in visitor.cookies


def test_the_same_answer_signs_nobody_in_twice(visitor, hers):
    signed = hers.signs(asked(alone(visitor)))
    held = dict(visitor.cookies)
    assert visitor.post(SIGN_IN, {"signed": signed}, csrf=False).status_code == 303
    visitor.cookies = held
    answer = visitor.post(SIGN_IN, {"signed": signed}, csrf=False)
    assert problem(answer) == said("staff.passkey.refused")
    assert COOKIE not in visitor.cookies


def test_a_press_that_arrives_twice_is_in(visitor, hers):
    signed = hers.signs(asked(alone(visitor)))
    for _ in range(2):
        answer = visitor.post(SIGN_IN, {"signed": signed}, csrf=False)
        assert answer.headers["Location"] == "/staff"
    assert len(rows_with("casework", pk="SESSIONS#")) == 2  # hers, where it was made


@pytest.mark.parametrize("wrong", ["", "{}", "nonsense", "[]", '{"id": 1}'])
def test_a_challenge_is_used_up_by_a_failure_too(visitor, hers, wrong):
    challenge = asked(alone(visitor))
    held = dict(visitor.cookies)
    assert visitor.post(SIGN_IN, {"signed": wrong}, csrf=False).status_code == 403
    visitor.cookies = held
    good = visitor.post(SIGN_IN, {"signed": hers.signs(challenge)}, csrf=False)
    assert good.status_code == 403
    assert rows_with("casework", pk="CHALLENGE#") == []


@pytest.mark.parametrize(("minutes", "status"), [(5, 303), (6, 403)])
def test_a_challenge_lasts_five_minutes(visitor, hers, at, minutes, status):
    challenge = asked(alone(visitor))
    at(NOW + timedelta(minutes=minutes))
    answer = visitor.post(SIGN_IN, {"signed": hers.signs(challenge)}, csrf=False)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "lie",
    [
        {"host": "ansatt.other.example"},
        {"origin": "https://ansatt.example.other.example"},
        {"flags": PRESENT},
    ],
    ids=str,
)
def test_another_hosts_and_an_unknown_persons_are_refused(visitor, hers, lie):
    answer = use(alone(visitor), hers, **lie)
    assert (answer.status_code, problem(answer)) == (
        403,
        said("staff.passkey.refused"),
    )
    assert events()[-1] == "sign_in_refused"
    visitor.become(PRINCIPAL)
    assert make(visitor, Device(), **lie).status_code == 422
    assert passkeys.of_address(accounts.hash_of(PRINCIPAL.email)) == []


def test_an_unknown_one_is_refused_in_words(visitor):
    answer = use(visitor, Device())
    assert (answer.status_code, problem(answer)) == (
        403,
        said("staff.passkey.unknown"),
    )


@pytest.mark.parametrize("step", [0, -1])
def test_a_copy_is_refused_blocked_mailed_and_written_down(visitor, hers, step):
    assert use(alone(visitor), hers).status_code == 303
    assert len(mails()) == 1
    hers.count += step - 1  # before it counts: the same as last time, or lower
    answer = use(alone(visitor), hers)
    assert (answer.status_code, problem(answer)) == (
        403,
        said("staff.passkey.blocked"),
    )
    assert COOKIE not in visitor.cookies
    assert events()[-1] == "blocked_passkey"
    hers.count += 50  # the right one, or the copy: nobody can tell
    assert problem(use(alone(visitor), hers)) == said("staff.passkey.blocked")
    assert len(mails()) == 2
    shown = text(visitor.become(NURSE).get(PAGE))
    assert "noen kan ha en kopi av den" in shown


def test_a_device_that_does_not_count_signs_in_again_and_again(visitor):
    device = Device(count=None)
    assert make(visitor.become(NURSE), device).status_code == 303
    for _ in range(3):
        assert use(alone(visitor), device).status_code == 303


def test_who_has_left_is_not_let_in(visitor, hers):
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    answer = use(alone(visitor), hers)
    assert (answer.status_code, problem(answer)) == (
        403,
        said("staff.passkey.unknown"),
    )


def test_who_works_at_two_schools_chooses_as_after_a_link(visitor, hers):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    choose = use(alone(visitor), hers)
    assert (choose.status_code, COOKIE in visitor.cookies) == (200, False)
    assert said("staff.choose.title") in text(choose)
    path = re.search(r'action="(/staff/sign-in/[^"?]+)', text(choose))[1]
    answer = visitor.post(path, {"place": f"SCHBBB.{NURSE_THERE.id}"}, csrf=False)
    assert answer.headers["Location"] == "/staff"
    session, account = sessions.session_of(visitor.cookies[COOKIE], NOW)
    assert (session.how, account) == (SignInMethod.PASSKEY, NURSE_THERE)


def test_ten_tries_in_a_quarter_of_an_hour(visitor, hers, at):
    for _ in range(10):
        assert use(alone(visitor), hers, flags=PRESENT).status_code == 403
    answer = use(alone(visitor), hers)
    assert problem(answer) == said("staff.passkey.too_often", minutes=15)
    at(NOW + timedelta(minutes=16))
    assert use(alone(visitor), hers).status_code == 303


def test_the_challenge_is_not_given_to_other_sites(visitor):
    foreign = {"sec-fetch-site": "cross-site"}
    assert visitor.post(f"{PAGE}/challenge", csrf=False, **foreign).status_code == 403
    assert visitor.post(SIGN_IN, csrf=False, **foreign).status_code == 403


def test_without_scripts_the_page_to_sign_in_is_as_it_was(visitor):
    page = text(visitor.get("/staff/sign-in"))
    form = re.search(r'<form hidden[^>]*data-passkey="use".*?</form>', page, re.S)[0]
    assert said("staff.passkey.sign_in") in form
    assert said("staff.sign_in.send") in page.replace(form, "")
    assert re.findall(r"<script[^>]*>", page) == [
        re.search(r'<script nonce="[\w-]+">', page)[0]
    ]
