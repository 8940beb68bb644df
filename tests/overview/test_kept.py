"""What the overview keeps of a school is what a look at its steps finds, whatever was
done there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.class_import import import_classes
from chalicelib.manage_people import let_in
from chalicelib.manage_rounds import change as round_changes
from chalicelib.manage_schools import checklist, prepare, set_up, turn_year
from chalicelib.manage_schools.fields import SchoolFields
from chalicelib.overview import overview
from chalicelib.rounds import store as rounds
from chalicelib.rounds.fields import PreparationFields
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from tests.cast import (
    ADMINISTRATOR,
    CLASSES,
    NEIGHBOUR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    TEACHER,
)
from tests.manage_schools.test_setup_pages import NEW_PERSON, NURSE_FORM, PERSON

LATER = NOW + timedelta(minutes=1)
SUMMER = NOW.replace(year=2027, month=7, day=1)


def kept(school_id=SCHOOL.id):
    glance = standing_store.of_owner(OWNER.body_id).get(school_id)
    return glance.standing if glance else None


def add_somebody(visitor):
    form = {**NURSE_FORM, "email": "ny@test.example", "version": ""}
    assert visitor.become(ADMINISTRATOR).post(NEW_PERSON, form).status_code == 303


def take_the_health_service_away(visitor):
    form = {**NURSE_FORM, "position": "social_teacher", "heir": PRINCIPAL.id}
    assert visitor.become(ADMINISTRATOR).post(PERSON, form).status_code == 303


def confirm(_):
    waits = replace(TEACHER, confirmed=False)
    transaction.commit(*accounts.put_account(waits))
    let_in.confirm_person(PRINCIPAL, SCHOOL.id, TEACHER.id, 1, LATER)


def right_an_address(_):
    bounced = replace(NURSE, bounced_at=NOW)
    transaction.commit(*accounts.put_account(bounced))
    set_up.address_works(ADMINISTRATOR, SCHOOL.id, NURSE.id, 1, LATER)


def write_down_a_course(_):
    given = PreparationFields(course_on="2026-09-01", workshop_on="", on_duty=NURSE.id)
    prepare.write_down(PRINCIPAL, 0, given, LATER)


def change_the_school(_):
    given = SchoolFields(
        name="Testskolen",
        language="nb",
        slots="11:45",
        breaks="22.02.2027–26.02.2027",
        ombud="11 22 33 44",
        last_grade="7",
    )
    set_up.change_school(ADMINISTRATOR, SCHOOL.id, 1, given, LATER)


def end_the_round(_):
    (round_,) = rounds.of_school(SCHOOL.id)
    round_changes.end(NURSE, round_.id, 1, LATER)


DEEDS = [
    add_somebody,
    take_the_health_service_away,
    confirm,
    right_an_address,
    write_down_a_course,
    change_the_school,
    end_the_round,
]


@pytest.mark.parametrize("deed", DEEDS, ids=[deed.__name__ for deed in DEEDS])
def test_after_each_deed_it_says_what_is_true_or_nothing(stage, visitor, deed):
    overview.of(OWNER, NOW)
    assert kept()
    deed(visitor)
    _, found, _ = checklist.look(SCHOOL.id, LATER)
    assert kept() in (None, replace(found, looked_at=NOW), found)


def test_a_new_year_is_looked_at_with_the_next_page(stage):
    after = SUMMER.replace(microsecond=0)
    checklist.look_and_keep(SCHOOL.id, after)
    seen = turn_year.preview(ADMINISTRATOR, SCHOOL.id, after).mark
    turn_year.turn(ADMINISTRATOR, SCHOOL.id, seen, after)
    assert kept() is None
    assert len(schools.classes(SCHOOL.id)) < len(CLASSES)


def test_the_first_classes_of_a_school_are_looked_at_with_the_next_page(stage):
    overview.of(OWNER, NOW)
    assert kept(NEIGHBOUR.id)
    import_classes.save(ADMINISTRATOR, f"{NEIGHBOUR.name};1A;1;20", LATER)
    assert kept(NEIGHBOUR.id) is None


def test_a_school_from_a_list_is_known_at_once(stage):
    import_classes.save(ADMINISTRATOR, "Nyskulen;1A;1;20\nNyskulen;2A;2;20", NOW)
    (new,) = [one for one in schools.of_owner(OWNER.body_id) if one.name == "Nyskulen"]
    _, found, _ = checklist.look(new.id, NOW)
    known = kept(new.id)
    assert known == replace(found, looked_at=known.looked_at)
    assert known.left(owner_is_told=True)
