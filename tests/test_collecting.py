"""Workers must collect the same tests in the same order, or none is run."""

import os
import subprocess
import sys

from tests.conftest import ROOT


def collected(seed: str) -> str:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist"]
    # Reading this very file again would begin another such round.
    run = subprocess.run(
        [*command, "-o", "addopts=--import-mode=importlib", "--ignore", __file__],
        cwd=ROOT,
        env={**os.environ, "CI": "true", "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    return run.stdout.rpartition("\n\n")[0]


def test_no_parameters_of_tests_stand_in_a_set():
    """The order of a set of texts is another in each process."""
    assert collected("1") == collected("2")
