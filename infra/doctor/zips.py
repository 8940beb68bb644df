"""The bucket from which code is deployed: whoever may put a zip there decides what
runs."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.doctor.patient import Patient

_NOT_THERE = {
    "NoSuchBucketPolicy",
    "NoSuchPublicAccessBlockConfiguration",
    "ServerSideEncryptionConfigurationNotFoundError",
}
_AGAIN = "deploy infra/zips.yaml again"


def bucket(patient: Patient) -> Iterator[str]:
    """What its template gave it still stands."""
    account = patient.client("sts").get_caller_identity()["Account"]
    name = f"{patient.prefix}-zips-{account}"
    s3 = patient.client("s3")
    try:
        versioned = s3.get_bucket_versioning(Bucket=name).get("Status") == "Enabled"
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchBucket":
            raise
        yield f"there is no bucket {name}: deploy infra/zips.yaml, and use its bucket"
        return
    if not versioned:
        yield f"{name} keeps no earlier versions: {_AGAIN}"
    if not _encrypted(s3, name):
        yield f"{name} is not encrypted: {_AGAIN}"
    if not _closed(s3, name):
        yield f"{name} may be opened to everybody: {_AGAIN}"
    for missing in sorted(_WANTED - _refused(s3, name)):
        yield f"{name} does not refuse {missing}: {_AGAIN}"


def _encrypted(s3: Any, name: str) -> bool:
    told = _asked(lambda: s3.get_bucket_encryption(Bucket=name))
    return bool(told.get("ServerSideEncryptionConfiguration", {}).get("Rules"))


def _closed(s3: Any, name: str) -> bool:
    told = _asked(lambda: s3.get_public_access_block(Bucket=name))
    blocks = told.get("PublicAccessBlockConfiguration", {})
    return bool(blocks) and all(blocks.values())


_WANTED = {
    "what does not come by TLS",
    "a zip of somebody who does not deploy",
    "that a version is taken away",
}


def _refused(s3: Any, name: str) -> set[str]:
    policy = _asked(lambda: s3.get_bucket_policy(Bucket=name)).get("Policy", "{}")
    said = json.loads(policy).get("Statement", [])
    return {
        what
        for statement in said
        if statement["Effect"] == "Deny" and statement["Principal"] == "*"
        for what in _what(statement)
    }


def _what(statement: dict[str, Any]) -> Iterator[str]:
    actions, when = statement["Action"], statement.get("Condition", {})
    if actions == "s3:*" and when == {"Bool": {"aws:SecureTransport": "false"}}:
        yield "what does not come by TLS"
    allowed = when.get("ArnNotLike", {}).get("aws:PrincipalArn", "*")
    named = [allowed] if isinstance(allowed, str) else allowed
    if "s3:PutObject" in actions and not any("*" in arn for arn in named):
        yield "a zip of somebody who does not deploy"
    if "s3:DeleteObjectVersion" in actions and not when:
        yield "that a version is taken away"


def _asked(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Nothing where nothing is set."""
    try:
        return ask()
    except ClientError as error:
        if error.response["Error"]["Code"] not in _NOT_THERE:
            raise
        return {}
