from dataclasses import replace

import pytest

from chalicelib.domain.accounts import MAY, Account, Action, Role

TABLE = """
                    teacher member owner programme administrator
see_flags           .       x      x     .         .
see_inbox           .       x      x     .         .
answer_pupils       .       x      .     .         .
see_identified      .       x      x     .         .
work_cases          .       x      .     .         .
send_referral       x       x      .     .         .
follow_own_referral x       x      .     .         .
set_up_schools      .       .      x     .         x
set_up_members      .       .      x     .         x
run_rounds          .       x      .     .         .
see_progress        x       x      .     .         .
unlock_confidential .       .      x     .         .
read_audit          .       .      x     .         .
see_aggregates      .       x      x     x         .
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
