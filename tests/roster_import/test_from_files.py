"""The plans that a package makes, without a page."""

from chalicelib.class_import.list_upload import UploadedFile
from chalicelib.roster_import import from_files
from tests.cast import ADMINISTRATOR, NOW
from tests.roster_import.packages import package, zipped
from tests.rows import all_rows


def sent(**changed):
    return [UploadedFile("pakke.zip", zipped(package(**changed)))]


def test_classes_are_planned_with_the_list_they_make_and_nothing_is_stored(stage):
    before = all_rows()
    text, plan = from_files.classes(ADMINISTRATOR, sent(), NOW)
    assert text.splitlines()[1:] == ["Råholt skole;6A;6;24", "Råholt skole;7B;7;15"]
    assert [(p.line.label, p.what) for p in plan.lines] == [
        ("6A", "new"),
        ("7B", "new"),
    ]
    assert (plan.bad, all_rows()) == ((), before)


def test_where_they_cannot_be_read_there_is_no_list_and_the_fault_is_said(stage):
    for text, plan in (
        from_files.classes(ADMINISTRATOR, sent(orgs=None), NOW),
        from_files.people(ADMINISTRATOR, "SCHAAA", sent(orgs=None), NOW),
    ):
        assert (text, [bad.kind for bad in plan.bad]) == ("", ["roster.missing"])


def test_teachers_of_the_one_school_in_the_files_are_this_schools(stage):
    text, plan = from_files.people(ADMINISTRATOR, "SCHAAA", sent(), NOW)
    assert "Kari Kontakt;kari@skolen.example;lærer;" in text
    assert [p.school.id for p in plan.lines] == ["SCHAAA"]
