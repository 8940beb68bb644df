"""What the public side's role may do, tried with its own credentials: every table,
every verb."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.rehearsal.report import need
from infra.rehearsal.stacks import MAIL_DOMAIN, PREFIX, Installed

TABLES = ("forms", "codes", "answers", "casework")
PREFIXES = (
    *(
        "CODE#",
        "RECEIPT#",
        "ROUND#",
        "SCHOOL#",
        "PLACE#",
        "INBOX#",
        "ASKED#",
        "REFERRALS#",
    ),
    *("ALONG#", "OUTBOX#", "AUDIT#"),
)
"""How keys begin that somebody would be after; each call is tried with each."""
PUBLIC_MAY: dict[tuple[str, str], tuple[str, ...]] = {
    ("codes", "GetItem"): PREFIXES,
    ("codes", "TransactGet"): PREFIXES,
    ("codes", "TransactDelete"): PREFIXES,
    ("forms", "GetItem"): ("RECEIPT#", "ROUND#"),
    ("forms", "TransactGet"): ("RECEIPT#", "ROUND#"),
    ("forms", "TransactUpdate"): ("RECEIPT#",),
    ("forms", "TransactPut"): ("RECEIPT#",),
    ("answers", "TransactPut"): ("PLACE#", "INBOX#", "ASKED#", "ALONG#"),
}
"""And nothing else. TransactGet is GetItem by another name."""
_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedException"}

Call = Callable[[], Any]


def public(stacks: Installed) -> str:
    """Raises Failed, naming what the role may though it must not, or may not though it
    must."""
    key = stacks.engine.role_key(stacks.roles["public"])
    dynamodb = stacks.engine.client("dynamodb", key)
    tried = {
        (table, verb, prefix): _is_allowed(call)
        for table in TABLES
        for prefix in PREFIXES
        for verb, call in _verbs(dynamodb, f"{PREFIX}-{table}", f"{prefix}PROBE")
    }
    knows = _knows_leading_keys(stacks)
    # An engine that cannot tell keys apart lets through what it would for any of them.
    must = {(*call, prefix) for call, some in PUBLIC_MAY.items() for prefix in some}
    may = (
        must
        if knows
        else {(*call, prefix) for call in PUBLIC_MAY for prefix in PREFIXES}
    )
    allowed = {call for call, let in tried.items() if let}
    need(not allowed - may, f"the public role may {sorted(allowed - may)}")
    need(not must - allowed, f"the public role may not {sorted(must - allowed)}")
    others = dict(_others(stacks, key))
    let = [name for name, call in others.items() if _is_allowed(call)]
    need(not let, f"the public role may {let}")
    verbs = {(table, verb) for table, verb, _ in tried}
    told = "by key" if knows else "the engine does not tell keys apart: see tests/infra"
    return (
        f"{len(verbs)} of DynamoDB, each on {len(PREFIXES)} kinds of keys,"
        f" {len(others)} others tried, {len({call[:2] for call in allowed})} allowed;"
        f" {told}"
    )


def _knows_leading_keys(stacks: Installed) -> bool:
    """Whether the engine honours dynamodb:LeadingKeys, tried with a role that may reach
    no key."""
    iam = stacks.engine.client("iam")
    trust = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    may = {
        "Effect": "Allow",
        "Action": "dynamodb:GetItem",
        "Resource": "*",
        "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["NONE#*"]}},
    }
    made = iam.create_role(RoleName="probe", AssumeRolePolicyDocument=_policy(trust))
    iam.put_role_policy(
        RoleName="probe", PolicyName="probe", PolicyDocument=_policy(may)
    )
    dynamodb = stacks.engine.client(
        "dynamodb", stacks.engine.role_key(made["Role"]["Arn"])
    )
    key = {"pk": {"S": "PROBE"}, "sk": {"S": "PROBE"}}
    return not _is_allowed(
        lambda: dynamodb.get_item(TableName=f"{PREFIX}-forms", Key=key)
    )


def _policy(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _is_allowed(call: Call) -> bool:
    """Whatever else the service says of the probe, it was not forbidden."""
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"] not in _DENIED
    return True


def _verbs(dynamodb: Any, table: str, pk: str) -> Iterator[tuple[str, Call]]:
    key = {"pk": {"S": pk}, "sk": {"S": "PROBE"}}
    where = {"TableName": table, "Key": key}
    put = {"TableName": table, "Item": key}
    change = {
        **where,
        "UpdateExpression": "SET expires_at = :x",
        "ExpressionAttributeValues": {":x": {"S": "x"}},
    }
    query = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": pk}},
    }
    exists = {**where, "ConditionExpression": "attribute_exists(pk)"}
    yield "GetItem", lambda: dynamodb.get_item(**where)
    yield "Query", lambda: dynamodb.query(**query)
    yield "Scan", lambda: dynamodb.scan(TableName=table)
    yield "PutItem", lambda: dynamodb.put_item(**put)
    yield "PutItem returning", lambda: dynamodb.put_item(**put, ReturnValues="ALL_OLD")
    yield "UpdateItem", lambda: dynamodb.update_item(**change)
    yield "DeleteItem", lambda: dynamodb.delete_item(**where)
    yield (
        "BatchGet",
        lambda: dynamodb.batch_get_item(RequestItems={table: {"Keys": [key]}}),
    )
    yield (
        "BatchWrite",
        lambda: dynamodb.batch_write_item(
            RequestItems={table: [{"PutRequest": {"Item": key}}]}
        ),
    )
    yield (
        "TransactGet",
        lambda: dynamodb.transact_get_items(TransactItems=[{"Get": where}]),
    )
    # The condition never holds, of a row that is not there: what is allowed changes
    # nothing. Each names such attributes only as every row of ours may have.
    for verb, request in (
        ("Put", put | {"ConditionExpression": "attribute_exists(pk)"}),
        ("Update", change | {"ConditionExpression": "attribute_exists(pk)"}),
        ("Delete", exists),
        ("ConditionCheck", exists),
    ):
        yield (
            f"Transact{verb}",
            lambda verb=verb, request=request: dynamodb.transact_write_items(  # type: ignore[misc]
                TransactItems=[{verb: request}]
            ),
        )
    select = f"SELECT * FROM \"{table}\" WHERE pk='{pk}'"  # noqa: S608
    yield "PartiQL select", lambda: dynamodb.execute_statement(Statement=select)
    yield "DescribeTable", lambda: dynamodb.describe_table(TableName=table)
    yield "DescribeTTL", lambda: dynamodb.describe_time_to_live(TableName=table)
    yield (
        "UpdateTable",
        lambda: dynamodb.update_table(TableName=table, BillingMode="PAY_PER_REQUEST"),
    )
    yield "Tags", lambda: dynamodb.list_tags_of_resource(ResourceArn=table)


def _others(stacks: Installed, key: dict[str, str]) -> Iterator[tuple[str, Call]]:
    client = stacks.engine.client
    kms, ses = client("kms", key), client("sesv2", key)
    alias = f"alias/{PREFIX}-wrapping"
    yield "ListTables", lambda: client("dynamodb", key).list_tables()
    yield "kms:Encrypt", lambda: kms.encrypt(KeyId=alias, Plaintext=b"x")
    yield "kms:Decrypt", lambda: kms.decrypt(KeyId=alias, CiphertextBlob=b"x" * 60)
    yield (
        "kms:GenerateDataKey",
        lambda: kms.generate_data_key(KeyId=alias, KeySpec="AES_256"),
    )
    yield (
        "ses:SendEmail",
        lambda: ses.send_email(
            FromEmailAddress=f"ikke-svar@{MAIL_DOMAIN}",
            Destination={"ToAddresses": ["x@example.com"]},
            Content={
                "Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}
            },
        ),
    )
    yield (
        "secretsmanager:GetSecretValue of the audit log's",
        lambda: client("secretsmanager", key).get_secret_value(
            SecretId=f"{PREFIX}-audit"
        ),
    )
    yield "s3:ListBuckets", lambda: client("s3", key).list_buckets()
    yield "iam:ListRoles", lambda: client("iam", key).list_roles()
    yield (
        "lambda:Invoke",
        lambda: client("lambda", key).invoke(FunctionName=f"{PREFIX}-sweeper"),
    )
    yield "lambda:ListFunctions", lambda: client("lambda", key).list_functions()
    yield (
        "cloudformation:ListStacks",
        lambda: client("cloudformation", key).list_stacks(),
    )
    yield (
        "sts:AssumeRole of staff",
        lambda: client("sts", key).assume_role(
            RoleArn=stacks.roles["staff"], RoleSessionName="probe"
        ),
    )
