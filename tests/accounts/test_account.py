from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.accounts.account import (
    MAY,
    Account,
    Action,
    Function,
    Position,
    Role,
    access_changed,
    changed_fields,
    may_confirm,
)
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER

BOUNCED = datetime(2026, 11, 24, 8, tzinfo=UTC)
TABLE = """
                    teacher member owner programme administrator
see_inbox           .       x      x     .         .
answer_pupils       .       x      .     .         .
see_identified      .       x      x     .         .
work_cases          .       x      x     .         .
keep_log            .       x      .     .         .
send_referral       x       x      .     .         .
follow_own_referral x       x      .     .         .
set_up_schools      .       .      x     .         x
set_up_members      .       .      x     .         x
confirm_people      .       x      x     .         .
run_rounds          .       x      .     .         .
see_report          .       x      .     .         .
see_sums            .       .      x     .         .
see_progress        x       x      .     .         .
talk_when_asked     x       x      .     .         .
unlock_confidential .       .      x     .         .
read_audit          .       .      x     .         .
enter_programme     .       .      .     x         .
set_retention       .       .      x     .         .
erase               .       x      x     .         .
"""
ROLES, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CELLS = [
    (action, role, cell == "x")
    for action, *cells in ROWS
    for role, cell in zip(ROLES, cells, strict=True)
]


def person(role: str) -> Account:
    return Account("A2", "SCHAAA", Role(role), "Test", "a@test.example", "nb")


@pytest.mark.parametrize(("action", "role", "may"), CELLS)
def test_who_may_do_what(action, role, may):
    assert person(role).may(Action(action)) is may


def test_the_table_has_every_action_and_every_role():
    assert {row[0] for row in ROWS} == set(Action) == set(MAY)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_who_has_left_may_do_nothing(action, role):
    assert not replace(person(role), active=False).may(action)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_who_is_not_confirmed_may_do_nothing(action, role):
    assert not replace(person(role), confirmed=False).may(action)


@pytest.mark.parametrize(
    ("change", "is_access"),
    [
        ({"email": "b@test.example"}, True),
        ({"role": Role.OWNER}, True),
        ({"function": Function.LEADERSHIP}, True),
        ({"is_principal": True}, True),
        ({"name": "Ny"}, False),
        ({"language": "nn"}, False),
        ({"active": False}, False),
    ],
)
def test_what_changes_who_sees_what(change, is_access):
    before = person("member")
    after = replace(before, version=2, **change)
    assert access_changed(before, after) is is_access
    assert changed_fields(before, after) == tuple(change)


def test_who_comes_back_is_let_in_anew():
    assert access_changed(replace(person("member"), active=False), person("member"))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (OWNER, True),
        (PRINCIPAL, True),
        (NURSE, False),
        (STRANGER, False),
        (ADMINISTRATOR, False),
        (TEACHER, False),
        (replace(PRINCIPAL, confirmed=False), False),
        (replace(PRINCIPAL, email="ny@test.example"), False),
        (replace(OWNER, email="ny@test.example"), False),
    ],
)
def test_who_may_confirm_a_new_person_at_the_school(who, may):
    new = replace(TEACHER, id="N1", email="ny@test.example", confirmed=False)
    assert may_confirm(who, new) is may


@pytest.mark.parametrize(
    ("changed", "waits", "unreached"),
    [
        ({}, False, False),
        ({"confirmed": False}, True, False),
        ({"bounced_at": BOUNCED}, False, True),
        ({"active": False, "confirmed": False, "bounced_at": BOUNCED}, False, False),
    ],
)
def test_of_who_is_here_it_is_said_who_waits_and_whom_no_mail_reaches(
    changed, waits, unreached
):
    account = replace(NURSE, **changed)
    assert (account.waits, account.unreached) == (waits, unreached)


@pytest.mark.parametrize(
    ("person", "position"),
    [
        (PRINCIPAL, Position.PRINCIPAL),
        (NURSE, Position.HEALTH_SERVICE),
        (replace(NURSE, function=None), Position.OTHER),
        (TEACHER, Position.TEACHER),
        (OWNER, Position.OWNER),
        (ADMINISTRATOR, Position.ADMINISTRATOR),
    ],
)
def test_everybody_stands_in_one_list_of_positions(person, position):
    assert person.position is position
    assert person.placed(position) == person


@pytest.mark.parametrize(
    ("position", "role", "function", "is_principal"),
    [
        (Position.PRINCIPAL, Role.MEMBER, Function.LEADERSHIP, True),
        (Position.LEADERSHIP, Role.MEMBER, Function.LEADERSHIP, False),
        (Position.SOCIAL_TEACHER, Role.MEMBER, Function.SOCIAL_TEACHER, False),
        (Position.TEACHER, Role.TEACHER, None, False),
        (Position.OWNER, Role.OWNER, None, False),
    ],
)
def test_a_position_says_role_function_and_whether_one_is_the_principal(
    position, role, function, is_principal
):
    placed = NURSE.placed(Position.PRINCIPAL).placed(position)
    assert (placed.role, placed.function) == (role, function)
    assert placed.is_principal is is_principal
    assert placed.position is position


def test_a_principal_who_does_something_beside_it_still_does_it():
    both = replace(PRINCIPAL, function=Function.HEALTH_SERVICE)
    assert both.placed(Position.PRINCIPAL) == both
