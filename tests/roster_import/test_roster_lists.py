"""What is taken, as the lists that people paste."""

from chalicelib.class_import import class_list
from chalicelib.class_import.list_table import BadLine
from chalicelib.people_import import people_list
from chalicelib.roster_import import roster_lists
from chalicelib.roster_import.roster import RosterClass, RosterTeacher


def test_classes_read_back_as_the_list_of_them_also_with_signs_in_their_names():
    made = [
        RosterClass(2, "Råholt skole", "6A", "06", 24),
        RosterClass(3, 'Skolen "i" byen; avd. 2', "1-2", "01,02", 9),
        RosterClass(4, "Ås", "5/7", "05, 07", 11),
    ]
    text = roster_lists.class_list(made)
    assert "6A;6;24" in text
    lines, _, _ = class_list.read(text)
    assert [(c.label, c.grades, c.pupils) for c in lines] == [
        ("6A", (6,), 24),
        ("5/7", (5, 7), 11),
    ]


def test_a_grade_that_is_none_of_ours_stays_for_the_list_to_name():
    text = roster_lists.class_list([RosterClass(2, "Ås", "1TIA", "11", 24)])
    (bad,) = class_list.read(text).bad
    assert (bad.number, bad.kind, bad.text) == (2, "grade", "11")


def test_teachers_read_back_with_all_their_classes():
    made = [RosterTeacher(9, "Kari K", "kari@skolen.example", "Ås", ("6A", "6B"))]
    ((line,), bad, _) = people_list.read(roster_lists.people_list(made))
    assert bad == []
    assert (line.name, line.school, line.classes) == ("Kari K", "Ås", ("6A", "6B"))


def test_a_bad_line_of_the_list_says_which_of_the_file_it_came_from():
    bad = [BadLine(3, "grade", "11"), BadLine(0, "empty", ""), BadLine(4, "label", "")]
    placed = roster_lists.with_places(bad, "classes.csv", [7, 12])
    assert [(b.file, b.line_of_file) for b in placed] == [
        ("classes.csv", 12),
        ("", 0),
        ("", 0),
    ]
