"""What every test may ask for: an AWS of its own; in modules beside this one a browser,
the whole service running, people at its doors."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import infra  # noqa: F401 - compiles the strings, before the tests that are made of them are found

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "test"
pytest_plugins = (
    "tests.chromium",
    "tests.desk",
    "tests.lambda_stand_in",
    "tests.local_service",
    "tests.pupil_browser",
    "tests.staff_browser",
)
MAIL_FROM = "ikke-svar@supportgrupper.example"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The app's settings for one test, with a key file of its own; nothing of AWS
    yet."""
    from chalicelib.crypto import sealing
    from chalicelib.storage import expiry
    from infra.local.environment import SECRETS
    from infra.tables import table_names
    from tests.cast import NOW
    from tests.quick_scrypt import RememberedScrypt

    for name in [n for n in os.environ if n.startswith("AWS_")]:
        monkeypatch.delenv(name)
    tables = table_names(PREFIX)
    key = tmp_path / "key"
    key.write_bytes(bytes(range(32)))
    key.chmod(0o600)
    for name in SECRETS:
        (tmp_path / name).write_text(f"the {name} secret of the tests")
    settings = {
        "APP_SIDE": "all",
        "AWS_REGION": "eu-north-1",
        "AWS_DEFAULT_REGION": "eu-north-1",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "FORMS_TABLE": tables["forms"],
        "CODES_TABLE": tables["codes"],
        "ANSWERS_TABLE": tables["answers"],
        "CASEWORK_TABLE": tables["casework"],
        "ARCHIVE_FUNCTION": f"{PREFIX}-archive",
        "KEY_FILE": str(key),
        "SECRETS_FOLDER": str(tmp_path),
        "MAIL_FROM": MAIL_FROM,
        "PUBLIC_URL": "https://svar.example",
        "STAFF_URL": "https://ansatt.example/staff",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name in (
        "AWS_ENDPOINT",
        "KMS_KEY_ID",
        "SECRETS_PREFIX",
        "BASE_PATH",
        "SLOTS_AT_ONCE",
    ):
        monkeypatch.delenv(name, raising=False)
    # Rows expire by the cast's clock too, and nobody waits: a suite must pass on any
    # day.
    monkeypatch.setattr(expiry, "clock", NOW.timestamp)
    monkeypatch.setattr("chalicelib.core.retries.sleep", lambda seconds: None)
    monkeypatch.setattr(sealing, "Scrypt", RememberedScrypt)
    _forget()
    yield
    _forget()


@pytest.fixture
def aws(environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """moto with the template's tables and a sender SES knows; gives ``aws.client``. No
    expired row is ever deleted, and one lies wherever a row that expires is put."""
    from moto import mock_aws

    from chalicelib.core.aws import client
    from tests.leftovers import lying_everywhere
    from tests.mailbox import suppression_list
    from tests.quick_moto import empty_tables, quick

    # Nothing of ours asks AWS through requests, and answers for that are a thousand
    # objects.
    monkeypatch.setattr("moto.core.models.RESPONSES_METHODS", ())
    with mock_aws():
        empty_tables(client("dynamodb"), PREFIX)
        client("sesv2").create_email_identity(EmailIdentity=MAIL_FROM)
        with quick(client("dynamodb")), lying_everywhere(), suppression_list():
            yield client


def _forget() -> None:
    # The clients stay: making one costs more than most tests, and moto works below all
    # of them.
    from chalicelib.core import settings as config
    from chalicelib.crypto import secret_keys
    from chalicelib.rounds import slow_guesses

    slow_guesses.forget()
    secret_keys.named.cache_clear()
    config.settings.cache_clear()


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Walks (every page, role, language and state) are left to CI and to ``make
    walks``."""
    if os.environ.get("CI") == "true":
        return
    walks = [item for item in items if item.get_closest_marker("walk")]
    if len(walks) < len(items):  # asked for by name, they run
        items[:] = [item for item in items if item not in set(walks)]
        config.hook.pytest_deselected(items=walks)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the tests that wait for a browser, and how to get one."""
    from tests.chromium import NO_BROWSER

    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sorted(
        {r.nodeid.split("::")[0] for r in skipped if NO_BROWSER in str(r.longrepr)}
    )
    if left_out:
        terminalreporter.section("left out: no browser")
        terminalreporter.line(f"Not run: {', '.join(left_out)}")
        terminalreporter.line("They need a Chromium. Debian: apt-get install chromium")
    if os.environ.get("CI") != "true":
        terminalreporter.line(
            "Walks over every page, role and state: make walks (CI runs them)."
        )
