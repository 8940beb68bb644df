from dataclasses import replace

import pytest

from chalicelib.items.search import is_meant
from tests.items.test_item import ITEM

ONE = replace(ITEM, id="6QXPTDAAAA", place="5A")


@pytest.mark.parametrize(
    "text",
    [
        "6QXPTD",
        "6qxptd",
        " 6QX ",
        "nr. 6QXPTD",
        "nr 6qxptd",
        "no. 6qxptd",
        "5A",
        "5a",
        "5 a",
        "Per",
        "per lie",
        "LIE",
        "lie  per",
        "Per L",
    ],
)
def test_it_is_found_by_number_class_and_who_referred(text):
    assert is_meant(ONE, "Per Lie", text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "nr.", "QXPTD", "A", "5B", "5A1", "Kari", "Per Kari", "er", "AAAA"],
)
def test_it_is_not_found_by_anything_else(text):
    assert not is_meant(ONE, "Per Lie", text)


def test_a_grade_finds_its_classes_and_steps_and_nobody_no_name():
    assert is_meant(ONE, "", "5")
    assert is_meant(replace(ONE, place="5–7"), "", "5-7")
    assert not is_meant(ONE, "", "Per")
