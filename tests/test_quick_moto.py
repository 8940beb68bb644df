"""The quicker moto says what moto says, and a transaction it refuses leaves nothing."""

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from chalicelib.core.aws import client
from infra.tables import create_tables, table_names
from tests.conftest import PREFIX
from tests.quick_moto import kept, quick
from tests.rows import all_rows

TABLE = table_names(PREFIX)["answers"]
NOT_THERE = "attribute_not_exists(pk)"


def row(pk, sk, **more):
    return {"pk": {"S": pk}, "sk": {"S": sk}, **more}


def put(pk, sk, condition=NOT_THERE, **more):
    asked = {"ConditionExpression": condition} if condition else {}
    return {"Put": {"TableName": TABLE, "Item": row(pk, sk, **more), **asked}}


def update(pk, sk, change, condition="attribute_exists(pk)", **values):
    named = {f":{name}": value for name, value in values.items()}
    asked = {"UpdateExpression": change, "ConditionExpression": condition}
    asked |= {"ExpressionAttributeValues": named} if named else {}
    return {"Update": {"TableName": TABLE, "Key": row(pk, sk), **asked}}


def delete(pk, sk):
    return {"Delete": {"TableName": TABLE, "Key": row(pk, sk)}}


def stands(pk, sk, condition):
    asked = {"TableName": TABLE, "Key": row(pk, sk), "ConditionExpression": condition}
    return {"ConditionCheck": asked}


DUE = {"due_shard": {"S": "DUE#1"}, "due_at": {"S": "2026-11-24"}}
DEEP = {"M": {"B": {"S": "a name"}, "deep": {"L": [{"B": b"\xfe"}, {"M": {}}]}}}
HELD = {
    "sealed": {"B": b"\x00\xff" * 9},
    "sealed_set": {"BS": [b"a", b"\xff"]},
    "words": {"SS": ["one", "two"]},
    "many": {"N": "7"},
    "is": {"BOOL": True},
    "none": {"NULL": True},
    "held": DEEP,
}
ASKED = [
    (
        "transact_write_items",
        {"TransactItems": [put("a", "1", **HELD), put("a", "2", **DUE)]},
    ),
    (
        "transact_write_items",
        {"TransactItems": [put("a", "3", **DUE), put("b", "1", **HELD)]},
    ),
    ("transact_write_items", {"TransactItems": [put("c", "1"), put("a", "1")]}),
    (
        "transact_write_items",
        {"TransactItems": [put("c", "1"), put("c", "1", condition="")]},
    ),
    (
        "transact_write_items",
        {
            "TransactItems": [
                put("b", "2", condition=""),
                update("a", "1", "SET h = :h", h=DEEP),
            ]
        },
    ),
    ("get_item", {"TableName": TABLE, "Key": row("a", "1")}),
    (
        "get_item",
        {
            "TableName": TABLE,
            "Key": row("a", "1"),
            "ProjectionExpression": "sealed, held",
        },
    ),
    ("get_item", {"TableName": TABLE, "Key": row("nobody", "1")}),
    ("get_item", {"TableName": "no-such-table", "Key": row("a", "1")}),
    ("put_item", {"TableName": TABLE, "Item": row("d", "1", **HELD)}),
    (
        "put_item",
        {"TableName": TABLE, "Item": row("d", "1"), "ConditionExpression": NOT_THERE},
    ),
    ("put_item", {"TableName": TABLE, "Item": row("", "1")}),
    ("put_item", {"TableName": TABLE, "Item": row("h", "1", w={"S": "x" * 404_990})}),
    ("put_item", {"TableName": TABLE, "Item": row("h", "2", w={"S": "x" * 405_001})}),
    *(
        (
            "put_item",
            {
                "TableName": TABLE,
                "Item": row("d", "1", **HELD),
                "ConditionExpression": "#m = :n OR (begins_with(#w, :n) AND #m > :n)",
                "ExpressionAttributeNames": {"#m": name, "#w": "words"},
                "ExpressionAttributeValues": {":n": wanted},
            },
        )
        for name in ("many", "is")
        for wanted in ({"N": "7"}, {"N": "8"}, {"S": "7"}, {"BOOL": True}, {"N": "7"})
    ),
    (
        "delete_item",
        {"TableName": TABLE, "Key": row("d", "1"), "ReturnValues": "ALL_OLD"},
    ),
    (
        "update_item",
        {
            "TableName": TABLE,
            "Key": row("b", "1"),
            "UpdateExpression": "ADD #m :one REMOVE words",
            "ExpressionAttributeNames": {"#m": "many"},
            "ExpressionAttributeValues": {":one": {"N": "1"}},
            "ReturnValues": "ALL_NEW",
        },
    ),
    *(
        (
            "query",
            {
                "TableName": TABLE,
                "KeyConditionExpression": "pk = :pk" + more,
                "ExpressionAttributeValues": {":pk": {"S": pk}, **values},
                **named,
            },
        )
        for pk, more, values, named in (
            ("a", "", {}, {}),
            ("nobody", "", {}, {}),
            ("a", "", {}, {"Limit": 2}),
            (
                "a",
                "",
                {},
                {"ExclusiveStartKey": row("a", "1"), "ScanIndexForward": True},
            ),
            ("a", "", {}, {"ScanIndexForward": False, "Select": "COUNT"}),
            ("a", " AND sk >= :from", {":from": {"S": "2"}}, {}),
            ("a", " AND begins_with(sk, :from)", {":from": {"S": "3"}}, {}),
            ("a", "", {":n": {"N": "7"}}, {"FilterExpression": "many = :n"}),
        )
    ),
    *(
        (
            "query",
            {
                "TableName": TABLE,
                "IndexName": "due",
                "KeyConditionExpression": "due_shard = :s AND due_at <= :until",
                "ExpressionAttributeValues": {
                    ":s": {"S": shard},
                    ":until": {"S": "2027"},
                },
                **more,
            },
        )
        for shard in ("DUE#1", "DUE#2")
        for more in ({}, {"Limit": 1})
    ),
    ("scan", {"TableName": TABLE}),
    ("scan", {"TableName": TABLE, "Limit": 2}),
    (
        "batch_get_item",
        {"RequestItems": {TABLE: {"Keys": [row("a", "1"), row("no", "1")]}}},
    ),
]


def answers(dynamodb):
    """What each call of ``ASKED`` gave, or how it was refused, from an AWS of its
    own."""
    found = []
    with mock_aws():
        create_tables(dynamodb, PREFIX)
        for operation, asked in ASKED:
            try:
                answer = getattr(dynamodb, operation)(**asked)
            except ClientError as refused:
                answer = {**refused.response, "refused": type(refused).__name__}
            answer["ResponseMetadata"] = answer["ResponseMetadata"]["HTTPStatusCode"]
            found.append((operation, answer))
    return found


@pytest.fixture
def dynamodb(environment):
    return client("dynamodb")


def test_it_says_word_for_word_what_moto_says_as_it_comes(dynamodb):
    as_it_comes = answers(dynamodb)
    with quick(dynamodb):
        quicker = answers(dynamodb)
    assert quicker == as_it_comes
    assert {answer.get("refused") for _, answer in as_it_comes} == {
        None,
        "ClientError",
        "ConditionalCheckFailedException",
        "ResourceNotFoundException",
        "TransactionCanceledException",
    }


REFUSED = stands("a", "2", NOT_THERE)


@pytest.mark.parametrize(
    "writes",
    [
        [put("a", "1", condition=""), REFUSED],
        [update("a", "1", "SET words = :w REMOVE sealed", w={"S": "new"}), REFUSED],
        [update("a", "1", "SET held.deep = :w", w={"S": "new"}), REFUSED],
        [update("new", "1", "SET words = :w", NOT_THERE, w={"S": ""}), REFUSED],
        [delete("a", "1"), put("new", "1", **HELD), REFUSED],
        [delete("a", "1"), put("a", "3"), put("a", "3")],
        [
            update("a", "1", "SET words = :w", w={"S": "new"}),
            update("a", "2", "SET pk = sk"),
        ],
    ],
)
def test_a_transaction_that_is_refused_leaves_nothing(aws, writes):
    standing = [put("a", "1", **HELD), put("a", "2", **DUE), put("b", "1", **HELD)]
    aws("dynamodb").transact_write_items(TransactItems=standing)
    before = all_rows()
    with pytest.raises(ClientError):
        aws("dynamodb").transact_write_items(TransactItems=writes)
    assert all_rows() == before


def test_nothing_that_was_handed_out_changes_what_stands(aws):
    aws("dynamodb").transact_write_items(TransactItems=[put("a", "1", **HELD)])
    asked = {"TableName": TABLE, "Key": row("a", "1")}
    given = aws("dynamodb").get_item(**asked)["Item"]
    given["words"]["SS"].append("three")
    given["held"]["M"]["deep"]["L"].clear()
    assert aws("dynamodb").get_item(**asked)["Item"] == row("a", "1", **HELD)


def test_what_is_kept_comes_back_as_it_was_made(aws):
    def make():
        aws("dynamodb").transact_write_items(TransactItems=[put("a", "1", **HELD)])
        return "made"

    first = kept(("a row",), make), all_rows()
    for _ in range(2):
        aws("dynamodb").transact_write_items(
            TransactItems=[update("a", "1", "SET words = :w", w={"S": "new"})]
        )
        assert all_rows() != first[1]
        aws("dynamodb").transact_write_items(TransactItems=[delete("a", "1")])
        assert (
            kept(("a row",), lambda: pytest.fail("made again")),
            all_rows(),
        ) == first


def test_what_is_wanted_among_other_rows_is_made_there(aws):
    aws("dynamodb").transact_write_items(TransactItems=[put("b", "1")])
    assert [kept(("among others",), iter([number]).__next__) for number in (1, 2)] == [
        1,
        2,
    ]
