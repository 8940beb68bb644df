import pytest

from infra import cfn
from infra.tables import create_tables, table_names
from tests.conftest import ROOT

RESOURCES = cfn.load(ROOT / "infra" / "data.yaml")["Resources"]


def test_the_template_is_clean():
    from cfnlint.api import lint_file

    assert lint_file(ROOT / "infra" / "data.yaml") == []


def test_four_tables_by_trust_boundary():
    assert table_names("x") == {
        "forms": "x-forms",
        "codes": "x-codes",
        "answers": "x-answers",
        "casework": "x-casework",
    }


def test_making_the_tables_again_changes_nothing(aws):
    dynamodb = aws("dynamodb")
    before = dynamodb.list_tables()["TableNames"]
    create_tables(dynamodb, "test")
    assert dynamodb.list_tables()["TableNames"] == before
    assert set(before) == set(table_names("test").values())


def test_the_due_index_is_sparse_and_holds_keys_only(aws):
    dynamodb = aws("dynamodb")
    waiting = {
        "pk": {"S": "a"},
        "sk": {"S": "1"},
        "due_shard": {"S": "0"},
        "due_at": {"S": "t"},
    }
    for item in (waiting | {"other": {"S": "x"}}, {"pk": {"S": "b"}, "sk": {"S": "1"}}):
        dynamodb.put_item(TableName="test-answers", Item=item)
    found = dynamodb.query(
        TableName="test-answers",
        IndexName="due",
        KeyConditionExpression="due_shard = :s",
        ExpressionAttributeValues={":s": {"S": "0"}},
    )["Items"]
    assert found == [waiting]


@pytest.mark.parametrize(
    ("table", "recovers"),
    [
        ("FormsTable", True),
        ("CodesTable", False),
        ("AnswersTable", True),
        ("CaseworkTable", True),
    ],
)
def test_tables_outlive_mistakes_and_the_codes_keep_no_copy_over_time(table, recovers):
    resource = RESOURCES[table]
    properties = resource["Properties"]
    assert properties["DeletionProtectionEnabled"] is True
    recovery = properties["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": recovers}
    assert "StreamSpecification" not in properties
    assert properties["TimeToLiveSpecification"] == {
        "AttributeName": "expires_at",
        "Enabled": True,
    }
