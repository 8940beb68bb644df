"""Rows as a taken-over public side puts them: by boto3, past all our code."""

import json
from datetime import timedelta

from chalicelib.core.aws import client
from chalicelib.storage.codec import encode, epoch, stamp
from infra.tables import table_names
from tests.cast import (
    NOW,
)
from tests.conftest import PREFIX, ROOT

DUE = stamp(NOW - timedelta(hours=1))
ID = "FRGD" * 5
EVIL = "http://evil.example/"


def public_prefixes():
    """Where the public role may put a row of ``answers``, from the file that says so."""
    policy = json.loads((ROOT / ".chalice" / "policy-public.json").read_text())
    return [
        pattern.removesuffix("*")
        for one in policy["Statement"]
        if one["Action"] == ["dynamodb:PutItem"]
        for pattern in one["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    ]


def put(pk, sk, **row):
    """As the attacker does: by boto3, past all our code."""
    row = {"due_shard": "DUE#1", "due_at": DUE, "expires_at": epoch(NOW) + 10**7} | row
    item = encode({"pk": pk, "sk": sk, **row})
    table = table_names(PREFIX)["answers"]
    client("dynamodb").transact_write_items(
        TransactItems=[{"Put": {"TableName": table, "Item": item}}]
    )


def routing(stage, **changes):
    return {
        "id": ID,
        "school_id": "SCHAAA",
        "owner_id": "WNERAA",
        "round_id": stage.round.id,
        "class_id": "6A",
        "place": "6A",
        "level": 3,
        "since": DUE,
        "sealed": b"x" * 100,
        "step": 0,
        "mails": [],
    } | changes


def item_row(stage, kind, **changes):
    own = {"kind": kind, "body_id": "SCHAAA", "audience": "school"}
    return routing(stage, **own) | changes


def mail_row(**changes):
    return {
        "id": "m1",
        "school_id": "SCHAAA",
        "owner_id": "WNERAA",
        "kind": "flag_urgent",
        "recipients": "group",
        "number": "ABCDEF",
        "attempts": 0,
        "told": {},
    } | changes
