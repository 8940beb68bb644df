"""The one list of what is stored: the record of processing, what a restore erases again
and whoever looks for a person read it, so that none of them forgets a table."""

from infra.records import cases, forms, people, pupils, staff_notes
from infra.records.stored_row import StoredRow
from infra.records.terms import Activity, Removal

ROWS: tuple[StoredRow, ...] = (
    *forms.ROWS,
    *pupils.ROWS,
    *staff_notes.ROWS,
    *cases.ROWS,
    *people.ROWS,
)


def removed_by(removal: Removal) -> tuple[StoredRow, ...]:
    return tuple(row for row in ROWS if removal in row.removed)


def with_names() -> tuple[StoredRow, ...]:
    """Where a pupil's name may stand."""
    return tuple(row for row in ROWS if row.names)


def of_activity(activity: Activity) -> tuple[StoredRow, ...]:
    return tuple(row for row in ROWS if row.activity is activity)
