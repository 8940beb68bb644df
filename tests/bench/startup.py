"""``make startup``: start-up time and peak memory of the real zips under Lambda's own
client.

In the same run, turn by turn: a handler that does nothing, a handler that makes one
botocore client, and both sides, which read their secrets as they do in Lambda. Every
one is compiled the same way and runs on the Python that was packaged.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.package import tools
from tests.bench.parts import print_parts
from tests.bench.runtime_api import RuntimeApi
from tests.bench.secrets_api import secrets_api

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "startup"
HOST = ROOT / "build" / "host"
TURNS = 15
CLIENT = "awslambdaric==4.2.2"
MOST_OF_THE_FLOOR = 1.5
_BARE = "def handler(event, context):\n    return {}\n"
_BOTOCORE = (
    "import botocore.session\nclient ="
    " botocore.session.Session().create_client('dynamodb', region_name='eu-north-1')\n"
    + _BARE
)
ENVIRONMENT = {
    "AWS_REGION": "eu-north-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "FORMS_TABLE": "forms",
    "CODES_TABLE": "codes",
    "ANSWERS_TABLE": "answers",
    "CASEWORK_TABLE": "casework",
    "SECRETS_PREFIX": "startup",
    "PUBLIC_URL": "https://pupils.example",
    "STAFF_URL": "https://staff.example/staff",
    "BASE_PATH": "/api",
    "AWS_LAMBDA_FUNCTION_NAME": "startup",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
}


@dataclass(frozen=True, slots=True)
class Started:
    """One start. ``first`` is the first page, where there is one to ask for."""

    milliseconds: float
    megabytes: float
    first: float


@dataclass(frozen=True, slots=True)
class Candidate:
    name: str
    folder: Path
    handler: str
    side: str = ""
    path: str = ""


def main() -> int:
    """With ``--once`` nothing is measured: both sides are started, and must answer."""
    python = tools.target_python(ROOT)
    runtime = _runtime(python)
    candidates = _candidates(python)
    if "--once" in sys.argv:
        for candidate in (candidate for candidate in candidates if candidate.side):
            _start(runtime, candidate)
            print(
                f"the {candidate.side} zip starts under {CLIENT}, Python {python.version},"
                " and answers"
            )
        return 0
    runs: dict[str, list[Started]] = {candidate.name: [] for candidate in candidates}
    for _ in range(TURNS):
        for candidate in candidates:
            runs[candidate.name].append(_start(runtime, candidate))
    print(f"Python {python.version}, {CLIENT}, median of {TURNS} starts (least)\n")
    print(
        "| handler | start-up | peak memory | first page after it |\n| --- | --- | ---"
        " | --- |"
    )
    for name, starts in runs.items():
        print(_row(name, starts))
    ratio = _ratio(runs["public side"], runs["one botocore client"])
    print(
        f"\npublic side / botocore floor = {ratio:.2f} (at most {MOST_OF_THE_FLOOR})\n"
    )
    print_parts(python.path, WORK / "public", ENVIRONMENT | {"APP_SIDE": "public"})
    return 0 if ratio <= MOST_OF_THE_FLOOR else 1


def _runtime(python: tools.Python) -> Path:
    """A venv that holds Lambda's client and nothing of ours."""
    venv = ROOT / "build" / f"runtime{python.version}"
    if not (venv / "ready").exists():
        for command in (
            [str(python.path), "-m", "venv", "--clear", str(venv)],
            [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", CLIENT],
        ):
            subprocess.run(command, check=True)
        (venv / "ready").touch()
    return venv / "bin" / "python"


def _candidates(python: tools.Python) -> list[Candidate]:
    shutil.rmtree(WORK, ignore_errors=True)
    for side in ("public", "staff"):
        zip_file = HOST / side / "deployment.zip"
        if not zip_file.exists():
            sys.exit(
                f"{zip_file.relative_to(ROOT)} is missing: run python -m infra.package"
                " --host"
            )
        with zipfile.ZipFile(zip_file) as archive:
            archive.extractall(WORK / side)
    for name, source in (("bare", _BARE), ("botocore", _BOTOCORE)):
        (WORK / name).mkdir(parents=True)
        (WORK / name / "function.py").write_text(source)
        subprocess.run([python.path, "-m", "compileall", "-q", WORK / name], check=True)
    for package in ("botocore", "urllib3", "jmespath", "dateutil", "six.pyc"):
        (WORK / "botocore" / package).symlink_to(WORK / "public" / package)
    return [
        Candidate("bare handler", WORK / "bare", "function.handler"),
        Candidate("one botocore client", WORK / "botocore", "function.handler"),
        Candidate("public side", WORK / "public", "app.app", "public", "/"),
        Candidate("staff side", WORK / "staff", "app.app", "staff", "/staff/sign-in"),
    ]


def _start(runtime: Path, candidate: Candidate) -> Started:
    api = RuntimeApi()
    side = {"APP_SIDE": candidate.side} if candidate.side else {}
    began = time.perf_counter()
    process = subprocess.Popen(
        [runtime, "-m", "awslambdaric", candidate.handler],
        cwd=candidate.folder,
        env=ENVIRONMENT
        | side
        | {
            "AWS_LAMBDA_RUNTIME_API": api.address,
            "PYTHONPATH": ".",
        },
        stderr=subprocess.PIPE,
    )
    try:
        ready = api.ready.get(timeout=30)
        asked = time.perf_counter()
        answer = api.call(_get(candidate.path) if candidate.path else {})
        first = time.perf_counter() - asked
        if candidate.path and answer.get("statusCode") != 200:
            sys.exit(f"{candidate.name} did not answer: {str(answer)[:500]}")
        return Started((ready - began) * 1000, _peak(process.pid), first * 1000)
    finally:
        process.kill()
        process.wait()
        api.close()


def _get(path: str) -> dict[str, Any]:
    return {
        "resource": path,
        "path": path,
        "httpMethod": "GET",
        "headers": {"accept-language": "nb"},
        "multiValueHeaders": {},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "body": None,
        "isBase64Encoded": False,
        "requestContext": {"resourcePath": path, "httpMethod": "GET"},
    }


def _peak(pid: int) -> float:
    """Megabytes, the most the process ever held."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _median(starts: list[Started]) -> float:
    return statistics.median(start.milliseconds for start in starts)


def _ratio(starts: list[Started], floor: list[Started]) -> float:
    """Turn by turn, so that a machine that was busy for a while was busy for both."""
    pairs = zip(starts, floor, strict=True)
    return statistics.median(
        start.milliseconds / least.milliseconds for start, least in pairs
    )


def _row(name: str, starts: list[Started]) -> str:
    least = min(start.milliseconds for start in starts)
    peak = max(start.megabytes for start in starts)
    first = statistics.median(start.first for start in starts)
    return (
        f"| {name} | {_median(starts):.0f} ms ({least:.0f}) | {peak:.0f} MB |"
        f" {first:.1f} ms |"
    )


if __name__ == "__main__":
    os.chdir(ROOT)
    with secrets_api() as endpoint:
        ENVIRONMENT["AWS_ENDPOINT"] = endpoint
        sys.exit(main())
