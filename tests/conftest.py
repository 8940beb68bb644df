"""What every test may ask for: an AWS of its own, a browser, the whole service running."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "test"
MAIL_FROM = "ikke-svar@supportgrupper.example"
NO_BROWSER = "no chromium found"
CHROMIUM_FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --no-first-run"


# --- AWS ---------------------------------------------------------------------------------------


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The app's settings for one test, with a key file of its own; nothing of AWS yet."""
    from chalicelib.stores import database
    from infra.local.environment import SECRETS
    from infra.tables import table_names
    from tests.cast import NOW

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
        "KEY_FILE": str(key),
        "SECRETS_FOLDER": str(tmp_path),
        "MAIL_FROM": MAIL_FROM,
        "PUBLIC_URL": "https://svar.example",
        "STAFF_URL": "https://ansatt.example/staff",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_ENDPOINT", "KMS_KEY_ID", "SECRETS_PREFIX", "BASE_PATH", "SLOTS_AT_ONCE"):
        monkeypatch.delenv(name, raising=False)
    # Rows expire by the cast's clock too, and nobody waits: a suite must pass on any day.
    monkeypatch.setattr(database, "clock", NOW.timestamp)
    monkeypatch.setattr("chalicelib.attempts.sleep", lambda seconds: None)
    _forget()
    yield
    _forget()


@pytest.fixture
def aws(environment: None) -> Iterator[Any]:
    """moto with the template's tables and a sender SES knows; gives ``aws.client``. No expired
    row is ever deleted, and one lies wherever a row that expires is put."""
    from moto import mock_aws

    from chalicelib.aws import client
    from infra.tables import create_tables
    from tests.leftovers import lying_everywhere
    from tests.mailbox import suppression_list

    with mock_aws():
        create_tables(client("dynamodb"), PREFIX)
        client("sesv2").create_email_identity(EmailIdentity=MAIL_FROM)
        with lying_everywhere(), suppression_list():
            yield client


def _forget() -> None:
    # The clients stay: making one costs more than most tests, and moto works below all of them.
    from chalicelib import config, secret_keys
    from chalicelib.services import guesses

    guesses.forget()
    secret_keys.named.cache_clear()
    config.settings.cache_clear()


# --- the whole service -------------------------------------------------------------------------


@dataclass
class LocalService:
    """``python -m infra.local`` in a process of its own, on a folder of its own."""

    folder: Path
    port: int
    lines: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def console(self) -> Path:
        """What it has printed so far, over all its starts."""
        return self.folder.with_suffix(".console")

    @property
    def endpoint(self) -> str:
        """Where its AWS answers."""
        return (self.folder / "endpoint").read_text(encoding="ascii")

    def start(self) -> None:
        """Start and wait until it serves; ``lines`` is then what it said."""
        before = self.console.stat().st_size if self.console.exists() else 0
        with self.console.open("ab") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra.local", "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "LOCAL_DATA_DIR": str(self.folder)},
                stdout=console,
                stderr=subprocess.STDOUT,
            )
        self._wait()
        text = self.console.read_bytes()[before:].decode()
        self.lines = text.splitlines()

    def kill(self) -> None:
        """End it the way a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """End it the way Ctrl-C would; gives the exit code."""
        return self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> int:
        assert self.process
        self.process.send_signal(how)
        try:
            return self.process.wait(timeout=10)
        finally:
            self.process.kill()

    def _wait(self) -> None:
        assert self.process
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/_local/mail", timeout=5).close()
                return
            time.sleep(0.1)
        self.process.kill()
        pytest.fail(f"the local service did not come up:\n{self.console.read_text()[-3000:]}")


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def local_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """The running service with its demo school; one for each worker, kept for all its tests."""
    service = LocalService(tmp_path_factory.mktemp("local") / "data", free_port())
    service.start()
    yield service
    service.stop()


# --- a browser ---------------------------------------------------------------------------------


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium with an empty profile. Left out where there is none, except in CI."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{NO_BROWSER}, and CI must have one (apt-get install chromium)")
    if path is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=CHROMIUM_FLAGS.split(),
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a small phone, with nothing remembered from the test before."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="nb-NO")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Walks (every page, role, language and state) are left to CI and to ``make walks``."""
    if os.environ.get("CI") == "true":
        return
    walks = [item for item in items if item.get_closest_marker("walk")]
    if len(walks) < len(items):  # asked for by name, they run
        items[:] = [item for item in items if item not in set(walks)]
        config.hook.pytest_deselected(items=walks)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name the tests that wait for a browser, and how to get one."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sorted({r.nodeid.split("::")[0] for r in skipped if NO_BROWSER in str(r.longrepr)})
    if left_out:
        terminalreporter.section("left out: no browser")
        terminalreporter.line(f"Not run: {', '.join(left_out)}")
        terminalreporter.line("They need a Chromium. Debian: apt-get install chromium")
    if os.environ.get("CI") != "true":
        terminalreporter.line("Walks over every page, role and state: make walks (CI runs them).")
