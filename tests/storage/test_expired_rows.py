"""TTL deletes within days, or not at all: until then no reader and no writer minds what
expired."""

import pytest

from chalicelib.core.settings import settings
from chalicelib.storage import database, transaction, writes
from chalicelib.storage.keys import Key
from chalicelib.storage.transaction import Refused
from chalicelib.storage.writes import Change, Delete, Put
from chalicelib.upkeep.schedule import sweep
from tests.cast import NOW, set_the_stage
from tests.leftovers import lying_everywhere
from tests.rows import rows_with

KEY = Key("LINK#A", "LINK")
SECOND = int(NOW.timestamp())
EXPIRED, LIVE = SECOND, SECOND + 1


@pytest.fixture
def table(environment):
    """Without the leftovers of the other tests: each says itself what lies there."""
    from moto import mock_aws

    from chalicelib.core.aws import client
    from infra.tables import create_tables
    from tests.conftest import PREFIX

    with mock_aws():
        create_tables(client("dynamodb"), PREFIX)
        yield settings().casework_table


def leave(table, until):
    transaction.commit(Put(table, KEY, {"was": "before", "expires_at": until}))


def test_an_expired_row_is_read_as_none(table):
    leave(table, EXPIRED)
    assert database.get(table, KEY) is None
    assert list(database.query(table, KEY.pk, "")) == []
    assert database.count(table, KEY.pk, "") == 0
    leave(table, LIVE)
    assert database.get(table, KEY)
    assert database.count(table, KEY.pk, "") == 1


def test_an_expired_row_takes_no_key(table):
    leave(table, EXPIRED)
    transaction.commit(Put(table, KEY, {"now": "mine"}, if_new=True))
    assert database.get(table, KEY) == {**KEY._asdict(), "now": "mine"}


def test_a_live_row_and_a_tombstone_take_theirs(table):
    leave(table, LIVE)
    with pytest.raises(Refused):
        transaction.commit(Put(table, KEY, {}, if_new=True))
    transaction.commit(writes.tombstone(table, KEY, NOW))
    with pytest.raises(Refused):
        transaction.commit(Put(table, KEY, {}, if_new=True))


@pytest.mark.parametrize(
    "write",
    [
        lambda table: Change(table, KEY, {"was": "after"}),
        lambda table: Change(table, KEY, {"was": "after"}, expected={"was": "before"}),
        lambda table: Delete(table, KEY),
        lambda table: Delete(table, KEY, {"was": "before"}),
        lambda table: writes.tombstone(table, KEY, NOW, {"was": "before"}),
    ],
)
def test_an_expired_row_can_be_neither_changed_nor_deleted(table, write):
    leave(table, EXPIRED)
    with pytest.raises(Refused):
        transaction.commit(write(table))
    leave(table, LIVE)
    transaction.commit(write(table))


def test_a_row_that_never_expires_is_changed_as_ever(table):
    transaction.commit(Put(table, KEY, {"a": 1}))
    transaction.commit(Change(table, KEY, {"a": 2}, expected={"a": 1}))
    assert database.get(table, KEY)["a"] == 2


def test_the_leftovers_of_the_tests_are_met(table):
    leave(table, EXPIRED)  # among other rows the stage is built, not copied
    with lying_everywhere() as met:
        stage = set_the_stage(codes=1)
        stage.send(thriving="bad")
        sweep(NOW)
    assert {"ROUND", "CODE", "PLACE", "INBOX", "OUTBOX"} <= set(met)
    assert rows_with("answers", pk="PLACE#")
