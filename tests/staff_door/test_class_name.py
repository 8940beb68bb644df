import pytest

from chalicelib.staff_door.class_name import class_name
from chalicelib.web.language import texts

pytestmark = pytest.mark.usefixtures("environment")
t = texts("nb")


def test_a_class_is_said_to_be_one_and_a_grade_step_says_so_itself():
    assert class_name(t, "6<A") == t("staff.class", label="<bdi>6&lt;A</bdi>")
    assert class_name(t, "5–7") == t("staff.grade_step.5-7")
