"""What is sent of a school's system, as the plans that a list makes: looked at, never
stored here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.class_import import import_classes
from chalicelib.class_import.list_upload import UploadedFile
from chalicelib.core.local_time import local_day
from chalicelib.manage_schools import set_up
from chalicelib.people_import import import_people
from chalicelib.people_import.import_people import PeoplePlan
from chalicelib.roster_import import roster, roster_files, roster_lists, roster_table
from chalicelib.roster_import.roster import Roster, RosterTeacher
from chalicelib.roster_import.roster_fault import UnreadableRoster
from chalicelib.schools.school import School


def classes(
    who: Account, sent: Sequence[UploadedFile], now: datetime
) -> tuple[str, import_classes.Plan]:
    """The list that the files make, and what it would do; no list where they cannot be
    read."""
    try:
        found = _roster(sent, now, with_teachers=False)
    except UnreadableRoster as refused:
        return "", import_classes.Plan((), (refused.fault,), (), {})
    text = roster_lists.class_list(found.classes)
    plan = import_classes.look_at(who, text)
    lines = [class_.line for class_ in found.classes]
    bad = roster_lists.with_places(plan.bad, "classes.csv", lines)
    return text, replace(plan, bad=bad, skipped=(*plan.skipped, *found.passed_over))


def people(
    who: Account, school_id: str, sent: Sequence[UploadedFile], now: datetime
) -> tuple[str, PeoplePlan]:
    """The same of the class teachers of one school. Raises NotFound for a school that
    is not theirs."""
    school = set_up.mine(who, school_id)
    try:
        found = _roster(sent, now, with_teachers=True)
        teachers = _of_school(found, school)
    except UnreadableRoster as refused:
        return "", PeoplePlan((), (refused.fault,))
    text = roster_lists.people_list(teachers)
    plan = import_people.look_at(who, school_id, text)
    lines = [teacher.line for teacher in teachers]
    bad = roster_lists.with_places(plan.bad, "users.csv", lines)
    return text, replace(plan, bad=bad, skipped=(*plan.skipped, *found.passed_over))


def _roster(sent: Sequence[UploadedFile], now: datetime, with_teachers: bool) -> Roster:
    tables = roster_table.tables_of(roster_files.files_of(sent))
    whole = roster_files.is_zip(sent)
    return roster.read(tables, local_day(now), whole, with_teachers)


def _of_school(found: Roster, school: School) -> list[RosterTeacher]:
    """Files of one school are this school's, whatever it is called there. Raises
    UnreadableRoster."""
    names = {class_.school.casefold() for class_ in found.classes}
    wanted = school.name.casefold() if len(names) > 1 else next(iter(names))
    if wanted not in names:
        raise UnreadableRoster("other_schools", "orgs.csv")
    return [
        replace(teacher, school=school.name)
        for teacher in found.teachers
        if teacher.school.casefold() == wanted
    ]
