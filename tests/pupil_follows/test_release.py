"""With the code of their messages a pupil sees who has opened the case and what is next,
where who is responsible shows it."""

from datetime import date, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.case_copies import erase_case
from chalicelib.cases import act, make_case, see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.pupil_follows import release
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.threads.followed import Followed, NextForPupil
from chalicelib.upkeep.schedule import sweep
from tests.case_copies.test_erase_case import archived, run_out
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.giving import SOCIAL
from tests.pupil_cast import from_pupils, opened, own_keys, receipt_with, ticket_of
from tests.roles import playing
from tests.rows import rows_with

TALK_ON = date(2026, 11, 26)
AS_MADE = Followed(("principal",), NextForPupil.TALK, TALK_ON)


@pytest.fixture
def code(stage):
    """Of a pupil whose messages became a case of the principal's."""
    code = receipt_with(ticket_of(stage, "t" * 22), "Ingen vil være med meg.")
    (item,) = from_pupils(PRINCIPAL)
    turn = opened(PRINCIPAL, item).item.handling.turn
    make_case.make(Press(PRINCIPAL, item.kind, item.id, turn, NOW))
    return code


def shown(attempt="s"):
    with playing("staff"):
        release.show(pen(stored(), attempt * 22))


def seen(code, at=NOW):
    with playing("public"):
        return by_pupil.read(own_keys(code), at).followed


def test_of_a_case_that_was_erased_nothing_is_seen(code, archive_function):
    shown()
    run_out()
    archived()
    with playing("staff"):
        erase_case.erase(PRINCIPAL, 1, stored().version, NOW)
    assert seen(code) is None


def test_nothing_is_seen_until_it_is_shown_and_nothing_when_it_is_hidden_again(code):
    assert seen(code) is None
    shown()
    assert seen(code) == AS_MADE
    with playing("staff"):
        release.hide(pen(stored(), "h" * 22))
    assert seen(code) is None
    entries = see_case.see(PRINCIPAL, 1, NOW).entries
    kinds = [read.entry.kind for read in entries]
    assert kinds == [EntryKind.MADE, EntryKind.SHOWN, EntryKind.HIDDEN]


def test_it_follows_when_something_else_is_planned(code):
    shown()
    later = date(2026, 12, 1)
    with playing("staff"):
        act.plan(pen(stored(), "p" * 22), NextKind.MEETING, later)
    assert seen(code) == Followed(("principal",), NextForPupil.WORK, later)
    with playing("staff"):
        act.plan(pen(stored(), "q" * 22), NextKind.REVIEW, later)
    assert seen(code) == Followed(("principal",), NextForPupil.TALK, later)


def test_whoever_opens_the_case_is_seen_by_their_role_from_then_on(code):
    transaction.commit(*accounts.put_account(SOCIAL))
    shown()
    case = stored()
    with pytest.raises(errors.NotFound):
        see_case.see(SOCIAL, 1, NOW)
    assert seen(code).roles == ("principal",)
    into_the_team(case, SOCIAL.id)
    with playing("staff"):
        see_case.see(SOCIAL, 1, NOW)
        see_case.see(SOCIAL, 1, NOW)
    assert seen(code).roles == ("principal", "social_teacher")
    assert stored().readers == (PRINCIPAL.id, SOCIAL.id)


def into_the_team(case, account_id):
    key = {"pk": f"CASES#{case.body_id}", "sk": f"{case.number:06d}"}
    from chalicelib.core.settings import settings
    from chalicelib.storage.keys import Key
    from chalicelib.storage.writes import Change

    team = {"team": [account_id]}
    transaction.commit(Change(settings().casework_table, Key(**key), team))


def test_no_name_and_no_word_of_the_case_stands_in_the_pupils_row(code):
    shown()
    (row,) = rows_with("forms", pk="RECEIPT#")
    clear = {name: value for name, value in row.items() if name != "followed"}
    assert PRINCIPAL.name not in str(row)
    assert not {"principal", "talk", "2026-11-26"} & set(map(str, clear.values()))
    assert isinstance(row["followed"], bytes)


def test_a_day_that_has_been_is_not_said(code):
    shown()
    assert seen(code, NOW + timedelta(days=2)).on == TALK_ON
    past = seen(code, NOW + timedelta(days=3))
    assert (past.roles, past.next, past.on) == (("principal",), None, None)


def test_only_who_is_responsible_shows_it(code):
    case = stored()
    for account in (NURSE, SOCIAL):
        for do in (release.show, release.hide):
            with pytest.raises(errors.NotFound):
                do(pen(case, account=account))
    assert seen(code) is None


def test_a_case_without_a_pupils_code_can_show_nobody_anything(stage):
    made(drafts.desk(TEACHER))
    with pytest.raises(errors.Incomplete):
        release.show(pen(stored()))
    assert stored().version == 1


def test_a_pupil_who_takes_it_all_back_sees_nothing_and_the_case_goes_on(code):
    shown()
    by_pupil.withdraw(own_keys(code), NOW)
    sweep(NOW)
    with pytest.raises(errors.ThreadWithdrawn):
        seen(code)
    with playing("staff"):
        act.plan(pen(stored(), "p" * 22), NextKind.MEETING, TALK_ON)
        release.hide(pen(stored(), "h" * 22))
    with pytest.raises(errors.Incomplete):
        release.show(pen(stored(), "i" * 22))


def test_when_the_pupils_copy_is_gone_the_case_goes_on(code, later):
    shown()
    now = later(timedelta(days=400))
    act.plan(pen(stored(), "p" * 22, now), NextKind.MEETING, now.date())
    assert stored().next_action.on == now.date()


def test_the_same_press_twice_shows_it_once(code):
    press = pen(stored(), "s" * 22)
    release.show(press)
    release.show(press)
    assert stored().version == 2
