"""A person's own passkeys: made, listed, taken away, offered."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.passkeys import staff_pages as pages
from chalicelib.passkeys import store as passkeys
from chalicelib.passkeys.passkey import MOST
from chalicelib.sign_in import sessions
from chalicelib.sign_in.session import SignInMethod
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.passkeys.at_door import (
    HERS,
    PAGE,
    alone,
    asked,
    events,
    mails,
    make,
    problem,
    said,
    use,
)
from tests.passkeys.device import Device
from tests.staff_browser import text


def test_one_is_not_made_by_an_old_or_a_used_challenge_either(visitor, at):
    visitor.become(NURSE)
    fields = {"name": "min", "signed": Device().makes(asked(visitor))}
    held = visitor.cookies[pages.HELD]
    visitor.post(f"{PAGE}/new", fields | {"signed": "{}"})
    visitor.cookies[pages.HELD] = held
    assert visitor.post(f"{PAGE}/new", fields).status_code == 422
    late = {"name": "min", "signed": Device().makes(asked(visitor))}
    at(NOW + timedelta(minutes=6))
    answer = visitor.post(f"{PAGE}/new", late)
    assert problem(answer) == said("staff.passkey.problem.refused")
    assert passkeys.of_address(HERS) == []


def test_several_are_listed_by_name_and_taken_away_one_by_one(visitor, hers):
    other = Device()
    assert make(visitor, other, "jobb-PC").status_code == 303
    shown = text(visitor.get(PAGE))
    named = re.findall(r"<strong>(.*?)</strong>", shown)
    assert sorted(named) == ["jobb-PC", "telefonen min"]
    assert said("staff.passkey.unused") in shown
    phone = next(key for key in passkeys.of_address(HERS) if key.name != "jobb-PC")
    answer = visitor.post(f"{PAGE}/revoke", {"passkey": phone.id})
    assert answer.headers["Location"] == PAGE
    assert said("staff.saved.passkey_revoked") in text(visitor.get(PAGE))
    assert [key.name for key in passkeys.of_address(HERS)] == ["jobb-PC"]
    assert events()[-1] == "revoked_passkey"
    assert problem(use(alone(visitor), hers)) == said("staff.passkey.unknown")
    assert use(alone(visitor), other).status_code == 303


def test_nobody_takes_anothers_away(visitor, hers):
    (key,) = passkeys.of_address(HERS)
    visitor.become(PRINCIPAL).post(f"{PAGE}/revoke", {"passkey": key.id})
    assert passkeys.of_address(HERS) == [key]
    assert f'value="{key.id}"' not in text(visitor.get(PAGE))


def test_nobody_makes_one_that_another_has(visitor, hers):
    answer = make(visitor.become(PRINCIPAL), hers)
    assert problem(answer) == said("staff.passkey.problem.refused")
    assert use(alone(visitor), hers).status_code == 303
    assert sessions.session_of(visitor.cookies[COOKIE], NOW)[1] == NURSE


def test_new_and_gone_are_told_by_a_mail_that_says_nothing(visitor, hers):
    (key,) = passkeys.of_address(HERS)
    first = mails()
    visitor.post(f"{PAGE}/revoke", {"passkey": key.id})
    both = mails()
    assert [len(first), [mail.to for mail in both]] == [1, [(NURSE.email,)] * 2]
    for mail in both:
        assert said("mail.passkey_changed.what") in mail.body
        assert NURSE.name not in mail.body
        assert "telefonen" not in mail.body


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_is_wanted_and_bounded(visitor, name):
    answer = make(visitor.become(NURSE), Device(), name)
    assert answer.status_code == 422
    assert problem(answer) == said("staff.passkey.problem.name", longest=60)


def test_ten_at_most(visitor):
    visitor.become(NURSE)
    for number in range(MOST):
        assert make(visitor, Device(), f"nummer {number}").status_code == 303
    assert make(visitor, Device()).status_code == 422
    assert 'data-passkey="make"' not in text(visitor.get(PAGE))


def test_who_is_not_let_in_yet_makes_none(visitor):
    waits = replace(NURSE, confirmed=False)
    transaction.commit(*accounts.put_account(waits))
    assert make(visitor.become(waits), Device()).status_code == 422
    assert 'data-passkey="make"' not in text(visitor.get(PAGE))
    assert passkeys.of_address(HERS) == []


def test_what_devices_are_told_of_a_person_is_the_same_and_tells_nothing(visitor):
    known = {
        re.search(r'data-user="(\w{64})"', text(visitor.become(who).get(PAGE)))[1]
        for who in (NURSE, NURSE, PRINCIPAL)
    }
    assert len(known) == 2
    assert HERS not in known


def come_in(visitor, how=SignInMethod.LINK, now=NOW):
    visitor.cookies[COOKIE] = sessions.start(NURSE, now, how)
    visitor.get("/staff")
    return text(visitor.get("/staff/inbox"))


def test_who_came_by_a_link_is_asked_once_and_may_say_no(visitor):
    offer = said("staff.saved.passkey_offer")
    assert offer in come_in(visitor)
    assert f'href="{PAGE}"' in come_in(visitor)
    assert offer not in text(visitor.get("/staff/inbox"))
    page = text(visitor.get(PAGE))
    assert said("staff.passkey.decline") in page
    answer = visitor.post(f"{PAGE}/decline")
    assert answer.headers["Location"] == "/staff/sessions"
    assert offer not in come_in(visitor)
    assert said("staff.passkey.decline") not in text(visitor.get(PAGE))


def test_who_has_one_or_came_otherwise_is_not_asked(visitor):
    offer = said("staff.saved.passkey_offer")
    assert offer not in come_in(visitor, SignInMethod.FEIDE)
    assert offer not in come_in(visitor, now=NOW - timedelta(minutes=5))
    visitor.become(NURSE)
    make(visitor, Device())
    assert offer not in come_in(visitor)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_in_each_language(visitor, language):
    own = replace(NURSE, language=language)
    transaction.commit(*accounts.put_account(own))
    visitor.become(own)
    make(visitor, Device())
    shown = text(visitor.get(PAGE))
    for key in ("title", "what", "lost", "new", "cannot", "make"):
        assert texts(language)(f"staff.passkey.{key}") in shown
