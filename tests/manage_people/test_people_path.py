import pytest

from chalicelib.manage_people.people_path import people_path
from tests.cast import ADMINISTRATOR, OWNER, PRINCIPAL


@pytest.mark.parametrize(
    ("who", "body_id", "path"),
    [
        (PRINCIPAL, "SCHAAA", "/staff/readiness"),
        (OWNER, "SCHAAA", "/staff/schools/SCHAAA#main"),
        (ADMINISTRATOR, "SCHBBB", "/staff/schools/SCHBBB#main"),
        (OWNER, OWNER.body_id, "/staff/schools"),
    ],
)
def test_each_is_led_to_where_they_see_those_people(who, body_id, path):
    assert people_path(who, body_id) == path
