"""Who may check that what runs is the published code, and what they see: how things are
set up, and nothing that anybody wrote."""

import re

import pytest

from infra import cfn
from tests.conftest import ROOT

TEMPLATE = cfn.load(ROOT / "infra" / "data.yaml")
ROLE = TEMPLATE["Resources"]["Verifier"]
STATEMENTS = ROLE["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]


def actions():
    return {
        action
        for statement in STATEMENTS
        for action in (
            [statement["Action"]]
            if isinstance(statement["Action"], str)
            else statement["Action"]
        )
    }


def test_who_is_named_may_see_how_it_is_set_up():
    (trust,) = ROLE["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"AWS": {"Ref": "Verifiers"}}
    assert trust["Action"] == "sts:AssumeRole"


def test_where_nobody_is_named_there_is_no_such_role():
    assert TEMPLATE["Parameters"]["Verifiers"]["Default"] == ""
    assert ROLE["Condition"] == "HasVerifiers"
    assert TEMPLATE["Conditions"]["HasVerifiers"] == {
        "Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", {"Ref": "Verifiers"}]}, ""]}]
    }


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("", True),
        ("arn:aws:iam::123456789012:root", True),
        ("arn:aws:iam::123456789012:role/tilsyn", True),
        ("*", False),
        ("arn:aws:iam::123456789012:*", False),
        ("kommune@example.no", False),
    ],
)
def test_everybody_is_nobody_to_name(name, fits):
    pattern = TEMPLATE["Parameters"]["Verifiers"]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, name)) == fits


def test_it_looks_and_changes_nothing():
    assert all(re.match(r"[a-z0-9]+:(GET$|Get|List|Describe)", a) for a in actions())
    assert {statement["Effect"] for statement in STATEMENTS} == {"Allow"}


def test_nothing_that_anybody_wrote_can_be_read_with_it():
    """Each by its own name: one that is added is thought about here."""
    told = {action for action in actions() if re.search(r":(Get|GET)", action)}
    assert told == {
        "apigateway:GET",
        "cloudformation:GetTemplate",
        "dynamodb:GetResourcePolicy",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "kms:GetKeyPolicy",
        "lambda:GetFunctionConfiguration",
        "lambda:GetFunctionUrlConfig",
        "lambda:GetPolicy",
        "s3:GetBucketPolicy",
        "secretsmanager:GetResourcePolicy",
    }


def test_neither_key_nor_secret_knows_its_path():
    path = ROLE["Properties"]["Path"]["Fn::Sub"]
    assert path == "/${Prefix}/verifier/"
    others = {
        name: resource
        for name, resource in TEMPLATE["Resources"].items()
        if name != "Verifier"
    }
    assert "/verifier/" not in str(others)
