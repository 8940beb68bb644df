from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.core.local_time import SchoolCalendar
from chalicelib.forms.definitions import FORMS
from chalicelib.rounds.groups import classes_in_round
from chalicelib.rounds.plan import RoundPlan, capacity, refused, to_follow_up, warnings
from chalicelib.rounds.round import Mode, OnDuty, Round
from chalicelib.schools.school import SchoolClass
from tests.cast import NURSE

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CALENDAR = SchoolCalendar(breaks=((date(2027, 2, 22), date(2027, 2, 26)),))
BIG, OTHER, SMALL, FIRST = (
    SchoolClass(label, "S", label, (grade,), pupils)
    for label, grade, pupils in (
        ("6A", 6, 26),
        ("7A", 7, 25),
        ("6B", 6, 8),
        ("1A", 1, 20),
    )
)
PLAN = RoundPlan(
    form=FORMS["grades_5_7"],
    mode=Mode.ANONYMOUS,
    classes=(BIG,),
    languages=("nb",),
    drafts=(),
    opens_at=NOW,
    closes_at=NOW + timedelta(hours=4),
    on_duty=NURSE,
    class_by_class=True,
)

ROUND = Round(
    id="R",
    school_id="S",
    owner_id="W",
    form_id="grades_5_7",
    mode=Mode.ANONYMOUS,
    language="nb",
    languages=("nb",),
    opens_at=NOW,
    closes_at=NOW,
    opened_on=NOW.date(),
    expires_on=NOW.date(),
    public_key=b"",
    classes={},
    slots=(),
    weekly=(),
    ombud="",
    on_duty=OnDuty("A3", "Test", None),
)


def why(unlocked=False, **other):
    return refused(replace(PLAN, **other), CALENDAR, unlocked, NOW)


def test_a_plain_round_is_not_refused():
    assert why() == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"classes": ()}, "classes"),
        ({"classes": (BIG, FIRST)}, "wrong_step"),
        ({"classes": (SMALL,)}, "too_small"),
        ({"mode": Mode.CONFIDENTIAL}, "locked"),
        ({"on_duty": None}, "on_duty"),
        ({"opens_at": datetime(2026, 11, 24, 6, 59, tzinfo=UTC)}, "opens_outside"),
        ({"closes_at": datetime(2026, 11, 24, 14, 31, tzinfo=UTC)}, "closes_outside"),
        ({"closes_at": datetime(2026, 11, 28, 11, tzinfo=UTC)}, "closes_outside"),
        ({"closes_at": datetime(2026, 12, 25, 11, tzinfo=UTC)}, "closes_outside"),
        ({"closes_at": datetime(2027, 2, 24, 11, tzinfo=UTC)}, "closes_outside"),
        ({"closes_at": datetime(2027, 5, 17, 10, tzinfo=UTC)}, "closes_outside"),
    ],
)
def test_each_reason_alone(other, reason):
    assert why(**other) == (reason,)


def test_a_round_that_is_over_before_it_begins():
    yesterday = NOW - timedelta(days=1)
    assert why(closes_at=yesterday) == ("backwards", "past")


def test_it_may_close_at_the_minute_school_ends():
    assert why(closes_at=datetime(2026, 11, 24, 14, 30, tzinfo=UTC)) == ()


def test_small_classes_are_offered_their_step_and_confidential_rounds_may_have_them():
    together = (SMALL, replace(SMALL, id="7B", label="7B", grades=(7,)))
    assert why(classes=together) == ()
    assert [
        warning.kind for warning in warnings(replace(PLAN, classes=together), 3)
    ] == ["joined"]
    assert why(unlocked=True, mode=Mode.CONFIDENTIAL, classes=(SMALL,)) == ()


def test_the_warnings():
    assert [warning.kind for warning in warnings(PLAN, 3)] == ["text"]
    both = replace(PLAN, classes=(BIG, OTHER), class_by_class=False, drafts=("polski",))
    found = {warning.kind: warning.params for warning in warnings(both, 3)}
    assert found["capacity"] == {"expected": 7, "capacity": 6}
    assert found["drafts"] == {"languages": "polski"}
    assert "capacity" not in {
        warning.kind for warning in warnings(replace(both, class_by_class=True), 3)
    }
    assert "capacity" not in {warning.kind for warning in warnings(both, 4)}


def beside(*classes, opened=True, hours=0, days=0):
    """Another round of the school: it opens so much later than the plan, for four
    hours."""
    opens = NOW + timedelta(hours=hours, days=days)
    groups = classes_in_round(Mode.ANONYMOUS, classes, "5-7")
    if opened:
        groups = tuple(replace(group, opened_at=opens) for group in groups)
    return replace(
        ROUND,
        opens_at=opens,
        closes_at=opens + timedelta(hours=4),
        classes={g.id: g for g in groups},
    )


@pytest.mark.parametrize(
    ("other", "warned"),
    [
        (beside(OTHER), {"capacity"}),
        (beside(OTHER, days=1), {"capacity"}),
        (beside(OTHER, opened=False), set()),
        (beside(OTHER, days=7), set()),
        (beside(BIG, hours=3), {"capacity", "elsewhere"}),
        (beside(BIG, hours=4), {"capacity"}),
    ],
)
def test_what_the_schools_other_rounds_bring_is_counted_too(other, warned):
    plan = replace(PLAN, class_by_class=False)
    found = {warning.kind: warning.params for warning in warnings(plan, 3, [other])}
    assert set(found) - {"text"} == warned
    assert found.get("elsewhere", {"labels": "6A"}) == {"labels": "6A"}
    assert found.get("capacity", {"capacity": 6})["capacity"] == 6


def test_a_small_class_is_found_in_its_joined_step():
    small = replace(SMALL, id="7B", label="7B", grades=(7,))
    plan = replace(PLAN, classes=(SMALL, OTHER), mode=Mode.CONFIDENTIAL)
    found = warnings(plan, 3, [beside(small, SMALL)])
    assert [warning.params for warning in found if warning.kind == "elsewhere"] == [
        {"labels": "6B"}
    ]


def test_sizes_follow_the_base_rates():
    assert [to_follow_up(pupils) for pupils in (0, 8, 25, 26)] == [0, 1, 3, 4]
    assert capacity(3) == 6


def test_a_step_and_the_days_off_are_named_where_they_are_warned_of():
    on = datetime(2026, 12, 24, 9, tzinfo=UTC)
    small = (SMALL, replace(SMALL, id="7B", label="7B", grades=(7,)))
    off = replace(PLAN, classes=small, opens_at=on, closes_at=on + timedelta(hours=1))
    found = {warning.kind: warning for warning in warnings(off, 3)}
    assert found["joined"].step == PLAN.form.grade_step
    assert found["day_off"].days == (on.date(),)
