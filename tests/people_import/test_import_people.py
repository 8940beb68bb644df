"""What a list would do to the people of a school, and what it never does."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function, Position
from chalicelib.core import errors, time_left
from chalicelib.people_import.import_people import MOST_PEOPLE, look_at, save
from chalicelib.people_import.planned_person import What
from chalicelib.storage import transaction
from tests.cast import (
    ADMINISTRATOR,
    NEIGHBOUR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    TEACHER,
    set_the_stage,
)

NEW = "Ny Lærer;ny@test.example;lærer"
SOCIAL = replace(
    NURSE, id="S1", email="s@test.example", function=Function.SOCIAL_TEACHER
)


@pytest.fixture(autouse=True)
def stage(aws):
    set_the_stage(codes=1)
    transaction.commit(*accounts.put_account(SOCIAL))


def what(text, who=ADMINISTRATOR):
    plan = look_at(who, SCHOOL.id, text)
    return [planned.what for planned in plan.lines], [line.kind for line in plan.bad]


def line(person, position):
    return f"{person.name};{person.email};{position}"


def saved(text, *ticked, who=ADMINISTRATOR):
    plan = look_at(who, SCHOOL.id, text)
    assert plan.bad == ()
    return save(who, plan, {*ticked}, NOW)


@pytest.mark.parametrize(
    ("person", "said", "found"),
    [
        (TEACHER, "lærer", What.SAME),
        (TEACHER, "sosiallærer", What.MORE),
        (TEACHER, "helsesykepleier", What.MORE),
        (NURSE, "lærer", What.KEPT),
        (NURSE, "sosiallærer", What.KEPT),
        (PRINCIPAL, "lærer", What.KEPT),
        (PRINCIPAL, "ledelsen", What.KEPT),
        (PRINCIPAL, "rektor", What.SAME),
        (SOCIAL, "helsesykepleier", What.KEPT),
    ],
)
def test_a_list_never_lowers_a_role_and_asks_before_it_raises_one(person, said, found):
    before = accounts.get(SCHOOL.id, person.id)
    assert what(line(person, said)) == ([found], [])
    assert saved(line(person, said)) == ([], True)
    assert accounts.get(SCHOOL.id, person.id) == before


def test_who_is_ticked_gets_the_role_and_waits_to_be_confirmed():
    text = line(TEACHER, "sosiallærer")
    (planned,) = look_at(ADMINISTRATOR, SCHOOL.id, text).lines
    assert len(saved(text, planned.key)[0]) == 1
    after = accounts.get(SCHOOL.id, TEACHER.id)
    assert (after.position, after.confirmed) == (Position.SOCIAL_TEACHER, False)


def test_a_tick_for_somebody_as_they_were_before_changes_nothing():
    text = line(TEACHER, "sosiallærer")
    (planned,) = look_at(ADMINISTRATOR, SCHOOL.id, text).lines
    other = replace(TEACHER, language="nn")
    transaction.commit(*accounts.change_account(TEACHER, other))
    assert saved(text, planned.key) == ([], True)


def test_a_tick_for_one_who_would_lose_something_changes_nothing():
    assert saved(line(NURSE, "lærer"), f"{NURSE.id}.1") == ([], True)


def test_a_teacher_becomes_the_principal_only_where_there_is_none():
    assert what(line(TEACHER, "rektor")) == ([What.MORE], ["second"])
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=False)))
    assert what(line(TEACHER, "rektor")) == ([What.MORE], [])
    two = line(TEACHER, "rektor") + "\nNy Rektor;r@test.example;rektor"
    assert what(two)[1] == ["second"]


def test_names_are_said_from_what_to_what():
    text = f"Nytt Navn;{TEACHER.email};lærer"
    (planned,) = look_at(ADMINISTRATOR, SCHOOL.id, text).lines
    assert (planned.what, planned.name_before) == (What.RENAMED, TEACHER.name)
    saved(text)
    after = accounts.get(SCHOOL.id, TEACHER.id)
    assert (after.name, after.confirmed) == ("Nytt Navn", True)


def test_who_has_left_stays_away():
    transaction.commit(*accounts.put_account(replace(TEACHER, active=False)))
    assert what(line(TEACHER, "lærer")) == ([What.LEFT], [])
    assert saved(line(TEACHER, "lærer")) == ([], True)


def test_two_schools_each_get_their_own_and_one_address_may_be_at_both():
    head = "skole;navn;e-post;rolle\n"
    text = f"{head}{SCHOOL.name};{NEW}\n{NEIGHBOUR.name.upper()};{NEW}\n;{line(TEACHER, 'lærer')}"
    assert what(text) == ([What.NEW, What.NEW, What.SAME], [])
    saved(text)
    found = accounts.with_email(accounts.hash_of("ny@test.example"))
    assert {(person.body_id, person.language) for person in found} == {
        (SCHOOL.id, SCHOOL.language),
        (NEIGHBOUR.id, NEIGHBOUR.language),
    }
    assert what(text)[0] == [What.SAME] * 3


def test_a_school_that_is_not_theirs_or_not_there_is_named():
    text = f"skole;navn;e-post;rolle\nUkjent skole;{NEW}"
    assert what(text) == ([], ["school_unknown"])
    stranger = replace(ADMINISTRATOR, body_id="WNERZZ")
    with pytest.raises(errors.NotFound):
        look_at(stranger, SCHOOL.id, NEW)


@pytest.mark.parametrize("who", [ADMINISTRATOR, OWNER])
def test_nobody_adds_themselves(who):
    assert what(f"Meg;{who.email.upper()};ledelsen", who)[1] == ["own"]


def test_an_address_twice_at_one_school_is_named_with_the_first_line():
    head = "skole;navn;e-post;rolle\n"
    plan = look_at(
        ADMINISTRATOR, SCHOOL.id, f"{head}{SCHOOL.name};{NEW}\n;{NEW.upper()}"
    )
    assert [(x.number, x.kind, x.first) for x in plan.bad] == [(3, "repeated", "2")]


def test_too_many_at_once_is_said():
    text = "\n".join(
        f"Ansatt {n};a{n}@test.example;lærer" for n in range(MOST_PEOPLE + 1)
    )
    assert what(text)[1] == ["too_many_people"]


def test_whom_the_owner_adds_is_let_in_and_whom_an_administrator_adds_waits():
    saved(NEW)
    saved("Ny To;to@test.example;ledelsen", who=OWNER)
    found = {person.email: person for person in accounts.of_body(SCHOOL.id)}
    assert not found["ny@test.example"].confirmed
    assert found["to@test.example"].confirmed
    assert found["to@test.example"].position is Position.LEADERSHIP


def test_where_the_time_runs_out_what_is_saved_is_said_and_the_rest_comes_next():
    text = "\n".join(f"Ansatt {n};a{n}@test.example;lærer" for n in range(3))
    with time_left.of_a_request(1.0):
        plan = look_at_without_limit(text)
        assert save(ADMINISTRATOR, plan, set(), NOW) == ([], False)
    assert len(saved(text)[0]) == 3
    assert what(text)[0] == [What.SAME] * 3


def look_at_without_limit(text):
    with time_left.of_a_request(None):
        return look_at(ADMINISTRATOR, SCHOOL.id, text)


def test_somebody_who_was_quicker_stops_it_and_nobody_is_made_twice():
    text = f"{NEW}\nNy To;to@test.example;lærer"
    plan = look_at(ADMINISTRATOR, SCHOOL.id, text)
    saved("Ny Annen;to@test.example;lærer", who=OWNER)
    done, is_all = save(ADMINISTRATOR, plan, set(), NOW)
    assert ([planned.line.number for planned in done], is_all) == ([1], False)
    assert what(text)[0] == [What.SAME, What.RENAMED]


TEACHES = "navn;e-post;rolle;kontaktlærer for\n"


def test_class_teachers_come_with_the_list_and_lose_no_class_by_it():
    text = f'{TEACHES}{NEW};6A\n{line(TEACHER, "lærer")};"6A, 7A"'
    assert len(saved(text)[0]) == 2
    (new,) = accounts.with_email(accounts.hash_of("ny@test.example"))
    assert new.classes == ("6A",)
    assert accounts.get(SCHOOL.id, TEACHER.id).classes == ("6A", "7A")
    assert what(text) == ([What.SAME, What.SAME], [])
    saved(f"{TEACHES}{line(TEACHER, 'lærer')};6B")
    assert accounts.get(SCHOOL.id, TEACHER.id).classes == ("6A", "6B", "7A")


def test_a_class_the_school_has_not_is_named_and_nothing_saved():
    text = f"{TEACHES}{NEW};6A og 9Z"
    (bad,) = look_at(ADMINISTRATOR, SCHOOL.id, text).bad
    assert (bad.number, bad.kind, bad.text) == (2, "class_unknown", "9Z")
