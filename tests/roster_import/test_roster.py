"""What is taken of OneRoster: classes, sizes, teachers; what is passed over and said."""

from datetime import date

import pytest

from chalicelib.roster_import import roster
from chalicelib.roster_import.roster_fault import UnreadableRoster
from chalicelib.roster_import.roster_table import tables_of
from tests.roster_import.packages import IN_6A, OF_PUPILS, enrolled, package

TODAY = date(2026, 11, 27)


def read(with_teachers=True, whole=True, **changed):
    files = {name: text.encode() for name, text in package(**changed).items()}
    return roster.read(tables_of(files), TODAY, whole, with_teachers)


def fault_of(**changed):
    with pytest.raises(UnreadableRoster) as refused:
        read(**changed)
    fault = refused.value.fault
    return fault.kind.removeprefix("roster."), fault.file, fault.number


def added(name, *rows):
    return package()[name] + "\r\n".join([*rows, ""])


def without(name, words):
    return "\r\n".join(
        line for line in package()[name].splitlines() if words not in line
    )


def sizes(found):
    return [(c.school, c.title, c.grades, c.pupils) for c in found.classes]


def said(found):
    return [
        (note.kind.removeprefix("roster."), note.file, note.number, note.text)
        for note in found.passed_over
    ]


def test_classes_have_their_school_grade_and_size_and_subjects_are_no_classes():
    assert sizes(read()) == [
        ("Råholt skole", "6A", "06", 24),
        ("Råholt skole", "7B", "07", 15),
    ]


def test_teachers_are_the_first_ones_of_a_class_or_all_where_none_is_first():
    assert [(t.name, t.email, t.school, t.classes) for t in read().teachers] == [
        ("Kari Kontakt", "kari@skolen.example", "Råholt skole", ("6A",))
    ]
    all_ = read(enrollments=package()["enrollments"].replace("true", "false"))
    assert [t.name for t in all_.teachers] == ["Kari Kontakt", "Ola Faglærer"]


def test_a_teacher_without_an_address_is_said_by_line_and_not_by_name():
    assert ("no_email", "users.csv", 43, "") in said(read())


def test_nothing_of_a_pupil_is_in_what_is_read():
    held = repr(read())
    assert [word for word in OF_PUPILS if word in held] == []


def test_without_teachers_the_file_with_names_is_not_needed():
    assert read(users=None, with_teachers=False).teachers == []
    assert fault_of(users=None) == ("missing", "users.csv", 0)


@pytest.mark.parametrize("name", ["manifest", "orgs", "classes", "enrollments"])
def test_a_file_that_is_missing_is_named(name):
    assert fault_of(**{name: None}) == ("missing", f"{name}.csv", 0)


def test_files_by_themselves_need_no_list_of_what_there_is():
    assert read(whole=False, manifest=None, academicSessions=None).classes


def test_a_package_of_changes_is_refused_since_it_cannot_be_counted():
    changes = package()["manifest"].replace("enrollments,bulk", "enrollments,delta")
    assert fault_of(manifest=changes) == ("not_whole", "manifest.csv", 7)


def test_pupils_who_have_left_or_come_later_or_stand_twice_are_not_counted():
    first = IN_6A[0][0]
    rows = added(
        "enrollments",
        enrolled("c-6a", "gone", "student", "false,2026-08-01,2026-10-01"),
        enrolled("c-6a", "later", "student", "false,2027-01-01,"),
        enrolled("c-6a", "deleted", "student").replace(",,,", ",tobedeleted,,", 1),
        enrolled("c-6a", first, "student"),
        enrolled("c-6a", "parent", "guardian"),
        enrolled("c-unknown", "other", "student"),
        enrolled("c-6a", "there", "student", "false,2026-08-01,2027-07-31"),
    )
    found = read(enrollments=rows)
    assert sizes(found)[0] == ("Råholt skole", "6A", "06", 25)
    assert ("deleted", "enrollments.csv", 0, "1") in said(found)


def test_classes_that_are_deleted_over_or_empty_are_left_out_and_said():
    rows = added(
        "classes",
        "c-del,tobedeleted,,5C,05,,,homeroom,,org-1,year-26,,,",
        "c-old,,,10A,10,,,homeroom,,org-1,year-25,,,",
        "c-empty,,,1A,01,,,homeroom,,org-1,year-26,,,",
    )
    assert said(read(classes=rows, with_teachers=False)) == [
        ("subjects", "classes.csv", 0, "1"),
        ("ended", "classes.csv", 0, "1"),
        ("empty", "classes.csv", 7, "1A"),
        ("deleted", "classes.csv", 0, "1"),
    ]


def test_a_class_of_several_terms_is_over_when_all_are():
    both = package()["classes"].replace("year-26", '"year-25,year-26"')
    assert len(read(classes=both).classes) == 2


def test_two_schools_in_one_file_have_their_own_classes():
    orgs = added("orgs", "org-2,,,Ås skole,school,,org-0")
    classes = added("classes", "c-x,,,6A,06,,,homeroom,,org-2,year-26,,,")
    rows = added("enrollments", enrolled("c-x", "p", "student"))
    found = read(orgs=orgs, classes=classes, enrollments=rows)
    assert sizes(found)[2] == ("Ås skole", "6A", "06", 1)


def test_a_grade_that_the_class_does_not_have_is_its_courses():
    classes = package()["classes"].replace("6A,06,,", "6A,,k6,")
    courses = "sourcedId,title,grades\nk6,Sjette,06\n"
    assert sizes(read(classes=classes, courses=courses))[0][2] == "06"
    assert sizes(read(classes=classes))[0][2] == ""
    assert sizes(read(classes=classes, courses="sourcedId,title\nk6,6. trinn"))[0][
        2
    ] == ("6. trinn")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (
            {"classes": package()["classes"].replace("homeroom", "scheduled")},
            ("no_homeroom", "classes.csv", 0),
        ),
        (
            {"orgs": without("orgs", "org-1,")},
            ("school_unknown", "classes.csv", 2),
        ),
        (
            {"classes": added("classes", "c-6a,,,6B,06,,,homeroom,,org-1,,,,")},
            ("id_twice", "classes.csv", 5),
        ),
        (
            {"enrollments": without("enrollments", ",student,")},
            ("no_pupils", "enrollments.csv", 0),
        ),
    ],
)
def test_what_cannot_be_right_is_named_with_its_file_and_line(changed, fault):
    assert fault_of(**changed) == fault
