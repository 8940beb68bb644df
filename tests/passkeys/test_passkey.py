from dataclasses import replace

import pytest

from chalicelib.passkeys.passkey import Passkey
from tests.cast import NOW

KEY = Passkey("id", "credential", b"key", "telefonen min", 7, NOW)


@pytest.mark.parametrize(
    ("stored", "said", "copied"),
    [
        (0, 0, False),  # a device that never counts
        (0, 1, False),
        (7, 8, False),
        (7, 7, True),
        (7, 6, True),
        (7, 0, True),
        (1, 1, True),
    ],
)
def test_a_count_that_does_not_go_up_is_a_copys(stored, said, copied):
    assert replace(KEY, count=stored).is_copied(said) is copied


def test_what_is_used_has_the_count_and_the_time_of_it():
    assert KEY.used(9, NOW) == replace(KEY, count=9, used_at=NOW)
    assert KEY.blocked(NOW) == replace(KEY, blocked_at=NOW)
