"""The school's principal, signed in."""

import pytest

from tests.cast import PRINCIPAL
from tests.staff_browser import Browser


@pytest.fixture
def principal(visitor: Browser) -> Browser:
    return visitor.become(PRINCIPAL)
