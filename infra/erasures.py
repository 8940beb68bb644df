"""``python -m infra.erasures --since 2026-11-01``: what a restore must erase again, as
commands.

A restore brings back what was erased on request, what pupils took back and the keys of
rounds that were shredded. Run this on the tables as they are, before anything is put
back, and the lines it prints on the restored ones before the doors open. Lines with #
name what has been asked for and waits for a decision. It changes nothing, and wants an
operator's own credentials: it scans.
"""

import argparse
import json
import shlex
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.items.handling_store import HANDLED
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.items.item_kind import ItemKind
from chalicelib.storage import keys, timers
from chalicelib.storage.codec import instant
from chalicelib.threads.message import MessageKind
from infra.records.stores import removed_by
from infra.records.terms import Removal

Row = dict[str, dict[str, Any]]
Rows = Callable[[str], Iterator[Row]]


def commands(rows: Rows, prefix: str, suffix: str, since: date) -> list[str]:
    """Each once, in a fixed order. ``rows`` gives every row of a table by its short
    name."""
    found = {
        command
        for find in (_tombstones, _answers, _casework, _forms, _taken_back)
        for command in find(rows, since.isoformat())
    }
    return sorted(
        f"aws dynamodb {operation} --table-name {prefix}-{table}{suffix} {rest}"
        for table, operation, rest in found
    )


def undecided(rows: Rows) -> list[str]:
    """What somebody has asked to have erased and nobody has decided: a restore forgets
    that they asked."""
    return sorted(
        f"# asked for by {row['erasure']['M']['who']['S']} and not decided, to be asked"
        f" again where it is gone: {_text(row, 'school_id')} {_text(row, 'kind')}"
        f" {_text(row, 'id')}"
        for row in rows("answers")
        if "M" in row.get("erasure", {})
    )


def _tombstones(rows: Rows, since: str) -> Iterator[tuple[str, str, str]]:
    """As they stand, in each table where the list of what is stored has something that
    is erased: of others there is none."""
    for table in sorted({row.table for row in removed_by(Removal.ERASED)}):
        for row in rows(table):
            if _text(row, "erased_on") >= since:
                stone = _tombstone(_key(row), _text(row, "erased_on"))
                yield table, "put-item", stone


def _answers(rows: Rows, since: str) -> Iterator[tuple[str, str, str]]:
    """The tombstones the log knows of, and the reporters' traces. The log does not say
    which inbox a contact request stood in: none has the id of another."""
    for row in rows("answers"):
        if row["pk"]["S"].startswith("SENT#") and _text(row, "status") == "erased":
            yield "answers", "update-item", _set(_key(row), "status", "erased", "place")
    for row in _log(rows, since, "erased_"):
        body, kind = (
            row["pk"]["S"].split("#")[1],
            _text(row, "what").removeprefix("erased_"),
        )
        if kind not in {*ItemKind}:
            continue  # a case, whose tombstones stand where it stood
        group, alone = inboxes_of_school(body)
        for inbox in (group, alone) if kind == ItemKind.CONTACT else (group,):
            pk, sk = keys.item(inbox.name, kind, _text(row, "subject"))
            key = {"pk": {"S": pk}, "sk": {"S": sk}}
            yield "answers", "put-item", _tombstone(key, _text(row, "at")[:10])


def _casework(rows: Rows, since: str) -> Iterator[tuple[str, str, str]]:
    """The keys of the rounds that were shredded."""
    for row in _log(rows, since, "shredded_round"):
        key = {"pk": {"S": f"KEY#{_text(row, 'subject')}"}, "sk": {"S": "KEY"}}
        yield "casework", "delete-item", f"--key {_quoted(key)}"


def _forms(rows: Rows, since: str) -> Iterator[tuple[str, str, str]]:
    """The rounds' own word that they are shredded: without it pupils would write to
    nobody."""
    for row in rows("forms"):
        if (on := _text(row, "shredded_on")) >= since:
            yield "forms", "update-item", _set(_key(row), "shredded_on", on)


def _taken_back(rows: Rows, since: str) -> Iterator[tuple[str, str, str]]:
    """The pupil's copy at once; the school's as the sweep does it, with the message
    that says so due again."""
    for row in rows("answers"):
        taken = row["sk"]["S"].startswith(keys.MESSAGE) and _text(row, "since") >= since
        if not taken or _text(row, "kind") != MessageKind.WITHDRAWN:
            continue
        key = keys.Key(row["pk"]["S"], row["sk"]["S"])
        due = timers.due(key, instant(_text(row, "since")))
        again = {name: held for name, held in row.items() if name not in HANDLED}
        again |= {name: {"S": value} for name, value in due.items()}
        yield "answers", "put-item", f"--item {_quoted(again)}"
        pk, sk = keys.pupil_thread(_text(row, "receipt_id"))
        copy = {"pk": {"S": pk}, "sk": {"S": sk}}
        yield "forms", "update-item", _emptied(copy)


def _emptied(key: Row) -> str:
    names = {"#withdrawn": "withdrawn", "#entries": "entries"}
    values = {":true": {"BOOL": True}, ":none": {"L": []}}
    return (
        f"--key {_quoted(key)} --condition-expression 'attribute_exists(pk)'"
        " --update-expression 'SET #withdrawn = :true, #entries = :none'"
        f" --expression-attribute-names {_quoted(names)}"
        f" --expression-attribute-values {_quoted(values)}"
    )


def _log(rows: Rows, since: str, what: str) -> Iterator[Row]:
    for row in rows("casework"):
        mine = row["pk"]["S"].startswith("AUDIT#") and _text(row, "what").startswith(
            what
        )
        if mine and _text(row, "at") >= since:
            yield row


def _tombstone(key: Row, on: str) -> str:
    return f"--item {_quoted({**key, 'erased_on': {'S': on}})}"


def _set(key: Row, name: str, value: str, remove: str = "") -> str:
    """Only where the row is there: what has not come back is not made."""
    names = {"#name": name} | ({"#remove": remove} if remove else {})
    update = "SET #name = :value" + (" REMOVE #remove" if remove else "")
    return (
        f"--key {_quoted(key)} --condition-expression 'attribute_exists(pk)'"
        f" --update-expression {shlex.quote(update)}"
        f" --expression-attribute-names {_quoted(names)}"
        f" --expression-attribute-values {_quoted({':value': {'S': value}})}"
    )


def _key(row: Row) -> Row:
    return {"pk": row["pk"], "sk": row["sk"]}


def _text(row: Row, name: str) -> str:
    return str(row.get(name, {}).get("S", ""))


def _quoted(value: object) -> str:
    """As the AWS CLI takes it: bytes in base64."""
    return shlex.quote(json.dumps(value, default=lambda held: b64encode(held).decode()))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.erasures", description=__doc__
    )
    parser.add_argument(
        "--since", required=True, type=date.fromisoformat, help="a day, in UTC"
    )
    parser.add_argument(
        "--suffix", default="", help="of the restored tables: --suffix=-restored"
    )
    parser.add_argument("--prefix", default="supportgrupper")
    parser.add_argument("--region", default="eu-north-1")
    given = parser.parse_args(arguments)
    dynamodb = boto3.client("dynamodb", region_name=given.region)

    def rows(table: str) -> Iterator[Row]:
        name = f"{given.prefix}-{table}"
        for page in dynamodb.get_paginator("scan").paginate(
            TableName=name, ConsistentRead=True
        ):
            yield from page["Items"]

    try:
        found = commands(rows, given.prefix, given.suffix, given.since)
        asked = undecided(rows)
    except (ClientError, BotoCoreError) as error:
        print(f"Could not be read: {error}", file=sys.stderr)
        return 1
    print(f"# {len(found)} things to erase again, since {given.since}")
    print("\n".join([*found, *asked]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
