from dataclasses import replace

import pytest

from chalicelib.accounts.account import Function
from chalicelib.case_reminders.line import InLine
from chalicelib.case_reminders.people import CasePeople
from chalicelib.items.inbox_id import Audience
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER

SOCIAL = replace(
    PRINCIPAL, id="B1", is_principal=False, function=Function.SOCIAL_TEACHER
)
DEPUTY = replace(SOCIAL, id="B2")
HERS = replace(CASE, responsible=SOCIAL.id)
ALONE = replace(HERS, responsible=NURSE.id, audience=Audience.HEALTH_SERVICE)
OWNERS = replace(HERS, responsible=OWNER.id, audience=Audience.OWNER)
SECOND_NURSE = replace(NURSE, id="B3")
COLLEAGUE = replace(OWNER, id="B4")
SCHOOL = (SOCIAL, DEPUTY, NURSE, PRINCIPAL, TEACHER)


def told(case, who, people=SCHOOL, deputies=(DEPUTY.id,)):
    found = CasePeople(people, lambda: deputies).told(case, who)
    return [person.id for person in found]


@pytest.mark.parametrize(
    ("case", "who", "ids"),
    [
        (HERS, InLine.RESPONSIBLE, [SOCIAL.id]),
        (HERS, InLine.DEPUTY, [DEPUTY.id]),
        (HERS, InLine.PRINCIPAL, [PRINCIPAL.id]),
        (HERS, InLine.OWNER, []),
        (ALONE, InLine.RESPONSIBLE, [NURSE.id]),
        (ALONE, InLine.NURSES, [PRINCIPAL.id]),  # there is no other nurse
        (ALONE, InLine.OWNER, []),
        (replace(HERS, responsible=PRINCIPAL.id), InLine.PRINCIPAL, []),
        (replace(HERS, responsible=DEPUTY.id), InLine.DEPUTY, [PRINCIPAL.id]),
        (replace(HERS, responsible="gone"), InLine.RESPONSIBLE, [DEPUTY.id]),
        (replace(HERS, responsible=TEACHER.id), InLine.RESPONSIBLE, [DEPUTY.id]),
    ],
)
def test_who_is_told_in_their_turn(case, who, ids):
    assert told(case, who) == ids


def test_another_nurse_comes_before_the_principal():
    assert told(ALONE, InLine.NURSES, (*SCHOOL, SECOND_NURSE)) == [SECOND_NURSE.id]


def test_of_the_owners_own_all_contacts_hear_at_the_end():
    people = (OWNER, COLLEAGUE)
    assert told(OWNERS, InLine.RESPONSIBLE, people) == [OWNER.id]
    assert told(OWNERS, InLine.OWNER, people) == [OWNER.id, COLLEAGUE.id]
    gone = (replace(OWNER, active=False), COLLEAGUE)
    assert told(OWNERS, InLine.RESPONSIBLE, gone) == [COLLEAGUE.id]


@pytest.mark.parametrize(
    "away", [{"active": False}, {"confirmed": False}, {"bounced_at": NOW}]
)
def test_the_next_deputy_is_asked_where_the_first_is_away(away):
    people = (SOCIAL, replace(DEPUTY, **away), NURSE, PRINCIPAL)
    assert told(HERS, InLine.DEPUTY, people, (DEPUTY.id, NURSE.id)) == [NURSE.id]
    assert told(HERS, InLine.DEPUTY, people) == [PRINCIPAL.id]


def test_the_deputies_are_asked_for_only_where_it_comes_to_them():
    asked = []
    people = CasePeople(SCHOOL, lambda: asked.append(1) or [])
    people.told(HERS, InLine.RESPONSIBLE)
    people.told(HERS, InLine.PRINCIPAL)
    assert asked == []
