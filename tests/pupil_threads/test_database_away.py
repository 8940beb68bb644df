"""The database is away while a pupil asks or writes."""

import pytest

from chalicelib.core import errors
from chalicelib.pupil_threads import ask_contact
from tests.cast import BEFORE
from tests.faults import failing
from tests.pupil_cast import (
    TODAY,
)
from tests.rows import rows_with


@pytest.mark.parametrize("fault", ["throttled", "down"])
def test_when_the_database_is_away_nothing_is_said_to_be_stored(stage, ticket, fault):
    with (
        failing("dynamodb", "TransactWriteItems", fault),
        pytest.raises(errors.NotStored),
    ):
        ask_contact.ask(ticket.text, TODAY, None, BEFORE)
    assert not rows_with("answers", sk="MESSAGE#")
