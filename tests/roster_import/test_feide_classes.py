"""Groups as Feide describes them, and as it should not send them."""

import pytest

from chalicelib.roster_import import feide_classes
from infra.local.feide_groups import group, of_school
from tests.cast import NOW

SCHOOL = of_school("Råholt skole")


def read(*groups):
    found = feide_classes.read(groups, NOW)
    return [(c.school, c.title, c.grades) for c in found.classes]


def notes(*groups):
    found = feide_classes.read(groups, NOW)
    return {line.kind.removeprefix("roster."): line.text for line in found.passed_over}


def test_basis_groups_are_classes_and_others_are_counted():
    groups = (SCHOOL, group("6A"), group("Matte 6A", "u"), group("Rådet", "a"))
    assert read(*groups) == [("Råholt skole", "6A", "6")]
    assert notes(*groups) == {"feide_subjects": "2"}


@pytest.mark.parametrize(
    ("name", "grades"),
    [
        ("5A", "5"),
        ("10 B", "10"),
        ("Klasse 4C", "4"),
        ("1. trinn A", "1"),
        ("5-7", "5-7"),
        ("8A 2026/2027", "8"),
        ("2026 8A", "8"),
        ("11A", ""),
        ("7-5", ""),
        ("Solsikkene", ""),
    ],
)
def test_a_grade_is_guessed_from_the_name_or_left_open(name, grades):
    assert read(SCHOOL, group(name)) == [("Råholt skole", name, grades)]


def test_a_school_that_is_not_named_is_said_by_its_number():
    assert read(group("6A")) == [("", "6A", "6")]
    assert feide_classes.read([group("6A")], NOW).unnamed == ["NO987654321"]
    assert feide_classes.read([SCHOOL, group("6A")], NOW).unnamed == []


def test_a_group_that_hangs_on_the_school_owner_is_found_by_its_own_number():
    of_owner = group("6A", parent="fc:org:demokommunen.example")
    assert read(SCHOOL, of_owner) == [("Råholt skole", "6A", "6")]


def test_classes_of_upper_secondary_school_are_counted():
    elsewhere = {**SCHOOL, "orgType": ["upper_secondary"]}
    assert read(elsewhere, group("2STA")) == []
    assert notes(elsewhere, group("2STA")) == {"feide_elsewhere": "1"}


def test_the_owner_of_schools_is_none():
    owner = {**SCHOOL, "id": "fc:org:demokommunen.example", "displayName": "Kommunen"}
    assert read(owner, group("6A")) == [("", "6A", "6")]


@pytest.mark.parametrize(
    "when",
    [{"notAfter": "2020-07-31T22:00:00Z"}, {"notBefore": "2090-07-31T22:00:00+02:00"}],
)
def test_a_class_of_another_year_is_counted(when):
    assert read(SCHOOL, group("6A", **when)) == []
    assert notes(SCHOOL, group("6A", **when)) == {"feide_ended": "1"}


@pytest.mark.parametrize("when", [None, 7, "soon", "2020-07-31", ["x"]])
def test_a_time_that_cannot_be_read_ends_nothing(when):
    assert read(SCHOOL, group("6A", notBefore=when))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"nb": "6A", "en": "Class 6A"}, "6A"),
        ({"en": "Class 6A"}, "Class 6A"),
        (" 6\n A ", "6 A"),
        ("6" * 500, "6" * 80),
    ],
)
def test_a_name_in_several_languages_or_lines_is_one(said, name):
    assert read(SCHOOL, group("6A", displayName=said))[0][1] == name


@pytest.mark.parametrize("said", [None, "", " ", 6, [], {}, {"nb": None}, {"nb": 6}])
def test_a_group_without_a_name_is_no_class(said):
    assert read(SCHOOL, group("6A", displayName=said)) == []


@pytest.mark.parametrize(
    "odd", [None, 7, "6A", [], {}, {"id": None}, {"type": "fc:gogroup", "id": 7}]
)
def test_what_is_no_group_is_passed_over(odd):
    assert read(odd, SCHOOL, odd, group("6A")) == [("Råholt skole", "6A", "6")]
    changed = {**group("7B"), "parent": odd, "go_type": odd, "membership": odd}
    assert read(SCHOOL, group("6A"), changed) == [("Råholt skole", "6A", "6")]


def test_the_same_group_twice_is_one():
    assert len(read(SCHOOL, group("6A"), group("6A"))) == 1
