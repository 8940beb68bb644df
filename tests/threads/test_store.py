"""What is done with a message is stored as it was said, by one alone."""

from datetime import timedelta

import pytest

from chalicelib.items.inbox_id import Audience, InboxId
from chalicelib.storage import transaction
from chalicelib.threads import store
from chalicelib.threads.message import MessageKind
from tests.cast import NOW, SCHOOL
from tests.pupil_cast import receipt_with

SECOND, HOUR = NOW.replace(microsecond=0), timedelta(hours=1)
ACTS = {
    "opened": lambda one: one.opened("A2", SECOND),
    "listed_from": lambda one: one.listed_from(SECOND - HOUR),
    "told": lambda one: one.told(["a mail"], SECOND + HOUR),
    "told_at_last": lambda one: one.told([], None),
}
BY_THE_SWEEP = [act for act in ACTS if act != "opened"]


def found():
    messages = store.in_inbox(InboxId(SCHOOL.id, Audience.RESOURCE_GROUP))
    (text,) = (message for message in messages if message.kind is MessageKind.TEXT)
    return text


@pytest.fixture
def message(ticket):
    receipt_with(ticket, "Hei")
    assert found().clock_at
    return found()


def done(before, act):
    transaction.commit(store.replace(before, ACTS[act](before)))


@pytest.mark.parametrize("act", ACTS)
def test_what_was_done_is_read_back_as_it_was_said(message, act):
    done(message, act)
    assert found() == ACTS[act](message)
    assert found() != message


@pytest.mark.parametrize("act", ACTS)
def test_of_two_who_do_the_same_the_second_is_refused(message, act):
    done(message, act)
    before = found()
    with pytest.raises(transaction.Refused):
        done(message, act)
    assert found() == before


@pytest.mark.parametrize("act", BY_THE_SWEEP)
def test_what_was_read_meanwhile_is_told_of_no_more(message, act):
    done(message, "opened")
    with pytest.raises(transaction.Refused):
        done(message, act)
    assert found() == ACTS["opened"](message)


@pytest.mark.parametrize("act", BY_THE_SWEEP)
def test_what_the_sweep_did_keeps_nobody_from_reading(message, act):
    done(message, act)
    done(message, "opened")
    assert found() == ACTS["opened"](ACTS[act](message))
