"""One side through ``chalice package``: its template, merged with infra/code, and its
first zip."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from chalicelib.doors import PAGES
from infra import cfn
from infra.package import gateway, version
from infra.package.check import Unfit
from infra.package.tools import SETTINGS, Python

CHALICE = "chalice"
"""Packaged by itself: Chalice puts its own runtime part into every zip."""
ONLY_STAFF = frozenset({"pydantic", "holidays", "joserfc", "fido2", "xlsxwriter"})
ONLY_ARCHIVE = frozenset({"typst"})
"""And nothing else: what sets copies asks AWS for nothing."""

FUNCTIONS = {
    "public": ("APIHandler",),
    "staff": ("APIHandler", "Sweeper", "Bounces"),
    "archive": ("Archive",),
}
"""What Chalice calls each side's functions in its template."""

_START = {
    side: {"Fn::If": ["HasDomain", path, f"/api{path}"]}
    for side, path in {"public": "/", "staff": "/staff"}.items()
}


def write(root: Path, python: Python, side: str, architecture: str, out: Path) -> Path:
    """Fill ``out`` with sam.json; return the zip Chalice made, which is not yet fit to
    deploy."""
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary)
        _copy_project(root, project, side, architecture)
        merge = project / "merge.json"
        merge.write_text(json.dumps(to_merge(root, side)))
        said = _chalice(python, project, side, merge, out)
    template = json.loads((out / "sam.json").read_text())
    if side in PAGES:
        let_every_method_in(template)
    if side == "staff":
        let_files_out(template)
    (out / "sam.json").write_text(json.dumps(template, indent=2, sort_keys=True) + "\n")
    if "Could not install dependencies" in said:
        raise Unfit(f"a package has no wheel for {architecture}:\n{said}")
    return out / "deployment.zip"


def let_every_method_in(template: dict[str, Any]) -> None:
    """A method that a path has not reaches the app too, which says so in a page and
    names the right one: API Gateway by itself would say that the path is not there."""
    for path in template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][
        "paths"
    ].values():
        known = next(iter(path.values()))
        path["x-amazon-apigateway-any-method"] = {
            name: part for name, part in known.items() if name != "consumes"
        }


def let_files_out(template: dict[str, Any]) -> None:
    """API Gateway hands out what is not text only where what a browser asks for first
    is on this list: a page, also where it gets a file. A page goes out as it is."""
    api = template["Resources"]["RestAPI"]["Properties"]
    taken = api["DefinitionBody"].pop("x-amazon-apigateway-binary-media-types")
    # The transform wants them so, and writes them to where they were
    api["BinaryMediaTypes"] = [
        kind.replace("/", "~1") for kind in (*taken, "text/html")
    ]


def _copy_project(root: Path, project: Path, side: str, architecture: str) -> None:
    shutil.copy(root / "app.py", project)
    no_bytecode = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "chalicelib", project / "chalicelib", ignore=no_bytecode)
    if side == "public":
        (project / version.FILE).write_text(version.of(root), encoding="utf-8")
    shutil.copytree(root / ".chalice", project / ".chalice")
    config_file = project / ".chalice" / "config.json"
    config = json.loads(config_file.read_text())
    config_file.write_text(json.dumps(config | {"lambda_architecture": architecture}))
    wanted = requirements((root / "requirements.txt").read_text(), side)
    (project / "requirements.txt").write_text("\n".join(wanted) + "\n")


def requirements(text: str, side: str) -> list[str]:
    """The lines of requirements.txt that are packaged for ``side``."""
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and _wants(side, line.split("==")[0])]


def _wants(side: str, library: str) -> bool:
    if side == "archive":
        return library in ONLY_ARCHIVE
    left_out = {CHALICE} | ONLY_ARCHIVE | (ONLY_STAFF if side == "public" else set())
    return library not in left_out


def to_merge(root: Path, side: str) -> dict[str, Any]:
    """infra/code's part of the template, with what concerns every function put into
    each."""
    parts = ("common", "door", side) if side in PAGES else ("common", side)
    template: dict[str, Any] = cfn.merged(
        *(cfn.load(root / "infra" / "code" / f"{part}.yaml") for part in parts)
    )
    every = template.pop("Function", {})
    functions = {"Resources": dict.fromkeys(FUNCTIONS[side], every)}
    if side in PAGES:
        api = template["Resources"]["RestAPI"]["Properties"]
        api["GatewayResponses"] = gateway.responses(_START[side])
    text = json.dumps(cfn.merged(functions, template)).replace("${Side}", side)
    merged: dict[str, Any] = json.loads(text)
    return merged


def _chalice(python: Python, project: Path, side: str, merge: Path, out: Path) -> str:
    command = [str(python.path.parent / "chalice"), "package", "--stage", side]
    done = subprocess.run(  # noqa: S603 - our own venv's command
        [*command, "--merge-template", str(merge), str(out)],
        cwd=project,
        env=os.environ | SETTINGS,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unfit(
            f"chalice package --stage {side} failed:\n{done.stdout}{done.stderr}"
        )
    return done.stdout + done.stderr
