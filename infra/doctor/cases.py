"""Whether cases get on: counted, none named."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from chalicelib.accounts.account import Account, Action
from chalicelib.cases.case import Case
from chalicelib.cases.stuck import Stuck, stuck
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.schools.school import School
from chalicelib.storage.codec import Row, decode
from chalicelib.storage.keys import CASES_CHECKED
from chalicelib.storage.readable import read_or_none
from chalicelib.storage.records import decode as record
from infra.doctor.patient import Patient

_TWO_DAYS = timedelta(days=2)
_SAID = {
    Stuck.NO_NEXT: "have no next action",
    Stuck.NOBODY: "have nobody here who is responsible",
    Stuck.UNTOUCHED: "were untouched for ten school days",
    Stuck.CLOCK_RUNS: "are closed, with a clock that runs",
    Stuck.ASKED: "have answers of the pupil's that nobody has read",
    Stuck.CLASS: "have a class from before the new school year",
}


def cases(patient: Patient) -> Iterator[str]:
    """As the sweeper finds them, and that it looks by itself, each night."""
    today, rows = local_day(_now()), [*map(decode, patient.scan("casework"))]
    schools, here = _schools(patient), _here(rows)
    of_cases = [
        row for row in rows if row["pk"].startswith("CASES#") and "erased_on" not in row
    ]
    found = [*filter(None, (read_or_none(row, _case) for row in of_cases))]
    count = Counter(
        fault
        for case in found
        for fault in _faults(case, here[case.body_id], schools, today)
    )
    for fault, number in count.items():
        yield (
            f"{number} of {len(found)} cases {_SAID[fault]}: the list of cases at"
            " those schools says which"
        )
    if len(found) < len(of_cases):
        yield f"{len(of_cases) - len(found)} cases cannot be read: look in the logs"
    if found:
        yield from _checked(patient, today)


def _checked(patient: Patient, today: date) -> Iterator[str]:
    rows = map(decode, patient.scan("answers"))
    mark = next((row for row in rows if (row["pk"], row["sk"]) == CASES_CHECKED), None)
    last = date.fromisoformat(mark["day"]) if mark else None
    if last is None:
        yield patient.unless_new("the sweeper has never looked: look in its log")
    elif today - last > _TWO_DAYS:
        yield f"the sweeper looked last on {last}: look in its log"


def _faults(
    case: Case, here: set[str], schools: dict[str, School], today: date
) -> list[Stuck]:
    """A school that is gone has the days that every school has."""
    school = schools.get(case.school_id)
    calendar = school.calendar if school else SchoolCalendar()
    begun = school.year_begun if school else None
    return stuck(case, here, calendar, today, begun)


def _schools(patient: Patient) -> dict[str, School]:
    """By id."""
    found: dict[str, School] = {}
    for row in map(decode, patient.scan("forms")):
        if row["sk"] == "SCHOOL" and row["pk"].startswith("SCHOOL#"):
            id_ = row["pk"].removeprefix("SCHOOL#")
            school = read_or_none(row, partial(record, School, id=id_))
            if school:
                found[id_] = school
    return found


def _here(rows: list[Row]) -> defaultdict[str, set[str]]:
    """The ids of who may work with cases, by body."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["sk"].startswith("ACCOUNT#") and row["pk"].startswith("BODY#"):
            person = record(Account, row)
            if person.may(Action.WORK_CASES):
                found[person.body_id].add(person.id)
    return found


def _case(row: Row) -> Case:
    body_id = row["pk"].removeprefix("CASES#")
    return record(Case, row, body_id=body_id, number=int(row["sk"]))


def _now() -> datetime:
    return datetime.now(UTC)
