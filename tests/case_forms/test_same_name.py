import pytest

from chalicelib.case_forms.same_name import may_be_one


@pytest.mark.parametrize(
    ("name", "other", "same_class", "may_be"),
    [
        ("Emil Hansen", "emil  hansen", False, True),
        ("Emil Hansen", "Emil Johan Hansen", False, True),
        ("Emil-Johan Hansen", "Emil Hansen", False, True),
        ("Emil Hansen", "Emil Olsen", True, False),
        ("Emil Hansen", "Sara Hansen", True, False),
        ("Emil", "Emil Hansen", True, True),
        ("Emil", "Emil Hansen", False, False),
        ("Emil", "Emil", False, True),
        ("ØYVIND ÅS", "Øyvind Ås", False, True),
        ("", "Emil", True, False),
        ("", "", True, False),
    ],
)
def test_whether_two_names_may_be_one_pupils(name, other, same_class, may_be):
    assert may_be_one(name, other, same_class) is may_be
    assert may_be_one(other, name, same_class) is may_be
