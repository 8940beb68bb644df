"""Each person's menu: every page they may use and no other."""

from dataclasses import replace

import pytest

from chalicelib.staff_door.navigation import menu_of, places_of
from tests.cast import (
    ADMINISTRATOR,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    TEACHER,
)

MEMBER = (
    "inbox cases rounds report week referrals cards progress log readiness rules help"
)
MENUS = [
    (TEACHER, "referrals progress rules help"),
    (PRINCIPAL, MEMBER),
    (NURSE, MEMBER),
    (OWNER, "schools inbox cases sums retention audit rules help"),
    (ADMINISTRATOR, "schools rules help"),
    (PROGRAMME, "programme rules help"),
]


@pytest.mark.parametrize(("who", "menu"), MENUS, ids=[who.id for who, _ in MENUS])
def test_in_its_order(who, menu):
    assert menu_of(who) == menu.split()


@pytest.mark.parametrize("changed", [{"confirmed": False}, {"active": False}])
def test_who_is_not_let_in_has_the_rules_alone(changed):
    assert menu_of(replace(PRINCIPAL, **changed)) == ["rules", "help"]


PLACES = [
    (TEACHER, "referrals progress"),
    (NURSE, "inbox cases rounds report"),
    (OWNER, "schools inbox cases sums"),
    (ADMINISTRATOR, "schools"),
    (PROGRAMME, "programme"),
    (replace(PRINCIPAL, confirmed=False), "rules help"),
]


@pytest.mark.parametrize(("who", "places"), PLACES)
def test_the_places_come_first_in_the_menu(who, places):
    assert places_of(who) == places.split() == menu_of(who)[: len(places.split())]
