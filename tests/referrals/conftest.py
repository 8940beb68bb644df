"""A teacher of the school's classes, signed in."""

import pytest

from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from tests.cast import CLASSES, TEACHER
from tests.staff_browser import Browser


@pytest.fixture
def teacher(visitor: Browser) -> Browser:
    for class_ in CLASSES:
        transaction.commit(schools.put_class(class_))
    return visitor.become(TEACHER)
