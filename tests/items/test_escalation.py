from datetime import UTC, datetime

import pytest

from chalicelib.core.local_time import OSLO, SchoolCalendar
from chalicelib.items.escalation import EscalationStep, next_step
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients

CALENDAR = SchoolCalendar()
PRINCIPAL, OWNER = Recipients.PRINCIPAL, Recipients.OWNER


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)


@pytest.mark.parametrize(
    ("level", "audience", "step", "now", "tell", "clock_at"),
    [
        # urgent: an hour of school time each, then the owner again each school day
        (Level.L3, "resource_group", 0, "2026-09-07T10:00", None, "2026-09-07T11:00"),
        (
            Level.L3,
            "resource_group",
            1,
            "2026-09-07T11:00",
            PRINCIPAL,
            "2026-09-07T12:00",
        ),
        (Level.L3, "resource_group", 2, "2026-09-07T12:00", OWNER, "2026-09-08T11:45"),
        (Level.L3, "resource_group", 3, "2026-09-08T11:45", OWNER, "2026-09-09T11:45"),
        (Level.L3, "resource_group", 4, "2026-09-11T11:45", OWNER, "2026-09-14T11:45"),
        (Level.L3, "resource_group", 9, "2026-09-14T11:45", OWNER, "2026-09-15T11:45"),
        # the clock stands still in the evening and over the weekend
        (Level.L3, "resource_group", 0, "2026-09-07T20:00", None, "2026-09-08T09:00"),
        (Level.L3, "resource_group", 0, "2026-09-04T15:00", None, "2026-09-07T08:30"),
        # follow up: a school day each
        (Level.L2, "resource_group", 0, "2026-09-07T11:45", None, "2026-09-08T11:45"),
        (
            Level.L2,
            "resource_group",
            1,
            "2026-09-08T11:45",
            PRINCIPAL,
            "2026-09-09T11:45",
        ),
        (Level.L2, "resource_group", 2, "2026-09-09T11:45", OWNER, "2026-09-10T11:45"),
        (Level.L2, "resource_group", 0, "2026-09-04T14:45", None, "2026-09-07T14:45"),
        # the owner has nobody above
        (Level.L3, "owner", 0, "2026-09-07T10:00", None, "2026-09-07T11:00"),
        (Level.L3, "owner", 1, "2026-09-07T11:00", OWNER, "2026-09-08T11:45"),
        (Level.L3, "owner", 2, "2026-09-08T11:45", OWNER, "2026-09-09T11:45"),
        (Level.L2, "owner", 0, "2026-09-07T10:00", None, "2026-09-08T10:00"),
        (Level.L2, "owner", 1, "2026-12-18T11:45", OWNER, "2026-12-21T11:45"),
    ],
)
def test_next_step(
    level: Level,
    audience: str,
    step: int,
    now: str,
    tell: Recipients | None,
    clock_at: str,
) -> None:
    found = next_step(level, Audience(audience), step, oslo(now), CALENDAR)
    assert found == EscalationStep(tell, oslo(clock_at))


def test_l1_that_one_person_alone_may_read_is_brought_to_the_principal_once() -> None:
    """Two school days after the weekly list; then somebody else may be let in to read
    it."""

    def step(number: int, now: str) -> EscalationStep:
        return next_step(
            Level.L1,
            Audience.RESOURCE_GROUP,
            number,
            oslo(now),
            CALENDAR,
            one_reader=True,
        )

    assert step(0, "2026-09-07T11:45") == EscalationStep(None, oslo("2026-09-09T11:45"))
    assert step(0, "2026-09-04T11:45") == EscalationStep(None, oslo("2026-09-08T11:45"))
    assert step(1, "2026-09-09T11:45") == EscalationStep(PRINCIPAL, None)


@pytest.mark.parametrize("step", [0, 1, 5])
def test_l1_has_no_clock(step: int) -> None:
    now = oslo("2026-09-07T10:00")
    assert next_step(
        Level.L1, Audience.RESOURCE_GROUP, step, now, CALENDAR
    ) == EscalationStep(None, None)
