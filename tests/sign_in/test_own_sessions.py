from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.sign_in import own_sessions, sessions
from chalicelib.sign_in.session import IDLE_LIMIT
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.rows import rows_with

pytestmark = pytest.mark.usefixtures("stage")


def alive(cookie, now=NOW):
    return sessions.session_of(cookie, now)


def test_my_sessions_are_mine_alone_and_alive(stage):
    sessions.start(NURSE, NOW - IDLE_LIMIT)
    first, last = (
        sessions.start(NURSE, NOW),
        sessions.start(NURSE, NOW + timedelta(minutes=1)),
    )
    sessions.start(PRINCIPAL, NOW)
    mine = own_sessions.of_mine(NURSE, NOW + timedelta(minutes=1))
    assert [session.id for session in mine] == [alive(last)[0].id, alive(first)[0].id]


def test_one_is_ended_and_the_others_go_on():
    here, there = sessions.start(NURSE, NOW), sessions.start(NURSE, NOW)
    own_sessions.end(NURSE, alive(there)[0].id, NOW)
    assert alive(there) is None
    assert alive(here)
    assert audit.of_body("SCHAAA")[-1].what == "signed_out"


def test_nobody_ends_another_persons_session():
    hers = sessions.start(NURSE, NOW)
    own_sessions.end(PRINCIPAL, alive(hers)[0].id, NOW)
    assert alive(hers)


def test_signing_out_everywhere_leaves_no_row_and_one_entry():
    cookies = [sessions.start(NURSE, NOW) for _ in range(3)]
    other = sessions.start(PRINCIPAL, NOW)
    own_sessions.end_all(NURSE, NOW)
    assert [alive(cookie) for cookie in cookies] == [None] * 3
    assert alive(other)
    assert len(rows_with("casework", pk="SESSIONS#")) == 1
    assert audit.of_body("SCHAAA")[-1].what == "signed_out_everywhere"


def test_changing_place_is_a_new_session_there_and_none_here():
    transaction.commit(*accounts.put_account(NURSE_THERE))
    here = sessions.start(NURSE, NOW)
    session, _ = alive(here)
    assert [place.school for place in own_sessions.my_other_places(NURSE)] == [
        "Nabotestskolen"
    ]
    there = own_sessions.change_place(session, here, NURSE, "SCHBBB.A9", NOW)
    assert alive(there)[1] == NURSE_THERE
    assert alive(here) is None


@pytest.mark.parametrize(
    "place", ["", "SCHAAA.A3", "SCHAAA.A2", "SCHBBB.A4", "nowhere"]
)
def test_no_other_place_can_be_changed_to(place):
    here = sessions.start(NURSE, NOW)
    assert own_sessions.change_place(alive(here)[0], here, NURSE, place, NOW) is None
    assert alive(here)
