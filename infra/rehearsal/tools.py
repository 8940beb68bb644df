"""The rehearsal's own tools, each in a venv of its own under build/: their pins exclude
ours."""

import hashlib
import subprocess
import sys
from pathlib import Path

from infra.package.tools import target_python
from infra.rehearsal.report import Failed

_REQUIREMENTS = Path(__file__).parent / "requirements.txt"
_CHECKOV = "checkov==3.3.30"


def ministack(root: Path) -> Path:
    """The Python that runs ministack: of the version the zips are for, since it runs
    them too."""
    wanted = _REQUIREMENTS.read_text(encoding="utf-8")
    return (
        _venv(root / "build" / "ministack", target_python(root).path, wanted) / "python"
    )


def checkov(root: Path) -> Path:
    return _venv(root / "build" / "checkov", Path(sys.executable), _CHECKOV) / "checkov"


def _venv(folder: Path, python: Path, requirements: str) -> Path:
    mark = folder / "ready"
    wanted = hashlib.sha256(requirements.encode()).hexdigest()
    if not mark.exists() or mark.read_text() != wanted:
        print(f"Installing {folder.name} into {folder}; this happens once.", flush=True)
        _run(python, "-m", "venv", "--clear", folder)
        names = [line for line in requirements.splitlines() if not line.startswith("#")]
        quiet = ("--quiet", "--disable-pip-version-check")
        _run(folder / "bin" / "python", "-m", "pip", "install", *quiet, *names)
        mark.write_text(wanted)
    return folder / "bin"


def _run(*command: str | Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own venv's Python
        command, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(f"{command[-1]} could not be installed:\n{done.stderr[-1500:]}")
