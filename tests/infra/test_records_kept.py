"""How long a row is declared to be kept is how long its own end says."""

import pytest

from chalicelib.outbox.store import KEPT
from chalicelib.storage.codec import epoch
from infra.records.stores import ROWS
from infra.records.terms import Kept
from infra.tables import table_names
from tests.cast import NOW
from tests.conftest import PREFIX
from tests.declared import row_of
from tests.infra.less_usual_rows import put_less_usual_rows
from tests.rows import rows_with
from tests.staff_door.test_pages import furnished

pytestmark = pytest.mark.walk
__all__ = ["furnished"]

YEAR, TWO_YEARS = 365, 2 * 365
FROM_TO = {
    Kept.DAY: (0, 1),
    Kept.WEEK: (7, 7),
    Kept.FORTNIGHT: (14, 14),
    Kept.TWO_YEARS: (TWO_YEARS, TWO_YEARS),
    Kept.TRACE: (TWO_YEARS + 60, TWO_YEARS + 60),
    Kept.MAIL: (KEPT.days, KEPT.days),
    Kept.ROUND: (YEAR, YEAR + 30),
    Kept.AS_ITEM: (YEAR, TWO_YEARS),
    Kept.TERM: (YEAR, YEAR + 184),
    Kept.FIVE_YEARS: (5 * YEAR - 184, 5 * YEAR + 2),
}
"""In days from when the rows are written, where rounds close the same day; a pupil's
code for when a group is over is good for a month."""
OF_A_TERM = 100
"""Supporters' codes are good for the rest of the term."""


def ends():
    for table in table_names(PREFIX):
        for stored in rows_with(table):
            if "expires_at" in stored:
                row = row_of(stored["pk"], stored["sk"])
                yield row, (int(stored["expires_at"]) - epoch(NOW)) / 86_400


def test_each_row_ends_when_it_is_declared_to(furnished):
    put_less_usual_rows(furnished)
    wrong, met = set(), set()
    for row, days in ends():
        least, most = FROM_TO[row.kept]
        longer = OF_A_TERM if row.kept is Kept.ROUND else 2
        met.add(row.kept)
        if not least - 2 <= days <= most + longer:
            wrong.add((row.kind, row.kept, days))
    assert wrong == set()
    expiring = {row.kept for row in ROWS if row.kept.expires}
    assert expiring - met == {Kept.DAY}  # of who signs in, and nobody does here
