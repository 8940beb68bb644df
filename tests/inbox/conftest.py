"""One flag in the inbox, and the nurse who has opened it; the other school, where she
works too."""

from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.schools import store as schools
from chalicelib.schools.school import SchoolClass
from chalicelib.storage import transaction
from tests.cast import NEIGHBOUR, NOW, NURSE, NURSE_THERE, STRANGER, YESTERDAY, Stage
from tests.rows import rows_with
from tests.staff_browser import Browser

CLASS = SchoolClass("9B", NEIGHBOUR.id, "9B", (9,), 25)


@pytest.fixture
def flag(stage: Stage) -> str:
    stage.send(hurt="few")
    return f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"


@pytest.fixture
def nurse(visitor: Browser, flag: str) -> Browser:
    visitor.become(NURSE)
    visitor.post(f"{flag}/open")
    return visitor


@pytest.fixture
def neighbour(stage: Stage) -> Stage:
    """The other school's round is open, too; the nurse works there as well."""
    transaction.commit(*accounts.put_account(NURSE_THERE), schools.put_class(CLASS))
    new = NewRound(
        form_id="grades_8_10",
        mode=Mode.ANONYMOUS,
        languages=("nb", "nn", "en"),
        opens_at=YESTERDAY - timedelta(hours=1),
        closes_at=NOW + timedelta(hours=4),
        on_duty=on_duty(STRANGER),
    )
    round_id = open_round(new, NEIGHBOUR, [CLASS]).id
    made = rounds.get(round_id)
    assert made
    return Stage(made, make_codes(made, CLASS.id, 3))


@pytest.fixture
def both(stage: Stage, neighbour: Stage) -> Stage:
    stage.send(0, hurt="few")
    neighbour.send(0, contact="today")
    return neighbour
