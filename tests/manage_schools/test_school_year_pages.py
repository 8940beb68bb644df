"""The new school year in the pages, also where it is large, small, or cut short."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.manage_rounds import change as round_changes
from chalicelib.rounds import store as rounds
from chalicelib.schools import store as schools
from chalicelib.schools.school import SchoolClass
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, CLASSES, NURSE, PRINCIPAL, SCHOOL
from tests.faults import failing
from tests.staff_browser import text

t = texts("nb")
AUGUST = datetime(2027, 8, 17, 8, 0, tzinfo=UTC)

HERE = "/staff/schools/SCHAAA"
YEAR = f"{HERE}/year"


@pytest.fixture
def admin(visitor, monkeypatch):
    """In the season, when the stage's round is long over."""
    at(monkeypatch, AUGUST)
    return visitor.become(ADMINISTRATOR, AUGUST)


def at(monkeypatch, now):
    monkeypatch.setattr(door, "clock", lambda: now)


def seen_on(page):
    return re.search(r'name="seen" value="(.*?)"', text(page))[1]


def turn(browser, seen=None):
    """Press with the tick, on the page as it is now unless ``seen`` says how it was."""
    fields = {
        "seen": seen_on(browser.get(YEAR)) if seen is None else seen,
        "sure": "yes",
    }
    return browser.post(YEAR, fields)


def labels():
    return [class_.label for class_ in schools.classes("SCHAAA")]


def words():
    return [event.what for event in audit.of_body("SCHAAA")]


def many(number=120):
    """With those of the cast."""
    new = [
        SchoolClass(f"X{n}", "SCHAAA", f"5-{n}", (5,), 20)
        for n in range(number - len(CLASSES))
    ]
    for start in range(0, len(new), 100):
        transaction.commit(*map(schools.put_class, new[start : start + 100]))


def test_the_new_year_moves_grades_up_closes_the_last_and_happens_once(admin):
    seen = seen_on(admin.get(YEAR))
    assert turn(admin, seen).status_code == 303
    assert labels() == ["7A", "7B"]
    assert turn(admin, seen).status_code == 303  # the same press, arrived twice
    assert labels() == ["7A", "7B"]
    assert words().count("turned_year") == 1


def test_the_page_says_what_closes_and_the_school_can_change_it(admin):
    assert "Disse avsluttes: 7A" in text(admin.get(YEAR))
    form = {
        "name": SCHOOL.name,
        "language": "nb",
        "slots": "11:45",
        "breaks": "",
        "version": "1",
    }
    form |= {"ombud": SCHOOL.ombud, "last_grade": "10"}
    assert admin.post(f"{HERE}/settings", form).status_code == 303
    assert "Ingen klasser avsluttes" in text(admin.get(YEAR))
    turn(admin)
    assert labels() == ["7A", "7B", "8A"]


def test_a_change_of_the_last_grade_after_the_page_was_made_is_told(admin):
    seen = seen_on(admin.get(YEAR))
    transaction.commit(
        schools.change_school(replace(schools.get("SCHAAA"), last_grade=10))
    )
    assert turn(admin, seen).status_code == 409
    assert labels() == ["6A", "6B", "7A"]


def test_a_school_with_no_class_in_its_last_grade_loses_none(admin):
    for class_ in CLASSES:
        low = SchoolClass(class_.id, "SCHAAA", f"5{class_.label[-1]}", (5,), 20)
        transaction.commit(schools.put_class(low))
    turn(admin)
    assert sorted(labels()) == ["6A", "6A", "6B"]


def test_more_classes_than_a_transaction_holds(admin):
    many()
    assert turn(admin).status_code == 303
    assert {class_.grades for class_ in schools.classes("SCHAAA")} == {(6,), (7,)}
    assert len(labels()) == 119
    assert not schools.get("SCHAAA").turning
    assert words().count("turned_year") == 2


def test_a_year_that_fails_at_its_first_write_moves_nobody_and_has_not_begun(admin):
    many()
    seen = seen_on(admin.get(YEAR))
    # The first write is the press itself.
    with failing("dynamodb", "TransactWriteItems", "down", times=1, spared=1):
        assert turn(admin, seen).status_code == 503
    assert "Fullfør" not in text(admin.get(YEAR))
    assert turn(admin, seen).status_code == 303
    assert len(labels()) == 119


@pytest.mark.parametrize("fresh_page", [True, False])
def test_what_was_cut_short_goes_on_and_moves_nobody_twice(admin, fresh_page):
    many()
    # The school's log has begun, so that the first write is that of the first batch of
    # classes.
    audit.record(Event.IMPORTED_CLASSES, "SCHAAA", ADMINISTRATOR.id, "SCHAAA", AUGUST)
    seen = seen_on(admin.get(YEAR))
    with failing("dynamodb", "TransactWriteItems", "lost_answer", times=1, spared=1):
        assert turn(admin, seen).status_code == 503
    assert {class_.grades for class_ in schools.classes("SCHAAA")} == {(5,), (6,), (7,)}
    page = admin.get(YEAR)
    assert "Fullfør" in text(page)
    again = seen_on(page) if fresh_page else seen
    assert turn(admin, again).status_code == 303
    assert {class_.grades for class_ in schools.classes("SCHAAA")} == {(6,), (7,)}
    assert len(labels()) == 119
    assert turn(admin, again).status_code == 303  # the same press, arrived twice


def test_a_class_of_several_grades_is_said_to_stay_and_stays(admin):
    transaction.commit(schools.put_class(SchoolClass("M", "SCHAAA", "5-6", (5, 6), 20)))
    assert "5–6" in text(admin.get(YEAR))
    assert turn(admin).status_code == 303
    assert sorted(labels()) == ["5-6", "7A", "7B"]


def test_nothing_is_turned_without_the_tick(admin):
    answer = admin.post(YEAR, {"seen": seen_on(admin.get(YEAR))})
    assert answer.status_code == 422
    assert t("staff.setup.year.problem.sure") in text(answer)
    assert labels() == ["6A", "6B", "7A"]


def test_a_year_that_is_turned_is_not_turned_again_and_the_page_says_when_it_was(admin):
    turn(admin)
    now_seen = ".".join(
        (
            "7",
            *(f"{class_.id}-{class_.version}" for class_ in schools.classes("SCHAAA")),
        )
    )
    assert turn(admin, now_seen).status_code == 409
    assert labels() == ["7A", "7B"]
    page = text(admin.get(YEAR))
    assert t("staff.setup.year.turned", day="tirsdag 17. august 2027") in page
    assert t("staff.setup.year.next_from", day="onsdag 21. juni 2028") in page
    assert 'name="sure"' not in page


def test_next_summer_it_is_turned_again(admin, monkeypatch):
    turn(admin)
    at(monkeypatch, datetime(2028, 6, 21, 8, 0, tzinfo=UTC))
    admin.become(ADMINISTRATOR, datetime(2028, 6, 21, 8, 0, tzinfo=UTC))
    assert turn(admin).status_code == 303
    assert labels() == []


@pytest.mark.parametrize(
    ("month", "day", "warned"),
    [
        (6, 17, True),
        (6, 18, False),
        (8, 17, False),
        (9, 30, False),
        (10, 1, True),
        (1, 9, True),
    ],
)
def test_out_of_season_it_is_asked_with_a_warning(
    admin, monkeypatch, month, day, warned
):
    now = datetime(2027, month, day, 8, 0, tzinfo=UTC)
    breaks = replace(
        SCHOOL.calendar, breaks=((datetime(2027, 6, 19), datetime(2027, 8, 15)),)
    )
    breaks = replace(
        breaks, breaks=tuple((a.date(), b.date()) for a, b in breaks.breaks)
    )
    transaction.commit(schools.put_school(replace(SCHOOL, calendar=breaks)))
    at(monkeypatch, now)
    page = text(admin.become(ADMINISTRATOR, now).get(YEAR))
    assert (
        t("staff.setup.year.out_of_season", day="X").partition("X")[2] in page
    ) is warned
    assert turn(admin).status_code == 303


@pytest.mark.parametrize("state", ["open", "planned", "ended_today"])
def test_while_a_round_is_not_over_the_year_is_not_turned(admin, monkeypatch, state):
    seen = seen_on(admin.get(YEAR))
    later = AUGUST + timedelta(hours=1 if state == "planned" else -1)
    round_ = replace(
        rounds.get(rounds.of_school("SCHAAA")[0].id),
        id="R27",
        opens_at=later,
        closes_at=AUGUST + timedelta(hours=4),
    )
    transaction.commit(*rounds.put_round(round_))
    if state == "ended_today":
        round_changes.end(NURSE, "R27", 1, AUGUST - timedelta(minutes=1))
    assert t("staff.setup.year.rounds") in text(admin.get(YEAR))
    assert turn(admin, seen).status_code == 409
    assert labels() == ["6A", "6B", "7A"]
    at(monkeypatch, AUGUST + timedelta(days=1))
    admin.become(ADMINISTRATOR, AUGUST + timedelta(days=1))
    assert turn(admin).status_code == 303


def test_no_round_is_set_up_while_some_classes_have_not_moved(admin):
    transaction.commit(schools.put_school(replace(SCHOOL, turning=True)))
    form = {
        "form_id": "grades_5_7",
        "mode": "anonymous",
        "classes": "6A",
        "languages": "nb",
    }
    form |= {"opens_on": "2027-08-18", "opens": "08:30", "closes_on": "2027-08-19"}
    form |= {"closes": "14:00", "on_duty": NURSE.id, "deputy": "", "pace": "each"}
    page = admin.become(PRINCIPAL, AUGUST).post("/staff/rounds/new", form)
    assert t("staff.round.refused.turning") in text(page)
