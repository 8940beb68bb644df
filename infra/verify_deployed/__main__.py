"""``python -m infra.verify_deployed --tag …``: what differs, in plain words."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.verify_deployed import (
    facts,
    functions,
    gateway,
    guards,
    key,
    roles,
    stacks,
    tagged,
)
from infra.verify_deployed.installed import Installed, installed

ROOT = Path(__file__).resolve().parents[2]
PARTS = (stacks, functions, roles, key)
OF_AN_ACCOUNT = (*PARTS, gateway, guards)
"""A rehearsal's engine keeps no policy of a table, a secret or a bucket, and its
gateway knows no method that stands for all."""
_NOT_SHOWN = {"AlarmEmail"}


def differing(there: Installed, parts: Sequence[ModuleType] = PARTS) -> Iterator[str]:
    for part in parts:
        yield from facts.differences(part.built(there), part.found(there))


def left_open(there: Installed) -> Iterator[str]:
    """What the release leaves to whoever deploys."""
    for name, stack in there.stacks.items():
        for parameter, given in sorted(stack.deployed.parameters.items()):
            if parameter not in _NOT_SHOWN and given:
                yield f"{there.prefix}-{name}, {parameter}: {given}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.verify_deployed", description=__doc__
    )
    release = parser.add_mutually_exclusive_group(required=True)
    release.add_argument("--tag", help="a tag, or a commit; it is built anew")
    release.add_argument("--build", type=Path, help="what was built already")
    parser.add_argument("--prefix", default="supportgrupper")
    parser.add_argument("--region", default="eu-north-1")
    given = parser.parse_args(arguments)
    try:
        build, called = _release(given.tag, given.build)
        there = installed(_clients(given.region), given.prefix, given.region, build)
        wrong = list(differing(there, OF_AN_ACCOUNT))
    except (tagged.NotBuilt, ClientError, BotoCoreError) as error:
        print(f"Nothing was compared: {error}", file=sys.stderr)
        return 2
    return _told(there, called, wrong)


def _release(tag: str | None, build: Path | None) -> tuple[Path, str]:
    if build is not None:
        return build, f"what lies in {build}"
    commit = tagged.commit_of(ROOT, str(tag))
    return tagged.build(ROOT, commit), f"{tag}, commit {commit}"


def _clients(region: str) -> Any:
    return cache(lambda service: boto3.client(service, region_name=region))


def _told(there: Installed, called: str, wrong: list[str]) -> int:
    print(f"{there.prefix} compared with {called}.")
    print("Left to who deploys, and no part of a release:")
    for line in left_open(there):
        print(f"      {line}")
    for fault in wrong:
        print(f"DIFFERS  {fault}")
    print(
        f"{len(wrong)} things differ from the release."
        if wrong
        else "What runs is what the release holds."
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
