"""What each role may do in AWS, read from the files that say so."""

import json
import re

import pytest

from chalicelib.items import handling_store
from tests import roles
from tests.conftest import PREFIX, ROOT

TRANSACTION = {
    "ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}
}
PUT_OR_UPDATE = {"dynamodb:PutItem", "dynamodb:UpdateItem"}
ROLES = ["public", "staff", "sweeper", "bounces", "archive"]


def statements(role):
    return json.loads((ROOT / ".chalice" / f"policy-{role}.json").read_text())[
        "Statement"
    ]


def allowed(role):
    """Each action with each resource's last word: forms, answers, index/due, casework
    ..."""
    return {
        (action, resource)
        for statement in statements(role)
        if statement["Effect"] == "Allow"
        for action in statement["Action"]
        for resource in resources(statement)
    }


def resources(statement):
    targets = statement["Resource"]
    named = [
        json.dumps(target)
        for target in (targets if isinstance(targets, list) else [targets])
    ]
    return [target.rpartition("${Prefix}-")[2].rstrip('}"') for target in named]


def config():
    return json.loads((ROOT / ".chalice" / "config.json").read_text())


def test_every_function_has_a_policy_of_its_own():
    stages = config()["stages"]
    assert config()["autogen_policy"] is False
    assert {
        name: stage["environment_variables"]["APP_SIDE"]
        for name, stage in stages.items()
    } == {
        "public": "public",
        "staff": "staff",
        "archive": "archive",
    }
    named = {stage["iam_policy_file"] for stage in stages.values()}
    named |= {
        lambda_function["iam_policy_file"]
        for lambda_function in stages["staff"]["lambda_functions"].values()
    }
    assert named == {f"policy-{role}.json" for role in ROLES}


def test_the_public_side_writes_only_inside_a_transaction():
    for statement in statements("public"):
        if any(
            "Item" in action and "Get" not in action for action in statement["Action"]
        ):
            assert TRANSACTION.items() <= statement["Condition"].items()


def test_the_public_side_names_nothing_that_only_the_staff_side_writes():
    """Neither in a row nor in a condition, which would tell it what stands there."""
    writing = [
        statement
        for statement in statements("public")
        if set(statement["Action"]) & PUT_OR_UPDATE
    ]
    assert len(writing) == 5
    for statement in writing:
        named = set(
            statement["Condition"]["ForAllValues:StringEquals"]["dynamodb:Attributes"]
        )
        assert {"pk", "sk"} <= named
        assert not named & {*handling_store.HANDLED, "news_at", "read", "followed"}
        assert not [target for target in named if "*" in target]


@pytest.mark.parametrize("name", sorted({*handling_store.HANDLED, "news_at"}))
def test_the_public_side_may_not_ask_what_was_done(name):
    key = {"pk": {"S": "INBOX#SCHAAA"}, "sk": {"S": f"FLAG#{name}"}}
    put = {"TableName": f"{PREFIX}-answers", "Item": key}
    asks = {
        "ConditionExpression": "begins_with(#asked, :start)",
        "ExpressionAttributeNames": {"#asked": name},
        "ExpressionAttributeValues": {":start": {"S": "2.0"}},
    }
    plainly = {"ConditionExpression": f"attribute_exists(pk) AND {name}.x[0] > :start"}
    rows = [put | asks, put | plainly, {**put, "Item": {**key, name: {"S": "x"}}}]
    assert may_write("public", put)
    assert not [row for row in rows if may_write("public", row)]


def may_write(role, put):
    (call,) = roles.calls("TransactWriteItems", {"TransactItems": [{"Put": put}]})
    return roles.may(statements(role), call)


@pytest.mark.parametrize("role", ROLES)
def test_no_role_speaks_partiql_which_knows_none_of_these_limits(role):
    assert not [action for action, _ in allowed(role) if "PartiQL" in action]


def test_the_staff_role_changes_no_audit_entry_in_any_language():
    (grows,) = [
        statement
        for statement in statements("staff")
        if statement["Sid"] == "TheAuditLogOnlyGrows"
    ]
    changing = {"DeleteItem", "UpdateItem", "PartiQLDelete", "PartiQLUpdate"}
    assert set(grows["Action"]) == {f"dynamodb:{verb}" for verb in changing}


def test_a_key_is_unwrapped_by_its_name_only():
    """KMS must be told which key it is about: a wrapped one cannot pass for another."""
    (statement,) = [s for s in statements("staff") if "kms:Decrypt" in s["Action"]]
    assert statement["Condition"] == {
        "ForAnyValue:StringEquals": {"kms:EncryptionContextKeys": ["key"]}
    }
    source = (ROOT / "chalicelib/crypto/sealing.py").read_text()
    assert (
        source.count('"EncryptionContext": {"key": name}') == source.count('"kms"') == 1
    )


def test_the_public_side_cannot_read_an_answer_a_case_or_a_key():
    assert {
        granted for granted in allowed("public") if granted[0].startswith("dynamodb:")
    } == {
        ("dynamodb:GetItem", "codes"),
        ("dynamodb:DeleteItem", "codes"),
        ("dynamodb:GetItem", "forms"),
        ("dynamodb:UpdateItem", "forms"),
        ("dynamodb:PutItem", "forms"),
        ("dynamodb:PutItem", "answers"),
    }


@pytest.mark.parametrize(
    ("role", "secrets"),
    [
        ("public", {"codes", "tickets", "receipts"}),
        ("staff", {"codes", "audit", "feide"}),
        ("sweeper", {"audit"}),
        ("bounces", {"audit"}),
    ],
)
def test_each_role_reads_its_own_secrets_and_the_public_one_never_the_logs(
    role, secrets
):
    read = {
        name
        for action, name in allowed(role)
        if action == "secretsmanager:GetSecretValue"
    }
    assert {name.partition("-")[0] for name in read} == secrets
    assert all(re.fullmatch(r"feide-\*|[a-z]+-\?{6}", name) for name in read)


def test_beside_tables_secrets_and_logs_the_public_role_may_do_nothing():
    services = {action.partition(":")[0] for action, _ in allowed("public")}
    assert services == {"dynamodb", "logs", "secretsmanager"}


@pytest.mark.parametrize("role", ["sweeper", "bounces"])
def test_what_no_person_asked_for_opens_nothing_that_is_sealed(role):
    assert not [action for action, _ in allowed(role) if action.startswith("kms:")]


def test_what_hears_of_bounces_sees_mails_and_accounts_and_sends_nothing():
    assert {
        granted for granted in allowed("bounces") if granted[0].startswith("dynamodb:")
    } == {
        ("dynamodb:GetItem", "answers"),
        ("dynamodb:PutItem", "answers"),
        ("dynamodb:UpdateItem", "answers"),
        ("dynamodb:GetItem", "casework"),
        ("dynamodb:Query", "casework"),
        ("dynamodb:PutItem", "casework"),
        ("dynamodb:UpdateItem", "casework"),
    }
    for statement in statements("bounces"):
        if "Condition" not in statement:
            assert statement["Sid"] in ("LogsHoldReferencesOnly", "ReadItsOwnSecrets")
            continue
        keys = set(
            statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        )
        whole = (
            {"OUTBOX#*"}
            if resources(statement) == ["answers"]
            else {"AUDIT#*", "BODY#*", "EMAIL#*"}
        )
        assert keys <= whole
        if set(statement["Action"]) & {"dynamodb:PutItem", "dynamodb:UpdateItem"}:
            assert TRANSACTION.items() <= statement["Condition"].items()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_may_do_everything_or_scan(role):
    for statement in statements(role):
        if statement["Action"] == ["ses:DeleteSuppressedDestination"]:
            assert statement["Resource"] == "*"  # SES knows no resource for it
            continue
        # Every name ends with the installation's prefix and one table, key or group.
        assert "${Prefix}" in json.dumps(statement["Resource"])
        assert "table/*" not in json.dumps(statement["Resource"])
    for action, resource in allowed(role):
        assert "*" not in action
        assert action != "dynamodb:Scan"
        assert resource != "*" or action == "ses:DeleteSuppressedDestination"


def test_the_clock_changes_rounds_and_says_that_it_ran_and_nothing_else_there():
    writing = [
        statement
        for statement in statements("sweeper")
        if resources(statement) == ["forms"]
        and statement["Action"] != ["dynamodb:GetItem", "dynamodb:Query"]
    ]
    assert [
        (
            statement["Action"],
            statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"],
        )
        for statement in writing
    ] == [
        (["dynamodb:UpdateItem"], ["ROUND#*"]),
        (["dynamodb:PutItem"], ["STATUS#*"]),
    ]


def test_what_sets_copies_may_write_its_own_log_and_nothing_else():
    assert {action for action, _ in allowed("archive")} == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }
    (statement,) = statements("archive")
    assert ":/aws/lambda/${Prefix}-archive:*" in json.dumps(statement["Resource"])


def test_the_staffs_door_calls_what_sets_copies_and_nobody_calls_anything_else():
    may = {
        (role, name)
        for role in ROLES
        for action, name in allowed(role)
        if action.startswith("lambda:")
    }
    assert may == {("staff", "archive")}
