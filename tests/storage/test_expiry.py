"""What has expired is read as no row from its second on."""

import pytest

from chalicelib.storage.expiry import is_live
from tests.cast import NOW

SECOND = int(NOW.timestamp())
pytestmark = pytest.mark.usefixtures("environment")


@pytest.mark.parametrize(
    ("row", "live"),
    [
        ({}, True),
        ({"expires_at": SECOND + 1}, True),
        ({"expires_at": SECOND}, False),
        ({"expires_at": SECOND - 1}, False),
        ({"expires_at": "yesterday"}, True),
        ({"expires_at": None}, True),
        ({"erased_on": "2026-11-24"}, False),
        ({"erased_on": None}, False),
        ({"erased_on": "2026-11-24", "expires_at": SECOND + 1}, False),
    ],
)
def test_a_row_lives_until_its_second_or_until_it_is_erased(row, live):
    assert is_live(row) is live
