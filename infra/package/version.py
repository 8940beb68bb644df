"""What the code that is packaged calls itself: the commit's day and number."""

import subprocess
from pathlib import Path

FILE = Path("chalicelib") / "core" / "version.txt"
_DIGITS = 12


def of(root: Path) -> str:
    """With a plus where a file is none of the commit's; empty outside a git clone. A
    tag is left out: the same commit gives the same bytes, whoever has fetched which."""
    said = _git(root, "log", "-1", "--format=%cs %H").strip()
    if not said:
        return ""
    day, commit = said.split()
    plus = "+" if _git(root, "status", "--porcelain") else ""
    return f"{day} {commit[:_DIGITS]}{plus}"


def _git(root: Path, *asked: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - git of this machine
            ["git", *asked],  # noqa: S607
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
