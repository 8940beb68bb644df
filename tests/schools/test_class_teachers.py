"""Whose class is whose."""

from dataclasses import replace

from chalicelib.schools.class_teachers import labels, own_classes
from tests.cast import CLASSES, TEACHER


def test_own_classes_are_those_the_school_has_in_its_order():
    teacher = replace(TEACHER, classes=("7A", "6A", "CLOSED"))
    assert labels(own_classes(teacher, CLASSES)) == "6A, 7A"


def test_a_teacher_without_a_class_has_none():
    assert own_classes(TEACHER, CLASSES) == ()
