"""One flag in the inbox, and the nurse who has opened it."""

import pytest

from tests.cast import NURSE, Stage
from tests.rows import rows_with
from tests.staff_browser import Browser


@pytest.fixture
def flag(stage: Stage) -> str:
    stage.send(hurt="few")
    return f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"


@pytest.fixture
def nurse(visitor: Browser, flag: str) -> Browser:
    visitor.become(NURSE)
    visitor.post(f"{flag}/open")
    return visitor
