from datetime import date

from chalicelib.result_pages.class_view import class_rows, classes_of, sheet_topics
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import GROUPINGS
from chalicelib.results.snapshot import ClassFigures, Snapshot
from chalicelib.web.language import texts

T = texts("nb")
SIX_A = ClassFigures("6A", ("6A",), 24, 20, {"hurt": Figure(20, 0, 4)})
SIX_B = ClassFigures("6B", ("6B",), 24, 20, {"hurt": Figure(20, 6, 6)})
SNAPSHOT = Snapshot(
    round_id="RND",
    school_id="SCH",
    form_id="grades_5_7",
    opened_on=date(2026, 9, 14),
    closed_on=date(2026, 9, 18),
    pupils=48,
    answers=40,
    figures={"hurt": Figure(40, 6, 10)},
    classes=(SIX_A, SIX_B),
)


def test_a_class_is_told_of_in_words():
    assert [(row.name, row.said) for row in class_rows(T, SIX_A)] == [
        ("Blir ikke plaget", "Færre enn 5, kanskje ingen, trenger noe mer")
    ]


def test_a_teacher_finds_their_own_classes_and_the_group_all():
    def labels(mine):
        return [found.label for found in classes_of(T, [SNAPSHOT], mine)]

    assert labels(frozenset({"6B"})) == ["6B"]
    assert labels(frozenset()) == []
    assert labels(None) == ["6A", "6B"]


def test_the_sheet_speaks_of_what_a_class_has_together():
    for form_id in GROUPINGS:
        topics = sheet_topics(T, form_id)
        assert topics[0] == "Å ha noen å være sammen med"
        assert len(topics) == 4
