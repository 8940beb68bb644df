"""The Python that Lambda will run, found on this machine, with Chalice in a venv of its
own."""

import hashlib
import os
import platform
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

RUNTIMES = ("3.15", "3.14", "3.13", "3.12")
"""What Chalice 1.34 can package for and Lambda has, newest first; older ones end too
soon."""
PINNED = "3.13"
"""What is packaged for, whatever else a machine has: a roll-back on another machine
must give the bytes that ran before. Moving it is a change like any other."""
# Chalice imports the app to learn its routes; the app reads its settings when it is
# imported.
SETTINGS = {
    **dict.fromkeys(("FORMS_TABLE", "CODES_TABLE", "ANSWERS_TABLE"), "at packaging"),
    **dict.fromkeys(("PUBLIC_URL", "STAFF_URL"), "https://at.packaging"),
    "AWS_REGION": "eu-north-1",
    "AWS_DEFAULT_REGION": "eu-north-1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}
LOCAL = Path("/usr/local/bin")
_RUNS = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
_BUILD_TOOLS = ("setuptools==84.2.1", "wheel==0.48.0")


class Missing(Exception):
    """The machine lacks something that only its owner can install."""


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter with requirements.txt installed. ``version`` is 3.13 or the
    like."""

    path: Path
    version: str


def host_architecture() -> str:
    """Lambda's name for this machine's processor."""
    machine = platform.machine().lower()
    return "arm64" if machine in ("arm64", "aarch64") else "x86_64"


def target_python(root: Path) -> Python:
    """What ``find`` finds, as a venv under build/. Raises Missing, naming what was
    tried."""
    return _prepared(root, *find())


def find() -> tuple[Path, str]:
    """The pinned Python, or the one PYTHON_VERSION asks for, and its version. Raises
    Missing."""
    version = os.environ.get("PYTHON_VERSION") or PINNED
    if version not in RUNTIMES:
        raise Missing(f"PYTHON_VERSION={version} is none of {', '.join(RUNTIMES)}")
    found = next(
        (candidate for candidate in _candidates(version) if _runs(candidate, version)),
        None,
    )
    if found:
        return found, version
    raise Missing(
        f"Python {version} does not run on this machine (looked on PATH, in"
        " ~/.pyenv/versions and in /usr/local). Lambda runs what packages it: install"
        f" it, for example with pyenv install {version}, and run make package again."
        " PYTHON_VERSION=3.12 takes another one, and gives other bytes."
    )


def _candidates(version: str) -> list[Path]:
    on_path = shutil.which(f"python{version}")
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    by_pyenv = sorted(
        home.glob(f"versions/{version}*/bin/python{version}"), reverse=True
    )
    local = LOCAL / f"python{version}"
    return [*([Path(on_path)] if on_path else []), *by_pyenv, local]


def _runs(candidate: Path, version: str) -> bool:
    """A name on the path may be a stub that fails: ask it what it is."""
    try:
        said = subprocess.run(  # noqa: S603 - a Python of this machine
            [candidate, "-c", _RUNS],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.strip() == version


def _prepared(root: Path, found: Path, version: str) -> Python:
    requirements = root / "requirements.txt"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    venv = root / "build" / f"python{version}"
    ready = venv / "ready"
    if not ready.exists() or ready.read_text() != wanted:
        _run(found, "-m", "venv", "--clear", venv)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _run(venv / "bin/python", *pip, "-r", requirements, *_BUILD_TOOLS)
        ready.write_text(wanted)
    return Python(venv / "bin" / "python", version)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Missing(
            f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}"
        )
