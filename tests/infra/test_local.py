"""The real thing: ``python -m infra.local`` in a process of its own."""

import re
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from infra.local.environment import MAIL_FROM, PREFIX, SECRETS
from tests.conftest import ROOT
from tests.local_service import LocalService, free_port

TABLE = f"{PREFIX}-answers"


def client(service, name="dynamodb"):
    return boto3.client(
        name,
        region_name="eu-north-1",
        endpoint_url=service.endpoint,
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(
            retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=5
        ),
    )


def write_until_it_dies(dynamodb, name, acknowledged):
    number = 0
    while True:
        item = {
            "pk": {"S": name},
            "sk": {"S": f"{number:06}"},
            "blob": {"B": b"x" * 9000},
        }
        try:
            dynamodb.transact_write_items(
                TransactItems=[{"Put": {"TableName": TABLE, "Item": item}}]
            )
        except BotoCoreError:
            return
        acknowledged.append((name, item["sk"]["S"]))
        number += 1


def stored(dynamodb):
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=TABLE, ConsistentRead=True
    )
    return {
        (item["pk"]["S"], item["sk"]["S"])
        for answer in pages
        for item in answer["Items"]
        if item["pk"]["S"].startswith("writer")
    }


def get(service, path):
    with urllib.request.urlopen(service.url + path, timeout=5) as answer:
        return answer.status, answer.read().decode()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    made = LocalService(tmp_path_factory.mktemp("local") / "data", free_port())
    made.start()
    yield made
    made.kill()


def test_everything_acknowledged_outlives_kill_9(service):
    acknowledged = []
    for _ in range(2):
        before = len(acknowledged)
        writers = [
            threading.Thread(
                target=write_until_it_dies,
                args=(client(service), f"writer{before}.{n}", acknowledged),
            )
            for n in range(3)
        ]
        for writer in writers:
            writer.start()
        last = time.monotonic() + 30
        while len(acknowledged) <= before + 5 and time.monotonic() < last:
            time.sleep(0.05)
        service.kill()
        for writer in writers:
            writer.join()
        service.start()
        assert len(acknowledged) > before + 5
        found = stored(client(service))
        assert set(acknowledged) <= found
        # At most one write of each writer may be stored without its writer having heard
        # so.
        assert len(found) <= len(acknowledged) + 6


def test_a_refused_transaction_leaves_every_row_as_it_stood(service):
    dynamodb = client(service)
    rows = [{"pk": {"S": "refused"}, "sk": {"S": sk}} for sk in ("0", "1", "2")]
    for row in rows[:2]:
        dynamodb.put_item(TableName=TABLE, Item={**row, "n": {"N": "1"}})
    changed = {
        "UpdateExpression": "SET n = n + :more",
        "ExpressionAttributeValues": {":more": {"N": "1"}},
    }
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
        dynamodb.transact_write_items(
            TransactItems=[
                {"Update": {"TableName": TABLE, "Key": rows[0], **changed}},
                {"Delete": {"TableName": TABLE, "Key": rows[1]}},
                {
                    "Put": {
                        "TableName": TABLE,
                        "Item": rows[2],
                        "ConditionExpression": "attribute_exists(pk)",
                    }
                },
            ]
        )
    found = [dynamodb.get_item(TableName=TABLE, Key=row).get("Item") for row in rows]
    assert found == [{**rows[0], "n": {"N": "1"}}, {**rows[1], "n": {"N": "1"}}, None]
    dynamodb.transact_write_items(
        TransactItems=[{"Update": {"TableName": TABLE, "Key": rows[0], **changed}}]
    )
    (found,) = dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND sk = :sk",
        ExpressionAttributeValues={":pk": {"S": "refused"}, ":sk": {"S": "0"}},
    )["Items"]
    assert found["n"] == {"N": "2"}


def test_mail_is_shown_and_outlives_a_restart(service):
    client(service, "sesv2").send_email(
        FromEmailAddress=MAIL_FROM,
        Destination={"ToAddresses": ["a@skole.example"]},
        Content={
            "Simple": {
                "Subject": {"Data": "Emne 17"},
                "Body": {"Text": {"Data": "Tekst"}},
            }
        },
    )
    assert "Emne 17" in get(service, "/_local/mail")[1]
    assert service.stop() == 0
    assert "Traceback" not in service.console.read_text()
    service.start()
    assert "Emne 17" in get(service, "/_local/mail")[1]


def test_only_the_owner_can_read_the_data(service):
    modes = {p.name: p.stat().st_mode & 0o777 for p in service.folder.iterdir()}
    assert service.folder.stat().st_mode & 0o777 == 0o700
    assert {"key", *SECRETS, "recording.jsonl"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert (service.folder / "key").stat().st_size == 32


def test_a_busy_port_and_busy_data_are_said_in_one_line(service, monkeypatch):
    monkeypatch.setenv("LOCAL_DATA_DIR", str(service.folder))
    for port, said in ((service.port, "make run PORT="), (free_port(), "already runs")):
        second = subprocess.run(
            [sys.executable, "-m", "infra.local", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert second.returncode == 1
        assert said in second.stderr
        assert len(second.stderr.splitlines()) == 1
        assert second.stdout == ""


@pytest.mark.parametrize("noted", [None, "0"])
def test_older_data_is_said_to_be_older_and_left_as_it_is(tmp_path, monkeypatch, noted):
    recorded = tmp_path / "recording.jsonl"
    recorded.write_text("something of last month")
    if noted:
        (tmp_path / "format").write_text(noted)
    monkeypatch.setenv("LOCAL_DATA_DIR", str(tmp_path))
    command = [sys.executable, "-m", "infra.local", "--port", str(free_port())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert run.stderr.strip().endswith(
        "is of an older format. Start afresh with: make reset"
    )
    assert recorded.read_text() == "something of last month"


def test_the_codes_it_prints_are_of_ordinary_classes_of_every_grade_step(service):
    asked = {}
    for line in service.lines:
        for code in re.findall(r"[2-9A-Z]{5} [2-9A-Z]{5}", line):
            body = urllib.parse.urlencode({"code": code}).encode()
            with urllib.request.urlopen(
                f"{service.url}/form", body, timeout=5
            ) as answer:
                page = answer.read().decode()
            asked.setdefault(line.partition("codes:")[0], []).append(
                'name="more"' in page
            )
    assert [len(found) for found in asked.values()] == [3, 3, 3]
    grades_5_7, grades_1_4, grades_8_10 = asked.values()
    assert all(grades_5_7 + grades_8_10)
    assert not any(grades_1_4)
    assert list(asked)[1:] == ["  grades 1-4, ", "  grades 8-10, "]
