"""The real clients against a server that hangs or fails: how often and how long they
try."""

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.core.aws import LONGEST, client
from tests.unruly import HANGS, Unruly, error, seconds, unruly

MAIL = {
    "FromEmailAddress": "ikke-svar@supportgrupper.example",
    "Destination": {"ToAddresses": ["helse@test.example"]},
    "Content": {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
}
READ = {"TableName": "test-forms", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}}


def tried(call):
    with pytest.raises((BotoCoreError, ClientError)):
        call()


@pytest.mark.parametrize(
    "answer", [HANGS, error("InternalFailure", 500)], ids=["hangs", "500"]
)
def test_a_mail_is_handed_over_once_whatever_ses_answers(
    environment, monkeypatch, answer
):
    """SES has no idempotency key: what is tried again may be a second mail."""
    with unruly(monkeypatch, "sesv2", Unruly([answer])) as ses:
        send = client("sesv2").send_email
        took = seconds(lambda: tried(lambda: send(**MAIL)))
    assert len(ses.calls) == 1
    assert took < LONGEST["sesv2"] + 2  # ours is not the only test on this machine


@pytest.mark.parametrize(
    "answer", [HANGS, error("InternalServerError", 500)], ids=["hangs", "500"]
)
def test_a_read_is_tried_twice_and_soon_given_up(environment, monkeypatch, answer):
    with unruly(monkeypatch, "dynamodb", Unruly([answer])) as database:
        get = client("dynamodb").get_item
        took = seconds(lambda: tried(lambda: get(**READ)))
    assert len(database.calls) == 2
    assert took < LONGEST["dynamodb"]


def test_an_engine_on_this_machine_gets_each_call_once(environment, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    from chalicelib.core import settings as config

    config.settings.cache_clear()
    client.cache_clear()
    try:
        assert client("dynamodb").meta.config.retries["total_max_attempts"] == 1
    finally:
        client.cache_clear()
