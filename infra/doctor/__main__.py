"""``python -m infra.doctor --public-url … --staff-url …``: pass or fail, and what to
do."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.doctor import (
    account,
    backup,
    cases,
    checks,
    copies,
    firewall,
    mail,
    where,
    work,
    zips,
)
from infra.doctor.patient import NotYet, Patient

Check = Callable[[Patient], Iterator[str]]
CHECKS: dict[str, Check] = {
    "tables protected; all but the codes can be restored": copies.tables,
    "no stream, backup or insight says who answered when": copies.copies,
    "expired rows are deleted": checks.expiry,
    "key enabled, rotating, ours alone": checks.key,
    "logs kept for a time, free of addresses": checks.logs,
    "schedule alive, sweeps run": checks.clock,
    "mail that comes back is heard of": mail.bounces,
    "headers and CSP as sent": work.headers,
    "outbox empty": work.undelivered,
    "stored = told = opened": work.reconciled,
    "cases get on": cases.cases,
    "cases kept in a second account, where there is one": backup.backup,
    "audit chain whole": work.audit,
    "audit heads locked away, and as the logs have them": work.heads,
}
"""What can be asked of a rehearsal too."""
OF_AN_ACCOUNT: dict[str, Check] = {
    "key opened by the staff door alone": checks.key_opens,
    "all of it in the EEA, and copied nowhere": where.in_the_eea,
    "functions run and lead where they should": account.functions,
    "nobody restores or lists but by breaking the glass": copies.policies,
    "AWS Backup keeps no table": copies.kept_by_aws_backup,
    "CloudTrail keeps no row's key": copies.trails,
    "mail may be sent, and fast enough": mail.mail,
    "SES keeps our list of dead addresses and tells of bounces": mail.configuration,
    "alarms reach somebody, none rings": account.alarms,
    "concurrency enough for a class at nine": account.concurrency,
    "who deploys alone puts zips, and all of them are kept": zips.bucket,
    "each API under one address, with our pages": account.gateway,
    "a firewall keeps nothing": firewall.firewall,
    "certificates last": account.certificates,
    "nothing changed beside the templates": account.drift,
    "a budget watches": account.budget,
    "help lines checked in the last half year": work.help_lines,
}
"""What only a real account answers; and the date of the help lines, by which no build
may fail."""


_WANTED = (
    "make doctor wants to know where the service answers, as the outputs PublicUrl and"
    " StaffUrl of the code stacks say:\n  PUBLIC_URL=https://svar.example.no"
    " STAFF_URL=https://ansatt.example.no/staff make doctor"
)


def examine(patient: Patient, asked: Mapping[str, Check] = CHECKS) -> bool:
    """Print a line for each check; true where all is well, or only not yet."""
    well = True
    for name, check in asked.items():
        try:
            wrong = list(check(patient))
        except (ClientError, BotoCoreError) as error:
            wrong = [f"could not be looked at: {_why(error)}"]
        faults = [fault for fault in wrong if not isinstance(fault, NotYet)]
        print(
            f"{'FAIL' if faults else 'pass'} "
            f" {name}{'' if faults or not wrong else ': not yet'}"
        )
        for fault in wrong:
            print(f"      {fault}")
        well = well and not faults
    return well


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.doctor", description=__doc__)
    parser.add_argument("--prefix", default="supportgrupper")
    parser.add_argument("--region", default="eu-north-1")
    parser.add_argument(
        "--public-url", default="", help="the public stack's output PublicUrl"
    )
    parser.add_argument(
        "--staff-url", default="", help="the staff stack's output StaffUrl"
    )
    given = parser.parse_args()
    if not all(url.startswith("http") for url in (given.public_url, given.staff_url)):
        print(_WANTED, file=sys.stderr)
        return 2

    @cache
    def client(service: str) -> Any:
        return boto3.client(service, region_name=given.region)  # type: ignore[call-overload]

    patient = Patient(client, given.prefix, given.public_url, given.staff_url)
    return 0 if examine(patient, CHECKS | OF_AN_ACCOUNT) else 1


def _why(error: Exception) -> str:
    if isinstance(error, ClientError):
        code = error.response["Error"]["Code"]
        if code in (
            "ExpiredToken",
            "ExpiredTokenException",
            "UnrecognizedClientException",
        ):
            return "your AWS key has expired or is unknown: sign in again"
        if code in ("ResourceNotFoundException", "NotFoundException"):
            return (
                "it does not exist: is the data stack deployed, and --prefix and"
                " --region right?"
            )
        return f"{code}: have you the right to read it?"
    return f"{type(error).__name__}: is there a connection, and an AWS key?"


if __name__ == "__main__":
    sys.exit(main())
