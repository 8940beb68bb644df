import pytest

from chalicelib.staff_door import door, sign_in_page
from tests.cast import NURSE
from tests.passkeys.at_door import PAGE, make
from tests.passkeys.device import Device


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(sign_in_page, "ANSWER_AFTER", 0.0)


@pytest.fixture
def at(monkeypatch):
    """Moves the clock of the door."""
    return lambda now: monkeypatch.setattr(door, "clock", lambda: now)


@pytest.fixture
def hers(visitor):
    device = Device()
    assert make(visitor.become(NURSE), device).headers["Location"] == PAGE
    return device
