import json

import pytest

from infra.local.recording import DamagedError, tidy


def line(operation, method="POST"):
    headers = {"X-Amz-Target": f"DynamoDB_20120810.{operation}"} if operation else {}
    return (
        json.dumps({"method": method, "headers": headers, "url": "/", "body": ""})
        + "\n"
    )


def tidied(tmp_path, text):
    file = tmp_path / "recording.jsonl"
    file.write_text(text)
    tidy(file)
    assert file.stat().st_mode & 0o777 == 0o600
    return file.read_text()


@pytest.mark.parametrize(
    "operation",
    [
        "GetItem",
        "BatchGetItem",
        "TransactGetItems",
        "Query",
        "Scan",
        "DescribeTable",
        "ListTables",
    ],
)
def test_reads_are_dropped(tmp_path, operation):
    assert tidied(tmp_path, line("PutItem") + line(operation)) == line("PutItem")


@pytest.mark.parametrize(
    "operation",
    [
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "TransactWriteItems",
        "BatchWriteItem",
        "CreateTable",
        None,  # a mail
    ],
)
def test_writes_are_kept(tmp_path, operation):
    assert tidied(tmp_path, line(operation)) == line(operation)


def test_a_get_is_a_read(tmp_path):
    assert tidied(tmp_path, line(None, "GET")) == ""


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_torn_last_line_is_dropped(tmp_path, cut):
    assert tidied(tmp_path, line("PutItem") + line("PutItem")[:cut]) == line("PutItem")


def test_a_whole_last_line_without_its_newline_is_kept(tmp_path):
    assert tidied(tmp_path, (line("PutItem") * 2)[:-1]) == line("PutItem") * 2


def test_damage_in_the_middle_is_not_passed_over(tmp_path):
    with pytest.raises(DamagedError):
        tidied(tmp_path, line("PutItem")[:30] + "\n" + line("PutItem"))


def test_no_recording_makes_an_empty_one(tmp_path):
    file = tmp_path / "recording.jsonl"
    tidy(file)
    assert file.read_bytes() == b""
    assert file.stat().st_mode & 0o777 == 0o600
