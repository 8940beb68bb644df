"""The doctor on the account's side, with services that answer as AWS does."""

import json
from email.message import Message
from io import BytesIO
from urllib.response import addinfourl

import pytest

from infra.doctor import __main__ as command
from infra.doctor import checks, work
from tests.infra.account_of import Service, events, patient, stacks

OWN = "arn:aws:iam::123456789012:root"


def key_of(*statements):
    about = {
        "KeyState": "Enabled",
        "KeyId": "k",
        "Arn": "arn:aws:kms:eu-north-1:123456789012:key/k",
    }
    return Service(
        describe_key={"KeyMetadata": about},
        get_key_rotation_status={"KeyRotationEnabled": True},
        get_key_policy={"Policy": json.dumps({"Statement": list(statements)})},
    )


@pytest.mark.parametrize(
    ("principal", "faults"),
    [
        ({"AWS": OWN}, 0),
        ({"AWS": [OWN]}, 0),
        ("*", 1),
        ({"AWS": "*"}, 1),
        ({"AWS": [OWN, "arn:aws:iam::999999999999:root"]}, 1),
        ({"Service": "logs.amazonaws.com"}, 1),
        (None, 1),
    ],
)
def test_a_key_that_lets_others_in_is_named(principal, faults):
    statement = {
        "Sid": "one",
        "Effect": "Allow",
        "Principal": principal,
        "Action": ["kms:DescribeKey"],
    }
    assert len(list(checks.key(patient(kms=key_of(statement))))) == faults


@pytest.mark.parametrize(
    ("action", "who", "faults"),
    [
        (["kms:Decrypt"], "arn:aws:iam::123456789012:role/here/staff/*", 0),
        (["kms:Decrypt"], "arn:aws:iam::123456789012:role/here/*", 1),
        (["kms:Decrypt"], None, 1),
        ("kms:*", None, 1),
        (["kms:CreateGrant"], None, 1),
        (["kms:DescribeKey"], None, 0),
    ],
)
def test_a_key_that_opens_for_others_than_the_staff_door_is_named(action, who, faults):
    statement = {"Effect": "Allow", "Principal": {"AWS": OWN}, "Action": action}
    if who:
        statement["Condition"] = {"ArnLike": {"aws:PrincipalArn": who}}
    assert len(list(checks.key_opens(patient(kms=key_of(statement))))) == faults


def logs_with(*pages):
    class Logs(Service):
        def describe_log_groups(self, logGroupNamePrefix):
            longer = {"logGroupName": f"{logGroupNamePrefix}-other"}
            return {
                "logGroups": [
                    longer,
                    {"logGroupName": logGroupNamePrefix, "retentionInDays": 30},
                ]
            }

    return Logs(
        filter_log_events=[
            {"events": [{"message": line} for line in page]} for page in pages
        ]
    )


@pytest.mark.parametrize(
    "line",
    [
        "from 192.0.2.7",
        "from 2001:db8::7",
        "[2001:0db8:0000:0000:0000:0000:0000:0007]",
        "to kim@skole.example",
        "Mozilla/5.0",
    ],
)
def test_an_address_on_any_page_of_any_group_is_found(line):
    said = list(checks.logs(patient(logs=logs_with(["clean"], [line]))))
    groups = {fault.split(" ")[0] for fault in said}
    assert {"/aws/apigateway/here-public", "/aws/lambda/here-sweeper"} <= groups
    assert len(said) == len(checks.LOGS) + len(checks.GATEWAY_LOGS)


@pytest.mark.parametrize(
    "line",
    [
        (
            "INIT_START Runtime Version: python:3.13.v12 ARN:"
            " arn:aws:lambda:eu-north-1::runtime:abc1"
        ),
        "2026-11-24T10:45:00Z reconciled whole stored=1 told=1",
        '{"status":"200","ms":"12","lambda_ms":"9","gateway":"-"}',
    ],
)
def test_what_lambda_itself_writes_is_no_address(line):
    assert list(checks.logs(patient(logs=logs_with([line])))) == []


@pytest.mark.parametrize(
    ("state", "lines", "faults"),
    [("ENABLED", ["START"], 0), ("DISABLED", ["START"], 1), ("ENABLED", [], 1)],
)
def test_the_clock_is_alive_where_sweeps_have_run(state, lines, faults):
    rules = [
        {"Name": f"here-sweeper#{shard}", "State": "ENABLED"} for shard in (0, 1, 3)
    ]
    rules += [
        {"Name": "another", "State": "ENABLED"},
        {"Name": "here-sweeper#2", "State": state},
    ]
    both = patient(
        events=events(*rules), logs=logs_with([], lines), cloudformation=stacks()
    )
    assert len(list(checks.clock(both))) == faults


def test_a_shard_that_no_schedule_sweeps_is_named():
    rules = [{"Name": f"here-sweeper#{shard}", "State": "ENABLED"} for shard in (0, 2)]
    some = patient(
        events=events(*rules), logs=logs_with([], ["START"]), cloudformation=stacks()
    )
    (fault,) = checks.clock(some)
    assert "for shard 1, 3" in fault


def test_a_policy_that_lets_scripts_in_unasked_is_refused(monkeypatch):
    sent = {
        **dict.fromkeys(work._HEADERS, ""),
        **work._HEADERS,
        "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'",
    }
    headers = Message()
    for name, value in sent.items():
        headers[name] = value
    monkeypatch.setattr(
        work, "urlopen", lambda url, timeout: addinfourl(BytesIO(), headers, url)
    )
    said = list(work.headers(patient()))
    assert len(said) == 2
    assert all("unasked" in fault for fault in said)


@pytest.mark.parametrize("given", [[], ["--public-url", "", "--staff-url", ""]])
def test_without_addresses_it_says_how_to_give_them(monkeypatch, capsys, given):
    monkeypatch.setattr("sys.argv", ["doctor", *given])
    assert command.main() == 2
    said = capsys.readouterr()
    assert "PUBLIC_URL=https://" in said.err
    assert said.out == ""
