from dataclasses import replace

import pytest

from chalicelib.accounts.account import Function
from chalicelib.cases.may_open import may_know_of, may_open
from chalicelib.items.inbox_id import Audience
from tests.cases.cast import CASE
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER

SOCIAL = replace(
    PRINCIPAL, id="B1", is_principal=False, function=Function.SOCIAL_TEACHER
)
OTHER = replace(SOCIAL, id="B2")
HERS = replace(CASE, responsible=SOCIAL.id, team=())
ALONE = replace(HERS, responsible=NURSE.id, audience=Audience.HEALTH_SERVICE)


@pytest.mark.parametrize(
    ("account", "case", "opens"),
    [
        (SOCIAL, HERS, True),
        (PRINCIPAL, HERS, True),
        (OTHER, HERS, False),
        (NURSE, HERS, False),
        (OTHER, replace(HERS, team=(OTHER.id,)), True),
        (NURSE, replace(HERS, team=(NURSE.id,)), True),
        (STRANGER, HERS, False),
        (TEACHER, replace(HERS, team=(TEACHER.id,)), False),
        (OWNER, HERS, False),
        (replace(SOCIAL, active=False), HERS, False),
        (replace(SOCIAL, confirmed=False), HERS, False),
        # what a pupil said to the nurse alone is not the principal's
        (NURSE, ALONE, True),
        (replace(NURSE, id="B3"), ALONE, True),
        (PRINCIPAL, ALONE, False),
        (SOCIAL, ALONE, False),
    ],
)
def test_who_may_open_a_case(account, case, opens):
    assert may_open(account, case, NOW) is opens


def test_others_who_work_with_cases_know_that_there_is_one():
    assert may_know_of(OTHER, HERS)
    assert not any(may_know_of(who, HERS) for who in (TEACHER, OWNER, STRANGER))
