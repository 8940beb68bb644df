import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core import errors
from chalicelib.sign_in import by_link, sessions
from chalicelib.sign_in.session import (
    LINK_LASTS,
    SignInMethod,
)
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.faults import failing
from tests.mailbox import sent, to_whom
from tests.rows import all_rows, rows_with


@pytest.fixture
def token(stage):
    by_link.ask_for_link(NURSE.email, NOW)
    return token_in(sent()[-1].body)


def use(token, now=NOW, chosen=None, old_cookie="", press=""):
    return by_link.use_link(token, chosen, by_link.Held(old_cookie, press), now)


def token_in(body):
    return re.search(r"/sign-in/([A-Z2-9]{40})\n", body)[1]


def test_the_link_goes_to_the_address_on_record_however_it_was_typed(stage):
    by_link.ask_for_link("  HELSE@test.example ", NOW)
    assert to_whom() == [NURSE.email]


def test_an_unknown_address_gets_nothing_and_is_told_nothing(stage):
    by_link.ask_for_link("noone@test.example", NOW)
    assert sent() == []
    assert rows_with("casework", pk="LINK#") == []
    assert "noone" not in str(all_rows())


def test_the_link_signs_in_once(token):
    cookie = use(token)
    _, account = sessions.session_of(cookie, NOW)
    assert account == NURSE
    with pytest.raises(errors.LinkUnusable):
        use(token)
    entries = [(entry.who, entry.what) for entry in audit.of_body("SCHAAA")]
    assert entries == [("A3", "signed_in"), ("A3", "sign_in_refused")]


def test_the_link_lasts_fifteen_minutes_though_its_row_may_last_longer(token):
    with pytest.raises(errors.LinkUnusable):
        use(token, NOW + LINK_LASTS + timedelta(seconds=1))


@pytest.mark.parametrize("wrong", ["", "A" * 40, "x" * 5000])
def test_no_other_link_works(stage, wrong):
    with pytest.raises(errors.LinkUnusable):
        use(wrong)


def test_neither_the_token_nor_the_cookie_stands_in_a_row(token):
    cookie = use(token)
    stored = str(all_rows())
    assert cookie not in stored
    assert token not in stored


def test_who_leaves_loses_access_at_once(token):
    cookie = use(token)
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert sessions.session_of(cookie, NOW) is None
    with pytest.raises(errors.LinkUnusable):
        use(token)


def test_when_ses_does_not_answer_nobody_learns_who_has_an_account(
    stage, fails, caplog
):
    with fails("sesv2", "SendEmail", "down"):
        by_link.ask_for_link(NURSE.email, NOW)
    assert "a sign-in link was not sent" in caplog.text
    assert NURSE.email not in caplog.text


@pytest.mark.parametrize("fault", ["bad_address", "rejected"])
def test_only_an_address_ses_never_takes_is_marked_when_a_link_cannot_be_sent(
    stage, fails, fault
):
    with fails("sesv2", "SendEmail", fault):
        by_link.ask_for_link(NURSE.email, NOW)
    marked = accounts.get(NURSE.body_id, NURSE.id).bounced_at
    assert (marked is not None) == (fault == "bad_address")


def test_three_links_at_most_and_whoever_is_refused_one_has_one_that_works(stage):
    for minute in range(14):
        by_link.ask_for_link(NURSE.email, NOW + timedelta(minutes=minute))
    assert len(sent()) == 3
    assert use(token_in(sent()[0].body), NOW + timedelta(minutes=14))
    by_link.ask_for_link(NURSE.email, NOW + LINK_LASTS)
    assert len(sent()) == 4
    by_link.ask_for_link(PRINCIPAL.email, NOW)
    assert len(sent()) == 5


def test_known_and_unknown_addresses_are_counted_the_same(stage):
    for address in (NURSE.email, "noone@test.example"):
        for _ in range(5):
            by_link.ask_for_link(address, NOW)
    assert [row["used"] for row in rows_with("casework", pk="LIMIT#")] == [3, 3, 3, 3]


def test_a_used_link_gives_its_place_back_so_that_nobody_is_locked_out(stage):
    for minute in range(5):
        by_link.ask_for_link(NURSE.email, NOW + timedelta(minutes=minute))
        assert use(token_in(sent()[minute].body), NOW + timedelta(minutes=minute))
    assert len(sent()) == 5


def test_a_link_used_twice_or_one_of_feides_gives_nothing_back(stage):
    for _ in range(3):
        by_link.ask_for_link(NURSE.email, NOW)
    token = token_in(sent()[0].body)
    use(token)
    for _ in range(2):
        with pytest.raises(errors.LinkUnusable):
            use(token)
    use(by_link.new_token(accounts.hash_of(NURSE.email), SignInMethod.FEIDE, NOW))
    for _ in range(3):
        by_link.ask_for_link(NURSE.email, NOW)
    assert len(sent()) == 4


def test_ten_links_in_all_however_many_are_used(stage):
    for number in range(12):
        by_link.ask_for_link(NURSE.email, NOW)
        if number < 10:
            use(token_in(sent()[-1].body))
    assert len(sent()) == 10
    by_link.ask_for_link(NURSE.email, NOW + LINK_LASTS)
    assert len(sent()) == 11


def test_a_new_sign_in_ends_the_session_the_browser_had(token):
    old = sessions.start(PRINCIPAL, NOW)
    new = use(token, old_cookie=old)
    assert new != old
    assert sessions.session_of(old, NOW) is None
    assert sessions.session_of(new, NOW)


def test_who_works_at_two_schools_gets_one_mail_and_chooses(stage):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    by_link.ask_for_link(NURSE.email, NOW)
    (message,) = sent()
    token = token_in(message.body)
    choice = use(token)
    assert [place.school for place in choice.places] == ["Testskolen", "Nabotestskolen"]
    assert isinstance(use(token, chosen="SCHAAA.A2"), by_link.Choose)
    cookie = use(token, chosen="SCHBBB.A9")
    assert sessions.session_of(cookie, NOW)[1] == NURSE_THERE
    with pytest.raises(errors.LinkUnusable):
        use(token, chosen="SCHAAA.A3")


def test_a_link_to_an_address_that_has_been_changed_since_is_worth_nothing(token):
    transaction.commit(*accounts.put_account(replace(NURSE, email="ny@test.example")))
    with pytest.raises(errors.LinkUnusable):
        use(token)


@pytest.mark.parametrize("first", [NURSE.email, "noone@test.example"])
def test_a_link_comes_each_time_however_long_ago_the_last_one_was(stage, later, first):
    by_link.ask_for_link(first, NOW)
    for passed in (0, 20, 60, 2 * 24 * 60, 30 * 24 * 60):
        before = len(sent())
        now = later(timedelta(minutes=passed))
        by_link.ask_for_link(NURSE.email, now)
        assert len(sent()) == before + 1, f"{passed} minutes later"
        assert use(token_in(sent()[-1].body), now)


def test_a_link_that_ses_did_not_take_is_not_counted(stage):
    with failing("sesv2", "SendEmail", "server_error"):
        for _ in range(by_link.MOST_LINKS + 1):
            by_link.ask_for_link(PRINCIPAL.email, NOW)
    assert not sent()
    by_link.ask_for_link(PRINCIPAL.email, NOW)
    assert len(sent()) == 1
