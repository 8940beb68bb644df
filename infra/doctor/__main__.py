"""``python -m infra.doctor --public-url … --staff-url …``: pass or fail, and what to do."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.doctor import checks, work
from infra.doctor.checks import Patient

Check = Callable[[Patient], Iterator[str]]
CHECKS: dict[str, Check] = {
    "tables protected and backed up": checks.tables,
    "expired rows are deleted": checks.expiry,
    "key enabled, rotating, ours alone": checks.key,
    "logs kept for a time, free of addresses": checks.logs,
    "mail may be sent": checks.mail,
    "schedule alive, sweeps run": checks.clock,
    "mail that comes back is heard of": checks.bounces,
    "headers and CSP as sent": work.headers,
    "outbox empty": work.undelivered,
    "stored = told = opened": work.reconciled,
    "audit chain whole": work.audit,
}
BY_DATE: dict[str, Check] = {
    "help lines checked in the last half year": work.help_lines,
}
"""Asked of an installation that pupils use, and of no rehearsal: a build must not fail by date."""


_WANTED = (
    "make doctor wants to know where the service answers, as the outputs PublicUrl and StaffUrl of "
    "the code stacks say:\n"
    "  PUBLIC_URL=https://svar.example.no STAFF_URL=https://ansatt.example.no/staff make doctor"
)


def examine(patient: Patient, asked: Mapping[str, Check] = CHECKS) -> bool:
    """Print a line for each check; true where all is well."""
    well = True
    for name, check in asked.items():
        try:
            wrong = list(check(patient))
        except (ClientError, BotoCoreError) as error:
            wrong = [f"could not be looked at: {_why(error)}"]
        print(f"{'FAIL' if wrong else 'pass'}  {name}")
        for one in wrong:
            print(f"      {one}")
        well = well and not wrong
    return well


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.doctor", description=__doc__)
    parser.add_argument("--prefix", default="supportgrupper")
    parser.add_argument("--region", default="eu-north-1")
    parser.add_argument("--public-url", default="", help="the public stack's output PublicUrl")
    parser.add_argument("--staff-url", default="", help="the staff stack's output StaffUrl")
    given = parser.parse_args()
    if not all(url.startswith("http") for url in (given.public_url, given.staff_url)):
        print(_WANTED, file=sys.stderr)
        return 2

    @cache
    def client(service: str) -> Any:
        return boto3.client(service, region_name=given.region)  # type: ignore[call-overload]

    patient = Patient(client, given.prefix, given.public_url, given.staff_url)
    return 0 if examine(patient, CHECKS | BY_DATE) else 1


def _why(error: Exception) -> str:
    if isinstance(error, ClientError):
        code = error.response["Error"]["Code"]
        if code in ("ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException"):
            return "your AWS key has expired or is unknown: sign in again"
        if code in ("ResourceNotFoundException", "NotFoundException"):
            return "it does not exist: is the data stack deployed, and --prefix and --region right?"
        return f"{code}: have you the right to read it?"
    return f"{type(error).__name__}: is there a connection, and an AWS key?"


if __name__ == "__main__":
    sys.exit(main())
