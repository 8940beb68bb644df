"""Which rows each role may read and write, by what their keys begin with."""

import json

import pytest

from tests.conftest import ROOT


def statements(role):
    return json.loads((ROOT / ".chalice" / f"policy-{role}.json").read_text())[
        "Statement"
    ]


def resources(statement):
    targets = statement["Resource"]
    named = [
        json.dumps(target)
        for target in (targets if isinstance(targets, list) else [targets])
    ]
    return [target.rpartition("${Prefix}-")[2].rstrip('}"') for target in named]


KEYS = (
    *(
        "CODE#",
        "RECEIPT#",
        "ROUND#",
        "SCHOOL#",
        "BODY#",
        "PLACE#",
        "INBOX#",
        "OUTBOX#",
        "ASKED#",
    ),
    *(
        "DRAFTS#",
        "SENT#",
        "REFERRALS#",
        "HELD#",
        "CHECK#",
        "EXPIRY#",
        "OPENING#",
        "AUDIT#",
        "KEY#",
        "RECOVERY#",
    ),
    *("ALONG#", "CASES#", "CASE#", "WORD#", "REPLY#", "REPLIES#", "STATUS#"),
)
EACH = frozenset(KEYS)


def may(role, verb, table):
    """How the keys begin that the role may do it to: what no engine on this machine
    evaluates."""
    let, forbidden = set(), set()
    for statement in statements(role):
        if f"dynamodb:{verb}" in statement["Action"] and table in resources(statement):
            conditions = statement.get("Condition", {})
            patterns = [
                pattern
                for operator, values in conditions.items()
                if operator.endswith(":StringLike")
                for pattern in values["dynamodb:LeadingKeys"]
            ]
            meant = {key for key in KEYS if f"{key}*" in patterns} if patterns else EACH
            (forbidden if statement["Effect"] == "Deny" else let).update(meant)
    return let - forbidden


@pytest.mark.parametrize(
    ("role", "verb", "table", "keys"),
    [
        ("public", "DeleteItem", "codes", EACH),
        ("public", "UpdateItem", "forms", {"RECEIPT#"}),
        ("public", "PutItem", "forms", {"RECEIPT#"}),
        ("public", "PutItem", "answers", {"PLACE#", "INBOX#", "ASKED#", "ALONG#"}),
        (
            *("public", "GetItem", "forms"),
            {"ROUND#", "RECEIPT#", "WORD#", "REPLY#", "STATUS#"},
        ),
        ("public", "GetItem", "codes", EACH),
        ("staff", "GetItem", "codes", EACH),
        ("staff", "Query", "codes", set()),
        ("sweeper", "GetItem", "codes", set()),
        ("staff", "PutItem", "casework", EACH),
        ("staff", "UpdateItem", "casework", EACH - {"AUDIT#"}),
        ("staff", "DeleteItem", "casework", EACH - {"AUDIT#"}),
        ("sweeper", "PutItem", "casework", {"AUDIT#", "CASE#"}),
        ("sweeper", "UpdateItem", "casework", {"BODY#", "CASES#"}),
        ("sweeper", "DeleteItem", "casework", set()),
        ("sweeper", "PutItem", "forms", {"STATUS#"}),
        ("staff", "PutItem", "forms", EACH),
    ],
)
def test_which_rows_each_role_may_read_and_write(role, verb, table, keys):
    assert may(role, verb, table) == keys
