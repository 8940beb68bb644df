"""ministack in a process of its own, with IAM on."""

import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from infra.rehearsal.report import Failed

REGION = "eu-north-1"
ACCOUNT = "000000000000"
ROOT_KEY = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
_READY_SECONDS = 30


class Engine:
    """Runs from ``with`` to its end; everything it started ends with it."""

    def __init__(self, python: Path, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        self._python, self._port = python, port
        self._home = tempfile.TemporaryDirectory(prefix="rehearsal-")

    def __enter__(self) -> "Engine":
        self.log = Path(self._home.name) / "ministack.log"
        with self.log.open("wb") as log:
            # A session of its own: its workers end with it, by its id.
            self._process = subprocess.Popen(  # noqa: S603 - our own venv's Python
                [self._python, "-m", "ministack"],
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._home.cleanup()

    def client(
        self, service: str, key: dict[str, str] | None = None, **config: Any
    ) -> Any:
        """A client as root, or with the temporary key of a role."""
        return boto3.client(
            service,  # type: ignore[call-overload]
            region_name=REGION,
            endpoint_url=self.endpoint,
            config=Config(
                retries={"total_max_attempts": 1},
                s3={"addressing_style": "path"},
                **config,
            ),
            **(key or ROOT_KEY),
        )

    def role_key(self, role_arn: str) -> dict[str, str]:
        """Real temporary credentials of a role."""
        given = self.client("sts").assume_role(
            RoleArn=role_arn, RoleSessionName="rehearsal"
        )
        credentials = given["Credentials"]
        return {
            "aws_access_key_id": credentials["AccessKeyId"],
            "aws_secret_access_key": credentials["SecretAccessKey"],
            "aws_session_token": credentials["SessionToken"],
        }

    def mails(self) -> list[dict[str, Any]]:
        """What SES was given, oldest first."""
        url = f"{self.endpoint}/_ministack/ses/messages"
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
            found = json.load(answer)
        return [mail for several in found["messages"].values() for mail in several]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": self._home.name,
            "TMPDIR": self._home.name,
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self._port),
            "EDGE_PORT": str(self._port),
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "IOT_MTLS_ENABLED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LOG_LEVEL": "WARNING",
        }

    def _wait(self) -> None:
        end = time.monotonic() + _READY_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError):
                url = f"{self.endpoint}/_ministack/health"
                urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own address
                return
            time.sleep(0.1)
        said = self.log.read_text(errors="replace")[-1500:]
        self.__exit__()
        raise Failed(
            f"ministack did not start on port {self._port}: is it taken?\n{said}"
        )
