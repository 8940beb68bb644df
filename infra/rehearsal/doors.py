"""Several processes of one door or function, as Lambda would have them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from infra.rehearsal import pupil
from infra.rehearsal.report import Failed
from infra.rehearsal.stacks import Installed

_SECONDS = 90
"""Ten that start together on a busy machine of two cores need more than thirty."""
_FIRST_PAGE = {"public": "/", "staff": "/staff/sign-in"}


@contextmanager
def several(
    stacks: Installed, ports: list[int], side: str = "public"
) -> Iterator[list[str]]:
    """Their addresses. They hold the side's own temporary key, and end with the
    block."""
    environment = as_function(stacks, side, side)
    processes = [
        subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "infra.rehearsal.server", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        for port in ports
    ]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    try:
        for url in urls:
            _wait(url + _FIRST_PAGE[side])
        yield urls
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(timeout=10)


def as_function(stacks: Installed, function: str, side: str) -> dict[str, str]:
    """The environment of a process that is to have the rights of a function."""
    key = stacks.engine.role_key(stacks.roles[function])
    without = {"KMS_KEY_ID"} if side == "public" else set()
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return kept | {name.upper(): key[name] for name in key} | {"APP_SIDE": side}


def _wait(url: str) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        try:
            if pupil.get(url).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise Failed(f"{url} did not come up: is the port taken?")
