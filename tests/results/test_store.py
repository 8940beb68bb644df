"""A row of DynamoDB keeps no order within a map: a page's questions come in theirs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.core.settings import settings
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.release_term import released
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put
from tests.cast import NOW, NURSE, SCHOOL, set_the_stage
from tests.results.cast import WELL, answer, opened, school_classes, some_bad
from tests.rows import rows_with

RELEASED = datetime(2027, 2, 1, 8, tzinfo=UTC)


@pytest.fixture
def counted(aws):
    set_the_stage(codes=1)
    classes = school_classes(20, 22)
    round_ = opened(classes, NOW - timedelta(days=8), NOW - timedelta(days=7))
    answer(round_, "6A", some_bad(18, 6, hurt="weekly"))
    count_round.count_next(NURSE, rounds.of_school(SCHOOL.id), NOW)
    released(SCHOOL.owner_id, RELEASED)


def shuffled(value):
    """Every map of a row in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name]) for name in sorted(value, reverse=True)}
    if isinstance(value, list):
        return [shuffled(member) for member in value]
    return int(value) if isinstance(value, Decimal) else value


def test_questions_come_in_the_order_they_were_asked_however_a_row_has_them(counted):
    for row in rows_with("casework", pk="RESULTS#"):
        key = Key(row.pop("pk"), row.pop("sk"))
        transaction.commit(Put(settings().casework_table, key, shuffled(row)))
    (snapshot,) = results.snapshots(SCHOOL.id)
    (term,) = results.terms(SCHOOL.owner_id)
    asked = [
        snapshot.figures,
        snapshot.classes[0].figures,
        term.forms["grades_5_7"].figures,
    ]
    assert [[*figures] for figures in asked] == [[*WELL]] * 3
