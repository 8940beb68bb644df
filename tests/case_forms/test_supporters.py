from datetime import date

import pytest

from chalicelib.case_forms.supporters import (
    AskedAnswer,
    Guardian,
    Relation,
    Supporter,
    check_people,
    people_of,
    warnings,
    with_us,
)

TODAY = date(2026, 11, 24)
YES = AskedAnswer.YES


def row(number, name, role="friend", answer="yes", guardian="informed", follow=""):
    said = {
        "name": name,
        "role": role,
        "answer": answer,
        "guardian": guardian,
        "follow": follow,
    }
    return {f"{column}_{number}": [value] for column, value in said.items()}


def checked(*rows, before=None, sees_roles=True):
    typed = {"happened": ["2026-11-24"]}
    for said in rows:
        typed |= said
    return check_people(typed, before or {}, sees_roles, {"today": TODAY})


def group(size, **changes):
    person = Supporter(**{"name": "Emil", "answer": YES, **changes})
    return dict.fromkeys(range(1, size + 1), person)


def test_who_is_written_keeps_the_number_of_the_row():
    found = checked(row(1, "Emil"), row(2, ""), row(4, " Sara\nB. ", follow="yes"))
    assert found.form.people == {
        1: Supporter(
            name="Emil", role=Relation.FRIEND, answer=YES, guardian=Guardian.INFORMED
        ),
        4: Supporter(
            name="Sara B.",
            role=Relation.FRIEND,
            answer=YES,
            guardian=Guardian.INFORMED,
            follow=True,
        ),
    }


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (row(1, ""), "name_kept"),
        (row(1, "x" * 201), "too_long"),
        (row(1, "Emil", answer="kanskje"), "choose"),
        (row(1, "Emil", guardian=""), "choose"),
        (row(1, "Emil", role="boss"), "choose"),
    ],
)
def test_nobody_is_taken_off_the_list_and_what_is_no_answer_is_said(said, problem):
    found = checked(said, before={1: Supporter(name="Emil")})
    assert (found.form, found.problems) == (None, {"people": problem})


def test_who_does_not_see_the_roles_changes_none():
    before = {1: Supporter(name="Emil", role=Relation.DIFFICULT)}
    found = checked(
        row(1, "Emil R.", role="friend"),
        row(2, "Sara", role="difficult"),
        before=before,
        sees_roles=False,
    )
    people = found.form.people
    assert (people[1].name, people[1].role) == ("Emil R.", Relation.DIFFICULT)
    assert people[2].role is Relation.AROUND


def test_the_day_is_checked_with_the_rest():
    typed = {"happened": ["2026-11-25"], **row(1, "x" * 201)}
    found = check_people(typed, {}, True, {"today": TODAY})
    assert found.problems == {"happened": "future", "people": "too_long"}


@pytest.mark.parametrize(
    ("people", "warns"),
    [
        (group(4), ["few"]),
        (group(5), []),
        (group(8), []),
        (group(9), ["many"]),
        (group(5) | {6: Supporter(name="X", answer=AskedAnswer.NO)}, []),
        (group(4) | {6: Supporter(name="X", answer=AskedAnswer.LEFT)}, ["few"]),
        (group(5, guardian=Guardian.DECLINED), ["guardian"]),
        (group(5, answer=AskedAnswer.ASKED, guardian=Guardian.DECLINED), []),
    ],
)
def test_five_to_eight_are_wanted_and_the_homes_are_heard(people, warns):
    assert warnings(people) == warns


def test_a_stored_list_is_read_and_who_said_yes_is_with_us():
    found = checked(row(2, "Emil"), row(3, "Sara", answer="asked"))
    people = people_of(found.form.model_dump(mode="json"))
    assert people == found.form.people
    assert with_us(people) == {2: "Emil"}
    assert people_of(None) == {}
