"""Rows as the public role could write them, were it taken over: put past all of our
code."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from chalicelib.core.aws import client
from chalicelib.items import handling_store
from chalicelib.items.inbox_id import Audience
from chalicelib.storage.codec import decode, encode, epoch, stamp
from chalicelib.storage.keys import Key
from infra.tables import table_names
from tests.cast import NOW
from tests.conftest import PREFIX, ROOT

Item = dict[str, Any]

WRONG: dict[str, Any] = {
    "word": {"S": "x"},
    "no letter": {"S": ""},
    "mark": {"S": "\u202e<b>'\ud7ff"},
    "half": {"N": "1.5"},
    "below nothing": {"N": "-1"},
    "huge": {"N": "1" + "0" * 37},
    "four": {"N": "4"},
    "yes": {"BOOL": True},
    "nothing": {"NULL": True},
    "bytes": {"B": b"\x00\xff"},
    "list": {"L": [{"S": "x"}, {"M": {}}]},
    "map": {"M": {"x": {"L": []}}},
    "set": {"SS": ["x"]},
    "a day": {"S": "2026-11-24"},
    "without a zone": {"S": "2026-11-24T08:00:00"},
    "the first year": {"S": "0001-01-01T00:00:00+14:00"},
    "the last year": {"S": "9999-12-31T23:59:59Z"},
}
HANDLED = (
    *(
        "opened_by",
        "opened_at",
        "taken_by",
        "taken_at",
        "closed_by",
        "closed_at",
        "closing",
    ),
    *(
        "note",
        "case",
        "joined_to",
        "joined",
        "access",
        "erasure",
        "acts",
        "turn",
        "news_at",
    ),
    *(
        "referrer",
        "tell_principal",
        "wish",
        "rules",
        "confidential",
        "due_at",
        "due_shard",
    ),
)
"""Attributes that a row gets later, or that not every row has."""
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_LETTERS = str.maketrans("0123456789", "ABCDEFGHJK")
INDEX = ("due_at", "due_shard")
WRONG_SEALED = {
    "deep": "[" * 20_000,
    "half a character": '"\\ud800"',
    "word": '"x"',
    "no letter": '""',
    "long": f'"{"x" * 5_000}"',
    "list": '[["x"]]',
    "map": '{"x": {}}',
    "nothing": "null",
    "yes": "true",
    "half": "1.5",
    "below nothing": "-1",
    "huge": "1" + "0" * 400,
    "no number": "NaN",
    "no JSON": "{",
}
DUE = stamp(NOW - timedelta(hours=1))
ID = "FRGD" * 5
EVIL = "http://evil.example/"
PAIRS = (
    ("opened_by", "opened_at"),
    ("taken_by", "taken_at"),
    ("closed_by", "closed_at"),
)


def stored(begin: str, table: str = "answers", having: str = "pk") -> Item:
    """The first row whose sk, in ``forms`` whose pk, begins so and that has the
    attribute, as DynamoDB holds it."""
    name = "pk" if table == "forms" else "sk"
    found = client("dynamodb").get_paginator("scan").paginate(TableName=_table(table))
    return next(
        row
        for page in found
        for row in page["Items"]
        if row[name]["S"].startswith(begin)
        and "left_lying" not in row
        and having in row
    )


def put(item: Item, table: str = "answers") -> None:
    client("dynamodb").put_item(TableName=_table(table), Item=item)


def delete(item: Item) -> None:
    key = {name: item[name] for name in ("pk", "sk")}
    client("dynamodb").delete_item(TableName=_table(), Key=key)


def renamed(item: Item, number: int, **changes: Any) -> Item:
    """Another row of its kind, under an id of its own, with the staff side's mark: what
    no mark hinders must be read with care too."""
    return named(item, id_of(number), **changes)


def named(item: Item, id_: str, **changes: Any) -> Item:
    sk = item["sk"]["S"].rpartition("#")[0] + f"#{id_}"
    return marked({**item, "sk": {"S": sk}, "id": {"S": id_}, **changes})


def marked(item: Item) -> Item:
    row = decode(item)
    return {**item, **encode(handling_store.mark(Key(row["pk"], row["sk"]), row))}


def unread(message: Item, number: int, **changes: Any) -> Item:
    """Another message of the same thread and as one of ours, that nobody has
    handled."""
    row = named(message, id_of(number), **changes)
    del row["by_staff"]
    return row


def id_of(number: int) -> str:
    return "FRGD" + f"{number:016d}".translate(_LETTERS)


def each_attribute_wrong(
    item: Item, wrongs: Iterable[Any] = tuple(WRONG.values())
) -> Iterator[Item]:
    """One row for each attribute that is gone, or is what it should never be."""
    number = 0
    for name in (*item, *HANDLED):
        if name in ("pk", "sk"):
            continue
        for wrong in (None, *wrongs):
            if name in INDEX and wrong and not wrong.get("S"):
                continue  # DynamoDB itself refuses it
            if name == "expires_at" and wrong and "N" not in wrong:
                continue  # DynamoDB takes it for expired; moto cannot compare it
            number += 1
            row = renamed(item, number)
            row.pop(name, None)
            row |= {name: wrong} if wrong else {}
            for pair in PAIRS:
                if name in pair:  # either without the other is unreadable at once
                    row |= {
                        field: {"S": "2026-11-24T08:00:00Z"}
                        for field in pair
                        if field not in row
                    }
            yield row if name == "by_staff" else marked(row)


def sealed(public_key: bytes, said: str, bound_to: str) -> Item:
    """A seal that opens: whoever knows the public key makes one, of whatever they
    like."""
    key, info = (
        X25519PublicKey.from_public_bytes(public_key),
        f"supportgrupper/v1|{bound_to}",
    )
    return {"B": _SUITE.encrypt(said.encode(), key, info.encode())}


def each_part_wrong(said: Any) -> Iterator[str]:
    """As JSON: each part of what one of ours says is gone, or is what it should never
    be."""
    yield from WRONG_SEALED.values()
    names = (
        said
        if isinstance(said, dict)
        else range(len(said))
        if isinstance(said, list)
        else ()
    )
    for name in names:
        gone = said.copy()
        gone.pop(name)
        yield json.dumps(gone)
        marked = said.copy()
        marked[name] = "HERE"
        for wrong in each_part_wrong(said[name]):
            yield json.dumps(marked).replace('"HERE"', wrong)


def public_prefixes():
    """Where the public role may put a row of ``answers``, from the file that says
    so."""
    policy = json.loads((ROOT / ".chalice" / "policy-public.json").read_text())
    return [
        pattern.removesuffix("*")
        for statement in policy["Statement"]
        if statement["Action"] == ["dynamodb:PutItem"]
        for pattern in statement["Condition"]["ForAllValues:StringLike"][
            "dynamodb:LeadingKeys"
        ]
    ]


def put_row(pk, sk, **row):
    """As the attacker does: by boto3, past all our code."""
    row = {"due_shard": "DUE#1", "due_at": DUE, "expires_at": epoch(NOW) + 10**7} | row
    item = encode({"pk": pk, "sk": sk, **row})
    write = {"Put": {"TableName": _table(), "Item": item}}
    client("dynamodb").transact_write_items(TransactItems=[write])


def routing(stage, **changes):
    return {
        "id": ID,
        "school_id": "SCHAAA",
        "owner_id": "WNERAA",
        "audience": Audience.RESOURCE_GROUP.value,
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
    return routing(stage, kind=kind, first=False) | changes


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
        "count": 1,
    } | changes


def _table(name: str = "answers") -> str:
    return table_names(PREFIX)[name]
