"""Who is told together."""

from dataclasses import replace

import pytest

from chalicelib.accounts.account import Function
from chalicelib.outbox.recipients import Recipients
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, TEACHER

MEMBER = replace(NURSE, id="A20", function=Function.SOCIAL_TEACHER)
IN = {
    Recipients.GROUP: [MEMBER, NURSE, PRINCIPAL],
    Recipients.PRINCIPAL: [PRINCIPAL],
    Recipients.NURSE: [NURSE],
    Recipients.OWNER: [OWNER],
    Recipients.RECEIVER: [],
}
PEOPLE = [MEMBER, NURSE, PRINCIPAL, TEACHER, OWNER]
PEOPLE_OF_NO_CIRCLE = [
    ADMINISTRATOR,
    replace(PRINCIPAL, active=False),
    replace(NURSE, confirmed=False),
]


@pytest.mark.parametrize("circle", Recipients)
def test_who_is_in_a_circle(circle):
    everybody = [*PEOPLE, *PEOPLE_OF_NO_CIRCLE]
    assert [person for person in everybody if circle.has(person)] == IN[circle]
