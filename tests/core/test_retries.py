"""What DynamoDB refuses for a moment is tried again, as long as there is time; the rest
is not."""

import time
from itertools import pairwise

import pytest

from chalicelib.core import retries, time_left
from chalicelib.core.settings import settings
from chalicelib.storage import database, transaction, writes
from chalicelib.storage.keys import Key
from tests.unruly import HANGS, Answer, Unruly, cancelled, error, seconds, unruly

DONE: Answer = (200, {})
TWO = [
    writes.Put("test-answers", Key("a", "b"), {"x": 1}, if_new=True),
    writes.Delete("test-forms", Key("c", "d"), {"x": 1}),
]
IN_REASONS = [
    "ThrottlingError",
    "ProvisionedThroughputExceeded",
    "TransactionConflict",
]
AS_ERRORS = [
    "ThrottlingException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "TransactionInProgressException",
]
REFUSED = cancelled("None", "ConditionalCheckFailed")


@pytest.fixture
def pauses(environment, monkeypatch):
    """The pauses made, in seconds; none of them is waited for."""
    made = []
    monkeypatch.setattr(retries, "sleep", made.append)
    return made


def read():
    return database.get(settings().forms_table, Key("a", "b"))


@pytest.mark.parametrize("code", IN_REASONS)
def test_a_transaction_cancelled_for_a_moment_is_made_again(pauses, monkeypatch, code):
    script = Unruly([cancelled("None", code)] * 3 + [DONE])
    with unruly(monkeypatch, "dynamodb", script):
        transaction.commit(*TWO)
    assert script.calls == ["TransactWriteItems"] * 4
    assert len(pauses) == 3


@pytest.mark.parametrize("code", AS_ERRORS)
def test_a_transaction_and_a_read_refused_for_a_moment_are_made_again(
    pauses, monkeypatch, code
):
    for call in (lambda: transaction.commit(*TWO), read):
        with unruly(monkeypatch, "dynamodb", Unruly([error(code)] * 5 + [DONE])):
            call()


def test_each_try_of_a_transaction_is_another_to_the_database(pauses, monkeypatch):
    """One cancelled is over; with its token the database would only repeat itself."""
    script = Unruly([cancelled("ThrottlingError"), DONE])
    with unruly(monkeypatch, "dynamodb", script):
        transaction.commit(*TWO)
    assert len({body["ClientRequestToken"] for body in script.bodies}) == 2


def test_the_pauses_are_of_any_length_up_to_one_that_doubles(pauses, monkeypatch):
    with unruly(monkeypatch, "dynamodb", Unruly([cancelled("ThrottlingError")])):
        for _ in range(20):
            with pytest.raises(transaction.Unavailable):
                transaction.commit(*TWO)
    rounds = [pauses[n : n + 7] for n in range(0, len(pauses), 7)]
    assert len(rounds) == 20
    most = [max(round_[n] for round_ in rounds) for n in range(7)]
    least = [min(round_[n] for round_ in rounds) for n in range(7)]
    limits = [0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0]
    assert all(
        limit / 2 < pause <= limit for pause, limit in zip(most, limits, strict=True)
    )
    assert all(pause < limit / 3 for pause, limit in zip(least, limits, strict=True))


def test_a_condition_that_fails_is_an_answer_and_not_tried_again(pauses, monkeypatch):
    script = Unruly([REFUSED])
    with (
        unruly(monkeypatch, "dynamodb", script),
        pytest.raises(transaction.Refused) as refused,
    ):
        transaction.commit(*TWO)
    assert refused.value.failed == {1}
    assert len(script.calls) == 1


def test_what_was_not_looked_at_for_throttling_counts_as_no_answer(pauses, monkeypatch):
    """A spent code beside an answer that nobody looked for: it may be the pupil's own,
    stored."""
    mixed = cancelled("ThrottlingError", "ConditionalCheckFailed")
    known = cancelled("ConditionalCheckFailed", "ConditionalCheckFailed")
    script = Unruly([mixed, known])
    with (
        unruly(monkeypatch, "dynamodb", script),
        pytest.raises(transaction.Refused) as refused,
    ):
        transaction.commit(*TWO)
    assert refused.value.failed == {0, 1}
    with (
        unruly(monkeypatch, "dynamodb", Unruly([mixed])),
        pytest.raises(transaction.Unavailable),
    ):
        transaction.commit(*TWO)


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException"])
def test_what_would_be_refused_for_ever_is_not_tried_again(pauses, monkeypatch, code):
    script = Unruly([error(code)])
    with (
        unruly(monkeypatch, "dynamodb", script),
        pytest.raises(transaction.Unavailable),
    ):
        transaction.commit(*TWO)
    assert (len(script.calls), pauses) == (1, [])


def test_what_hangs_is_not_begun_again_by_us(environment, monkeypatch):
    """botocore sends it once more with the same token; whether it was done is not
    known."""
    with unruly(monkeypatch, "dynamodb", Unruly([HANGS])) as script:
        database.aws.client("dynamodb")

        def write():
            with pytest.raises(transaction.Unavailable):
                transaction.commit(*TWO)

        assert seconds(write) < 5.3
    assert len(script.calls) == 2
    assert script.bodies[0] == script.bodies[1]


def test_nothing_is_begun_that_may_not_end_in_time(environment, monkeypatch):
    enough = database.aws.LONGEST["dynamodb"] + time_left.FOR_THE_PAGE
    with unruly(monkeypatch, "dynamodb", Unruly([DONE])) as script:
        with time_left.of_a_request(enough - 0.1):
            for call in (lambda: transaction.commit(*TWO), read):
                with pytest.raises(transaction.Unavailable):
                    call()
        assert script.calls == []
        read()  # the next one has its own time


def test_a_table_cold_for_two_seconds_is_waited_for(environment, monkeypatch):
    """With the real pauses: a class that comes at nine meets a table that is being made
    larger."""
    monkeypatch.setattr(retries, "sleep", time.sleep)
    answers = [cancelled("ThrottlingError", "None")] * 6 + [DONE]
    with unruly(monkeypatch, "dynamodb", Unruly(answers)), time_left.of_a_request(15):
        assert seconds(lambda: transaction.commit(*TWO)) < 3


def test_the_longest_pauses_together_are_shorter_than_a_pupil_waits():
    every = [retries.longest_pause(number) for number in range(1, retries.MOST_TRIES)]
    assert sum(every) < 4
    assert all(later >= earlier for earlier, later in pairwise(every))
