"""The whole service running, as ``make run`` runs it."""

import os
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

import pytest

from tests.conftest import ROOT


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
        return f"http://localhost:{self.port}"

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
            return self.process.wait(timeout=60)
        finally:
            self.process.kill()

    def _wait(self) -> None:
        assert self.process
        end = time.monotonic() + 180
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/_local/mail", timeout=5).close()
                return
            time.sleep(0.1)
        self.process.kill()
        pytest.fail(
            f"the local service did not come up:\n{self.console.read_text()[-3000:]}"
        )


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def local_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """The running service with its demo school; one for each worker, kept for all its
    tests."""
    service = LocalService(tmp_path_factory.mktemp("local") / "data", free_port())
    service.start()
    yield service
    service.stop()
