"""Whether make verify-deployed finds what somebody changes by hand, and nothing in what
nobody changed."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.rehearsal.engine import REGION
from infra.rehearsal.report import need
from infra.rehearsal.stacks import PREFIX, Installed, rehearsed
from infra.verify_deployed.__main__ import differing
from infra.verify_deployed.installed import installed

Changed = Callable[[Installed, Path], Iterator[None]]
_MORE = {"Sid": "More", "Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}
_PATH = f"/{PREFIX}/verifier/"
_TIME_OF_THE_FIRST_FILE = 10
"""Where a zip says it, in bytes: nothing that runs depends on it."""


def each_change_is_named(stacks: Installed, build: Path) -> str:
    """Raises Failed, with what was said."""
    said = _differing(stacks, build)
    need(not said, f"nobody has changed anything, and yet: {said}")
    for change, wanted in _CHANGES.items():
        with contextmanager(change)(stacks, rehearsed(build)):
            said = _differing(stacks, build)
        need(len(said) == 1 and wanted in said[0], f"{change.__name__}: {said}")
    need(not _differing(stacks, build), "what was changed was not put back")
    return "a byte of code, a statement of a role, a function more"


def _differing(stacks: Installed, build: Path) -> list[str]:
    """Looked at with the verifiers' own role."""
    (role,) = stacks.engine.client("iam").list_roles(PathPrefix=_PATH)["Roles"]
    key = stacks.engine.role_key(role["Arn"])

    def client(service: str) -> Any:
        return stacks.engine.client(service, key)

    return list(differing(installed(client, PREFIX, REGION, rehearsed(build))))


def _a_byte_of_code(stacks: Installed, build: Path) -> Iterator[None]:
    """The whole zip goes by way of the call, as a person with a console would do it."""
    client, name = stacks.engine.client("lambda"), f"{PREFIX}-public"
    whole = (build / "public" / "deployment.zip").read_bytes()
    changed = bytearray(whole)
    changed[_TIME_OF_THE_FIRST_FILE] ^= 1
    client.update_function_code(FunctionName=name, ZipFile=bytes(changed))
    yield
    client.update_function_code(FunctionName=name, ZipFile=whole)


def _a_statement(stacks: Installed, _: Path) -> Iterator[None]:
    client, role = stacks.engine.client("iam"), stacks.roles["staff"].split("/")[-1]
    (name,) = client.list_role_policies(RoleName=role)["PolicyNames"]
    own = client.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
    more = {**own, "Statement": [*own["Statement"], _MORE]}
    for document in (more, own):
        client.put_role_policy(
            RoleName=role, PolicyName=name, PolicyDocument=json.dumps(document)
        )
        if document is more:
            yield


def _a_function(stacks: Installed, _: Path) -> Iterator[None]:
    client, name = stacks.engine.client("lambda"), f"{PREFIX}-statistics"
    client.create_function(
        FunctionName=name,
        Runtime="python3.13",
        Handler="app.app",
        Role=stacks.roles["archive"],
        Code={"ZipFile": _nothing()},
    )
    yield
    client.delete_function(FunctionName=name)


def _nothing() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("app.py", "app = print\n")
    return content.getvalue()


_CHANGES: dict[Changed, str] = {
    _a_byte_of_code: f"function {PREFIX}-public, code: ",
    _a_statement: "somebody has added",
    _a_function: f"function {PREFIX}-statistics is no part of the release",
}
"""With what is said of each."""
