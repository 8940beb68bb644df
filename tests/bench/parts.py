"""What each part of a start costs: imported one after the other, as the service
does."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

_TURNS = 9
_STEPS = (
    ("chalice", "import chalice.app"),
    ("jinja2", "import jinja2"),
    ("cryptography", "import cryptography.hazmat.primitives.hpke"),
    ("botocore", "import botocore.session"),
    ("time zone", "from zoneinfo import ZoneInfo; ZoneInfo('Europe/Oslo')"),
    (
        "locales, forms, rules",
        "import chalicelib.web.language, chalicelib.answer_form.submit",
    ),
    ("the rest of ours, and the database client", "import app"),
)
_PROGRAM = """
import sys, time, json
sys.path.insert(0, '.')
steps, took = json.loads(sys.argv[1]), {}
for name, code in steps:
    began = time.perf_counter()
    exec(code, {})
    took[name] = (time.perf_counter() - began) * 1000
print(json.dumps(took))
"""


def print_parts(python: Path, folder: Path, environment: Mapping[str, str]) -> None:
    runs = [_once(python, folder, environment) for _ in range(_TURNS)]
    print(f"| part of the public side's start | least of {_TURNS} |\n| --- | --- |")
    for name, _ in _STEPS:
        print(f"| {name} | {min(run[name] for run in runs):.1f} ms |")


def _once(
    python: Path, folder: Path, environment: Mapping[str, str]
) -> dict[str, float]:
    done = subprocess.run(
        [python, "-S", "-c", _PROGRAM, json.dumps(_STEPS)],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=True,
    )
    took: dict[str, float] = json.loads(done.stdout)
    return took
