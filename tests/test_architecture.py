"""The house: imports go only down, each outer thing has one door, modules stay small."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FLOORS = {
    "chalicelib.domain": 0,
    "chalicelib.content": 1,
    "chalicelib.core.settings": 2,
    "chalicelib.core.aws": 2,
    "chalicelib.crypto.secret_keys": 2,
    "chalicelib.crypto.sealing": 2,
    "chalicelib.web.language": 2,
    "chalicelib.web.templates": 2,
    "chalicelib.core.retries": 2,
    "chalicelib.core.time_left": 2,
    "chalicelib.stores": 3,
    "chalicelib.outbox.compose": 3,
    "chalicelib.sign_in.feide_client": 3,
    "chalicelib.services": 4,
    "chalicelib.web": 5,
    "app": 6,
}
TOP = {
    *("app.py", "chalicelib", "templates", "infra", "tests", "requirements.txt", "README.md"),
    *("Makefile", "pyproject.toml", "requirements-dev.txt", ".chalice", ".ci", "docs"),
    ".gitignore",
}
# Below tests: they may import what they like, but stay as small as the rest.
LINES = 250


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> int | None:
    whole = [n for n in FLOORS if module == n or module.startswith(f"{n}.")]
    return FLOORS[whole[0]] if whole else None


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it; ``from x import y`` gives both x and x.y."""
    module = name_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def sources(*folders: str) -> list[Path]:
    found = [p for folder in folders for p in sorted((ROOT / folder).rglob("*.py"))]
    app = ROOT / "app.py"
    return [*found, app] if "chalicelib" in folders and app.exists() else found


def each(*folders: str) -> pytest.MarkDecorator:
    paths = sources(*folders)
    return pytest.mark.parametrize("path", paths, ids=[str(p.relative_to(ROOT)) for p in paths])


def roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@each("chalicelib")
def test_every_module_has_a_floor_and_imports_only_downward(path):
    module = name_of(path)
    if module == "chalicelib":
        assert list(imports(path)) == []
        return
    own = floor_of(module)
    assert own is not None, f"{module} stands on no floor"
    for name in imports(path):
        if name.startswith("chalicelib.") or name == "app":
            floor = floor_of(name)
            assert floor is None or floor <= own, f"{module} imports {name}, which is above it"
        assert name.split(".")[0] not in {"infra", "tests"}, f"{module} imports {name}"


@each("chalicelib/web")
def test_neither_door_imports_the_other(path):
    """Each is packaged without the other: it would not start."""
    for own, other in (("pupil", "staff"), ("staff", "pupil")):
        if f"chalicelib.web.{own}" in name_of(path):
            assert not {n for n in imports(path) if n.startswith(f"chalicelib.web.{other}")}


@each("chalicelib/domain")
def test_the_domain_imports_only_the_standard_library_and_pydantic(path):
    allowed = sys.stdlib_module_names | {"pydantic", "chalicelib"}
    # The calendar's public holidays: one lazy import, which the design names.
    if path.name == "calendar.py":
        allowed |= {"holidays"}
    assert roots(path) <= allowed


@each("chalicelib")
def test_each_outer_thing_has_one_door(path):
    module, names = name_of(path), set(imports(path))
    if module != "chalicelib.core.settings":
        assert not names & {"os.environ", "os.getenv"}
        assert "environ" not in attributes(path)
        assert "getenv" not in attributes(path)
    if module not in {"chalicelib.core.aws", "chalicelib.core.retries"}:
        # A store tells one failure from another by botocore's exceptions; it makes no client.
        outside = {n for n in names if n.split(".")[0] in {"boto3", "botocore"}}
        allowed = ("botocore.exceptions",)
        in_stores = floor_of(module) == FLOORS["chalicelib.stores"]
        assert not {n for n in outside if not (in_stores and n.startswith(allowed))} - {"botocore"}
    if module != "chalicelib.crypto.sealing":
        assert "cryptography" not in roots(path)
    if module != "chalicelib.sign_in.feide_client":
        assert not roots(path) & {"joserfc", "urllib3", "httpx"}
        assert "urllib.request" not in names
    if not module.startswith("chalicelib.web") and module != "app":
        assert "chalice" not in roots(path)


def attributes(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@each("chalicelib", "infra", "tests")
def test_no_module_is_long(path):
    if "locales" in path.parts:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


def test_the_public_side_imports_nothing_slow():
    """Start-up time: what the pupil's side never uses, it never loads."""
    script = (
        "import app, gc, sys; assert gc.isenabled(); print(*sorted({'pydantic', 'holidays',"
        " 'joserfc', 'segno', 'moto', 'chalicelib.urgent_words.lists',"
        " 'cryptography.hazmat.primitives.serialization'} & set(sys.modules)))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "APP_SIDE": "public",
        "AWS_REGION": "eu-north-1",
        "FORMS_TABLE": "f",
        "CODES_TABLE": "k",
        "ANSWERS_TABLE": "a",
        "PUBLIC_URL": "https://svar.example",
        "STAFF_URL": "https://ansatt.example/staff",
    }
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.split() == []


def test_the_top_folder_holds_nothing_else():
    run = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if run.returncode:
        pytest.skip("not a git clone")
    assert {name.split("/")[0] for name in run.stdout.split("\0") if name} <= TOP
