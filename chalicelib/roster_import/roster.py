"""What is taken of OneRoster: classes, how many pupils each has, and who its teachers
are. Pupils are counted and forgotten: nothing here holds one after it is made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chalicelib.class_import.list_table import BadLine
from chalicelib.roster_import.roster_fault import UnreadableRoster
from chalicelib.roster_import.roster_table import RosterTable, is_now

_WHOLE_LISTS = ("bulk", "absent", "")
_NEEDED = ("orgs", "classes", "enrollments")


@dataclass(slots=True)
class RosterClass:
    """``teachers`` are the ids of those the file has in the class; ``main`` of those it
    calls the first ones."""

    line: int
    school: str
    title: str
    grades: str
    pupils: int = 0
    teachers: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)

    @property
    def class_teachers(self) -> list[str]:
        return self.main or self.teachers


@dataclass(frozen=True, slots=True)
class RosterTeacher:
    line: int
    name: str
    email: str
    school: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """``passed_over`` says what the files have that is not taken, and where."""

    classes: list[RosterClass]
    teachers: list[RosterTeacher]
    passed_over: list[BadLine]


def read(
    tables: Mapping[str, RosterTable], today: date, whole: bool, with_teachers: bool
) -> Roster:
    """``whole``: they came as a set, which says in its own list what it holds. Raises
    UnreadableRoster."""
    _look_through(tables, whole, with_teachers)
    notes: list[BadLine] = []
    classes = _classes(tables, today, notes)
    _count(tables["enrollments"], classes, today)
    found = [class_ for class_ in classes.values() if class_.pupils]
    empty = [class_ for class_ in classes.values() if not class_.pupils]
    notes += [
        BadLine(c.line, "roster.empty", c.title, file="classes.csv") for c in empty
    ]
    if not found:
        raise UnreadableRoster("no_pupils", "enrollments.csv")
    teachers = list(_teachers(tables["users"], found, notes)) if with_teachers else []
    notes += [
        BadLine(0, "roster.deleted", str(table.deleted), file=table.file)
        for table in tables.values()
        if table.deleted
    ]
    return Roster(found, teachers, notes)


def _look_through(
    tables: Mapping[str, RosterTable], whole: bool, with_teachers: bool
) -> None:
    needed = [*_NEEDED, *(["users"] if with_teachers else [])]
    if whole:
        needed = ["manifest", *needed]
    for name in needed:
        if name not in tables:
            raise UnreadableRoster("missing", f"{name}.csv")
    if "manifest" in tables:
        _be_whole(tables["manifest"], needed)


def _be_whole(manifest: RosterTable, needed: list[str]) -> None:
    """Of changes since the last time nobody can count pupils."""
    files = {f"file.{name}" for name in needed}
    for line, (name, value) in manifest.rows(("propertyName", "value")):
        if name in files and value.casefold() not in _WHOLE_LISTS:
            raise UnreadableRoster("not_whole", "manifest.csv", line, name)


def _classes(
    tables: Mapping[str, RosterTable], today: date, notes: list[BadLine]
) -> dict[str, RosterClass]:
    schools = {
        id_: name for _, (id_, name) in tables["orgs"].rows(("sourcedId", "name"))
    }
    courses, over = _courses(tables), _sessions_over(tables, today)
    columns = ("sourcedId", "title", "classType", "schoolSourcedId")
    more = ("grades", "courseSourcedId", "termSourcedIds")
    classes: dict[str, RosterClass] = {}
    subjects = ended = 0
    for line, cells in tables["classes"].rows(columns, more):
        id_, title, type_, school, grades, course, terms = cells
        if type_.casefold() != "homeroom":
            subjects += 1
        elif _is_over(terms, over):
            ended += 1
        elif school not in schools:
            raise UnreadableRoster("school_unknown", "classes.csv", line)
        elif id_ in classes:
            raise UnreadableRoster("id_twice", "classes.csv", line)
        else:
            grades = grades or courses.get(course, "")
            classes[id_] = RosterClass(line, schools[school], title, grades)
    notes += _counted({"subjects": subjects, "ended": ended})
    if not classes:
        raise UnreadableRoster("no_homeroom", "classes.csv")
    return classes


def _counted(counts: Mapping[str, int]) -> list[BadLine]:
    return [
        BadLine(0, f"roster.{kind}", str(number), file="classes.csv")
        for kind, number in counts.items()
        if number
    ]


def _courses(tables: Mapping[str, RosterTable]) -> dict[str, str]:
    """What grade a class's course is for: some systems say it there alone."""
    if "courses" not in tables:
        return {}
    rows = tables["courses"].rows(("sourcedId",), ("grades", "title"))
    return {id_: grades or title for _, (id_, grades, title) in rows}


def _sessions_over(tables: Mapping[str, RosterTable], today: date) -> set[str]:
    if "academicSessions" not in tables:
        return set()
    rows = tables["academicSessions"].rows(("sourcedId", "endDate"))
    return {id_ for _, (id_, ends) in rows if not is_now("", ends, today)}


def _is_over(terms: str, over: set[str]) -> bool:
    ids = {term.strip() for term in terms.split(",") if term.strip()}
    return bool(ids) and ids <= over


def _count(
    enrollments: RosterTable, classes: Mapping[str, RosterClass], today: date
) -> None:
    """A pupil who stands twice in a class is one; who has left it, or comes later, is
    none."""
    columns = ("classSourcedId", "userSourcedId", "role")
    pupils: dict[str, set[str]] = defaultdict(set)
    for _, cells in enrollments.rows(columns, ("primary", "beginDate", "endDate")):
        class_id, user, role, first, begins, ends = cells
        class_ = classes.get(class_id)
        if class_ is None or not is_now(begins, ends, today):
            continue
        if role.casefold() == "student":
            pupils[class_id].add(user)
        elif role.casefold() == "teacher":
            class_.teachers.append(user)
            class_.main += [user] if first.casefold() == "true" else []
    for class_id, class_ in classes.items():
        class_.pupils = len(pupils[class_id])


def _teachers(
    users: RosterTable, classes: Iterable[RosterClass], notes: list[BadLine]
) -> Iterator[RosterTeacher]:
    """Rows of pupils are passed over before anything of them is looked at."""
    of: dict[str, list[RosterClass]] = defaultdict(list)
    for class_ in classes:
        for user in dict.fromkeys(class_.class_teachers):
            of[user].append(class_)
    columns = ("sourcedId", "givenName", "familyName")
    for line, cells in users.rows(columns, ("email",)):
        id_, given, family, email = cells
        if id_ not in of:
            continue
        if not email:
            notes.append(BadLine(line, "roster.no_email", "", file="users.csv"))
            continue
        for school in dict.fromkeys(class_.school for class_ in of[id_]):
            titles = tuple(c.title for c in of[id_] if c.school == school)
            yield RosterTeacher(line, f"{given} {family}", email, school, titles)
