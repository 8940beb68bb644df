"""Who may read, copy and open what the data stack keeps, read from the template that
says so."""

import json
from fnmatch import fnmatchcase

import pytest

from infra import cfn
from tests.conftest import ROOT

TEMPLATE = cfn.load(ROOT / "infra" / "data.yaml")
RESOURCES = TEMPLATE["Resources"]
TABLES = ("FormsTable", "CodesTable", "AnswersTable", "CaseworkTable")
SECRETS = ("SecretOfCodes", "SecretOfTickets", "SecretOfReceipts", "SecretOfAudit")
ACCOUNT = "arn:aws:iam::123456789012:role/here/"
PUBLIC, STAFF, SWEEPER, BOUNCES, GLASS, ADMIN = (
    *(
        f"{ACCOUNT}{path}/one-role"
        for path in ("public", "staff", "sweeper", "bounces")
    ),
    f"{ACCOUNT}break-glass/data-BreakGlass",
    "arn:aws:iam::123456789012:role/Administrator",
)
EVERYBODY = (PUBLIC, STAFF, SWEEPER, BOUNCES, GLASS, ADMIN)
DYNAMODB = "dynamodb.amazonaws.com"
"""Itself, taking away what has expired."""


def written_out(value):
    """Each name as it would be in an account."""
    if isinstance(value, list):
        return [leaf for part in value for leaf in written_out(part)]
    text = value["Fn::Sub"] if isinstance(value, dict) else value
    for name, meant in (
        ("Prefix", "here"),
        ("AWS::Partition", "aws"),
        ("AWS::AccountId", "123456789012"),
    ):
        text = text.replace(f"${{{name}}}", meant)
    return [text]


def denies(statements, action, who, called_via=()):
    """Whether a statement of the resource's own policy refuses it: those we write are
    denials."""

    def holds(operator, name, wanted):
        values = written_out(wanted)
        if (operator, name) == ("ArnNotLike", "aws:PrincipalArn"):
            return not any(fnmatchcase(who, value) for value in values)
        if (operator, name) == ("Bool", "aws:PrincipalIsAWSService"):
            return values == [str(who == DYNAMODB).lower()]
        assert (operator, name) == ("ForAllValues:StringNotEquals", "aws:CalledVia")
        return not set(called_via) & set(values)

    assert {statement["Effect"] for statement in statements} == {"Deny"}
    assert {statement["Principal"] for statement in statements} == {"*"}
    return any(
        action
        in (
            statement["Action"]
            if isinstance(statement["Action"], list)
            else [statement["Action"]]
        )
        and all(
            holds(operator, name, wanted)
            for operator, values in statement.get("Condition", {}).items()
            for name, wanted in values.items()
        )
        for statement in statements
    )


def policy_of(table):
    return RESOURCES[table]["Properties"]["ResourcePolicy"]["PolicyDocument"][
        "Statement"
    ]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "action",
    [
        "RestoreTableToPointInTime",
        "ExportTableToPointInTime",
        "CreateBackup",
        "EnableKinesisStreamingDestination",
        "UpdateContributorInsights",
    ],
)
def test_nobody_copies_a_table_as_it_was_but_by_breaking_the_glass(table, action):
    refused = {
        who for who in EVERYBODY if denies(policy_of(table), f"dynamodb:{action}", who)
    }
    assert refused == set(EVERYBODY) - {GLASS}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("action", ["UpdateTable", "UpdateContinuousBackups"])
def test_a_stream_or_recovery_is_turned_on_in_the_template_or_by_breaking_the_glass(
    table, action
):
    asked = policy_of(table), f"dynamodb:{action}"
    assert denies(*asked, ADMIN)
    assert denies(*asked, ADMIN, ("athena.amazonaws.com",))
    assert not denies(*asked, ADMIN, ("cloudformation.amazonaws.com",))
    assert not denies(*asked, GLASS)


def test_the_doors_alone_read_a_code_and_nobody_lists_them():
    """Writing reads too: by what it returns, and by whether its condition held."""
    statements = policy_of("CodesTable")
    reading = ("GetItem", "BatchGetItem", "ConditionCheckItem")
    for action in (*reading, "BatchWriteItem", "DeleteItem", "PutItem", "UpdateItem"):
        refused = {
            who for who in EVERYBODY if denies(statements, f"dynamodb:{action}", who)
        }
        assert refused == set(EVERYBODY) - {PUBLIC, STAFF}, action
    for action in ("Query", "Scan"):
        assert all(denies(statements, f"dynamodb:{action}", who) for who in EVERYBODY)
    for action in ("DescribeTable", "UpdateTimeToLive"):
        assert not any(
            denies(statements, f"dynamodb:{action}", who) for who in EVERYBODY
        )


def test_codes_that_have_expired_are_still_taken_away():
    assert not denies(policy_of("CodesTable"), "dynamodb:DeleteItem", DYNAMODB)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("verb", ["Select", "Insert", "Update", "Delete"])
def test_nobody_reads_or_writes_by_partiql_where_no_other_rule_holds(table, verb):
    """Its actions are its own: neither Query nor GetItem, and bound to no transaction
    of ours."""
    asked = f"dynamodb:PartiQL{verb}"
    assert all(denies(policy_of(table), asked, who) for who in EVERYBODY)


@pytest.mark.parametrize("table", TABLES)
def test_each_policy_names_the_very_table_it_stands_on(table):
    name = RESOURCES[table]["Properties"]["TableName"]["Fn::Sub"]
    for statement in policy_of(table):
        assert statement["Resource"]["Fn::Sub"].endswith(f":table/{name}")


@pytest.mark.parametrize(
    ("secret", "readers"),
    [
        ("SecretOfCodes", {PUBLIC, STAFF}),
        ("SecretOfTickets", {PUBLIC}),
        ("SecretOfReceipts", {PUBLIC}),
        ("SecretOfAudit", {STAFF, SWEEPER, BOUNCES, GLASS}),
    ],
)
def test_nobody_reads_a_secret_but_those_who_need_it(secret, readers):
    policy = RESOURCES[f"{secret}ForWhom"]["Properties"]
    assert policy["SecretId"] == {"Ref": secret}
    statements = policy["ResourcePolicy"]["Statement"]
    asked = "secretsmanager:GetSecretValue"
    assert {who for who in EVERYBODY if not denies(statements, asked, who)} == readers


def test_there_is_a_secret_for_each_use():
    from chalicelib.crypto.secret_keys import Secret

    names = {RESOURCES[secret]["Properties"]["Name"]["Fn::Sub"] for secret in SECRETS}
    assert names == {f"${{Prefix}}-{secret}" for secret in Secret}


def test_the_key_policy_names_who_may_decrypt():
    looks_after, opens = RESOURCES["WrappingKey"]["Properties"]["KeyPolicy"][
        "Statement"
    ]
    assert opens["Action"] == ["kms:Decrypt", "kms:Encrypt"]
    (who,) = written_out(opens["Condition"]["ArnLike"]["aws:PrincipalArn"])
    assert {role for role in EVERYBODY if fnmatchcase(role, who)} == {STAFF}
    using = ("Decrypt", "Encrypt", "ReEncrypt", "GenerateDataKey", "CreateGrant", "*")
    assert not [verb for verb in looks_after["Action"] if verb.endswith(using)]
    assert "kms:PutKeyPolicy" in looks_after["Action"], (
        "else nobody could ever change it"
    )


def test_what_is_kept_of_the_audit_logs_is_locked():
    bucket = RESOURCES["AuditHeads"]["Properties"]
    rule = bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert bucket["ObjectLockEnabled"] is True
    assert rule == {"Mode": "COMPLIANCE", "Days": {"Ref": "HeadDays"}}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}


def test_a_first_deployment_that_fails_leaves_nothing_with_a_name_in_the_way():
    """Deletion protection would stop its undoing: the tables are made when all else is
    there."""
    for name, resource in RESOURCES.items():
        policy = resource.get("DeletionPolicy")
        if name in TABLES:
            assert (policy, resource["UpdateReplacePolicy"]) == ("Retain", "Retain"), (
                name
            )
            waits = set(resource["DependsOn"])
            assert {
                "Alarms",
                "MailEvents",
                "AuditHeadsPolicy",
                "SecretOfAuditForWhom",
            } <= waits
        else:
            assert policy in (None, "RetainExceptOnCreate"), name


def test_mail_is_ours_by_dkim_spf_and_dmarc_and_each_record_is_printed():
    told = [
        TEMPLATE["Outputs"][f"DnsRecord{number}"]["Value"] for number in range(1, 7)
    ]
    texts = [next(iter(output.values())) for output in told]
    assert [text.split(" ")[1] for text in texts] == ["CNAME"] * 3 + [
        "MX",
        "TXT",
        "TXT",
    ]
    identity = RESOURCES["MailIdentity"]["Properties"]
    subdomain = identity["MailFromAttributes"]["MailFromDomain"]["Fn::Sub"]
    assert texts[3].startswith(f"{subdomain} MX 10 feedback-smtp.")
    assert texts[4].startswith(f'{subdomain} TXT "v=spf1 include:amazonses.com')
    assert texts[5].startswith('_dmarc.${MailDomain} TXT "v=DMARC1;')


def test_ses_keeps_our_own_list_of_addresses_that_do_not_exist():
    options = RESOURCES["MailConfiguration"]["Properties"]["SuppressionOptions"]
    assert options == {"SuppressedReasons": ["BOUNCE"]}


def test_no_secret_stands_in_the_template():
    assert "resolve:" not in json.dumps(TEMPLATE)
