"""A release built anew from its tag, in a folder of its own, by its own pins."""

import os
import subprocess
from pathlib import Path


class NotBuilt(Exception):
    """The message says what could not be built, and why."""


def commit_of(root: Path, tag: str) -> str:
    return _said(root, "git", "rev-parse", "--verify", f"{tag}^{{commit}}").strip()


def build(root: Path, commit: str) -> Path:
    """What make package leaves of that commit. Built once; a tag that moves is another
    commit."""
    tree = root / "build" / "releases" / commit
    if not tree.exists():
        _said(root, "git", "worktree", "add", "--detach", str(tree), commit)
    built = tree / "build"
    if not (built / "archive" / "deployment.zip").exists():
        _said(root, "make", "--directory", str(tree), "package")
    return built


def _said(root: Path, *command: str) -> str:
    # A make that called us would hand its own targets on.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    done = subprocess.run(  # noqa: S603 - git and make of this machine
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotBuilt(f"{' '.join(command)} failed:\n{done.stderr[-1500:]}")
    return done.stdout
