"""One secret for each use, read by name and never told by a setting."""

import pytest

from chalicelib.core import aws as aws_module
from chalicelib.core.settings import settings
from chalicelib.crypto.sealing import keyed_hash
from chalicelib.crypto.secret_keys import Secret, named, read_at_start, secret
from infra.local.environment import SECRETS
from tests.faults import failing


@pytest.fixture
def stored(aws, monkeypatch):
    """In Secrets Manager, under the names of an installation."""
    monkeypatch.delenv("SECRETS_FOLDER")
    monkeypatch.setenv("SECRETS_PREFIX", "i")
    settings.cache_clear()
    for use in Secret:
        aws("secretsmanager").create_secret(
            Name=f"i-{use}", SecretString=f"hidden {use}"
        )


def test_each_use_has_a_secret_of_its_own(stored):
    assert {secret(use) for use in Secret} == {
        f"hidden {use}".encode() for use in Secret
    }
    assert len({keyed_hash(use, "same", "text") for use in Secret}) == len(Secret)


def test_no_setting_holds_one(stored):
    [secret(use) for use in Secret]
    assert "hidden" not in str(settings()._asdict())


def test_a_folder_holds_the_same_names(environment):
    assert {*Secret} < {*SECRETS}
    assert len({secret(use) for use in Secret}) == len(Secret)


@pytest.mark.parametrize(
    ("side", "read"),
    [("public", {"codes", "tickets", "receipts"}), ("staff", {"audit"})],
)
def test_a_start_reads_what_its_side_needs_once(stored, monkeypatch, side, read):
    monkeypatch.setenv("APP_SIDE", side)
    settings.cache_clear()
    read_at_start()
    with failing("secretsmanager", "GetSecretValue", "down") as tried:
        assert {use for use in Secret if secret_is_there(use)} == read
    assert len(tried) == len(Secret) - len(read)


def secret_is_there(use):
    try:
        return bool(secret(use))
    except aws_module.Unavailable:
        return False


def test_a_secret_that_does_not_come_is_asked_for_again(stored, monkeypatch):
    monkeypatch.setenv("APP_SIDE", "public")
    settings.cache_clear()
    with failing("secretsmanager", "GetSecretValue", "throttled"):
        read_at_start()
        with pytest.raises(aws_module.Unavailable):
            secret(Secret.CODES)
    assert secret(Secret.CODES) == b"hidden codes"
    assert named("i-codes") == b"hidden codes"
