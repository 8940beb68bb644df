"""What several packages' tests start from."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.pupil_threads import tickets
from chalicelib.referrals import drafts
from chalicelib.referrals.drafts import Desk
from chalicelib.schools import store as schools
from chalicelib.storage import expiry, transaction
from tests.cast import CLASSES, NOW, TEACHER, Stage, set_the_stage
from tests.faults import failing
from tests.giving import colleagues
from tests.pupil_cast import ticket_of


@pytest.fixture
def fails() -> Any:
    return failing


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], datetime]:
    """Sets the stores' clock so long after ``NOW`` and gives that time; nothing is
    deleted."""

    def set_clock(passed: timedelta) -> datetime:
        monkeypatch.setattr(expiry, "clock", (NOW + passed).timestamp)
        return NOW + passed

    return set_clock


@pytest.fixture
def calls(aws: Any) -> Iterator[list[str]]:
    """The names of the calls to the database, as they are made."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        made.append(model.name)

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb", note)
    yield made
    events.unregister("before-call.dynamodb", note)


@pytest.fixture
def desk(aws: Any) -> Desk:
    set_the_stage(codes=1)
    for class_ in CLASSES:
        transaction.commit(schools.put_class(class_))
    return drafts.desk(TEACHER)


@pytest.fixture
def ticket(stage: Stage) -> tickets.Ticket:
    """For the messages after an answer."""
    return ticket_of(stage, "t" * 22)


@pytest.fixture
def among_colleagues(stage: Stage) -> None:
    """There are others at the school to whom something can be given."""
    colleagues()
