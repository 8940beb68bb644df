"""Cases in ``casework``, numbered within their school. No name stands in them."""

from chalicelib.cases.case import Case
from chalicelib.core.settings import settings
from chalicelib.storage import database, keys, records
from chalicelib.storage.codec import Row
from chalicelib.storage.writes import Change, Delete, Put


def put_case(case: Case) -> Put:
    """Refused where the number is taken."""
    row = records.encode(case, "school_id", "number")
    key = keys.case(case.school_id, case.number)
    return Put(settings().casework_table, key, row, if_new=True)


def get(school_id: str, number: int) -> Case | None:
    row = database.get(settings().casework_table, keys.case(school_id, number))
    return _decode(school_id, row) if row else None


def take_in(school_id: str, number: int, ref: str) -> Change:
    """One more item belongs to the case."""
    key = keys.case(school_id, number)
    return Change(settings().casework_table, key, append={"origins": [ref]})


def let_go(school_id: str, number: int, ref: str) -> Change:
    """Refused where another item has come to the case meanwhile."""
    case = get(school_id, number)
    origins = list(case.origins) if case else []
    rest = [origin for origin in origins if origin != ref]
    key = keys.case(school_id, number)
    return Change(
        settings().casework_table, key, {"origins": rest}, expected={"origins": origins}
    )


def delete_case(case: Case) -> Delete:
    """Refused where anything of it has changed."""
    expected = {"origins": list(case.origins)}
    return Delete(
        settings().casework_table, keys.case(case.school_id, case.number), expected
    )


def last_number(school_id: str) -> int:
    partition = keys.case(school_id, 0).pk
    rows = database.query(
        settings().casework_table, partition, "", newest_first=True, limit=1
    )
    return next((int(row["sk"]) for row in rows), 0)


def of_school(school_id: str) -> list[Case]:
    """Newest first."""
    partition = keys.case(school_id, 0).pk
    rows = database.query(settings().casework_table, partition, "", newest_first=True)
    return [_decode(school_id, row) for row in rows]


def _decode(school_id: str, row: Row) -> Case:
    return records.decode(Case, row, school_id=school_id, number=int(row["sk"]))
