"""Where a firewall stands before a door: that it keeps nothing of who asked for
what."""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.doctor.patient import SIDES, Patient

_SCOPE = "REGIONAL"


def firewall(patient: Patient) -> Iterator[str]:
    client = patient.client("wafv2")
    ours = {f"{patient.prefix}-{side}" for side in SIDES}
    for told in client.list_web_acls(Scope=_SCOPE)["WebACLs"]:
        if told["Name"] not in ours:
            continue
        about = client.get_web_acl(Name=told["Name"], Id=told["Id"], Scope=_SCOPE)
        if any(_samples(about["WebACL"])):
            yield (
                f"the firewall {told['Name']} keeps samples, with addresses and paths:"
                " deploy its stack again"
            )
        if _logs(client, told["ARN"]):
            yield (
                f"the firewall {told['Name']} writes a log, with addresses and paths:"
                " delete its logging configuration, and the log"
            )


def _samples(acl: dict[str, Any]) -> Iterator[bool]:
    for part in (acl, *acl["Rules"]):
        yield part["VisibilityConfig"]["SampledRequestsEnabled"]


def _logs(client: Any, arn: str) -> bool:
    try:
        client.get_logging_configuration(ResourceArn=arn)
    except ClientError as error:
        if error.response["Error"]["Code"] != "WAFNonexistentItemException":
            raise
        return False
    return True
