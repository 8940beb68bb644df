from datetime import timedelta

import pytest

from chalicelib.sign_in import sessions
from chalicelib.sign_in.session import ABSOLUTE_LIMIT, IDLE_LIMIT
from tests.cast import NOW, NURSE


@pytest.mark.parametrize(
    "cookie", ["", "x", "A" * 43, "SCHAAA.A3.x", "..", "a.b." + "c" * 999]
)
def test_no_other_cookie_is_a_session(stage, cookie):
    assert sessions.session_of(cookie, NOW) is None


def test_a_session_ends_when_it_is_idle_and_in_any_case_after_a_day_at_work(stage):
    cookie = sessions.start(NURSE, NOW)
    assert sessions.session_of(cookie, NOW + IDLE_LIMIT) is None
    at = NOW
    while at < NOW + ABSOLUTE_LIMIT:
        assert sessions.session_of(cookie, at)
        at += timedelta(minutes=30)
    assert sessions.session_of(cookie, at) is None
