"""The doctor on the account's side, with services that answer as AWS does."""

import json
from datetime import UTC, datetime, timedelta
from email.message import Message
from io import BytesIO
from urllib.error import HTTPError
from urllib.response import addinfourl

import pytest

from infra.doctor import __main__ as command
from infra.doctor import account, checks, mail, work
from infra.doctor.patient import NotYet, Patient

OWN = "arn:aws:iam::123456789012:root"


class Service:
    """Says what it was told to say; a list of several answers is pages."""

    def __init__(self, **answers):
        self._answers = answers

    def __getattr__(self, operation):
        return lambda **_: self._answers[operation]

    def get_paginator(self, operation):
        pages = self._answers[operation]
        return type("Pages", (), {"paginate": lambda _, **__: pages})()


def patient(**services):
    return Patient(
        lambda name: services[name], "here", "https://p.example", "https://s.example/staff"
    )


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
    assert len(list(checks.key(patient(kms=key_of(statement))))) == faults


def logs_with(*pages):
    class Logs(Service):
        def describe_log_groups(self, logGroupNamePrefix):
            longer = {"logGroupName": f"{logGroupNamePrefix}-other"}
            return {
                "logGroups": [longer, {"logGroupName": logGroupNamePrefix, "retentionInDays": 30}]
            }

    return Logs(
        filter_log_events=[{"events": [{"message": one} for one in page]} for page in pages]
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
    groups = {one.split(" ")[0] for one in said}
    assert {"/aws/apigateway/here-public", "/aws/lambda/here-sweeper"} <= groups
    assert len(said) == len(checks.LOGS) + len(checks.GATEWAY_LOGS)


@pytest.mark.parametrize(
    "line",
    [
        "INIT_START Runtime Version: python:3.13.v12 ARN: arn:aws:lambda:eu-north-1::runtime:abc1",
        "2026-11-24T10:45:00Z reconciled whole stored=1 told=1",
        '{"status":"200","ms":"12","lambda_ms":"9","gateway":"-"}',
    ],
)
def test_what_lambda_itself_writes_is_no_address(line):
    assert list(checks.logs(patient(logs=logs_with([line])))) == []


def ses(account=None, **identity):
    healthy = {
        "VerifiedForSendingStatus": True,
        "ConfigurationSetName": "here",
        "MailFromAttributes": {"MailFromDomainStatus": "SUCCESS"},
    }
    well = {
        "ProductionAccessEnabled": True,
        "SendingEnabled": True,
        "EnforcementStatus": "HEALTHY",
        "SendQuota": {"MaxSendRate": 14.0, "Max24HourSend": 50000.0},
    }
    return Service(get_account=well | (account or {}), get_email_identity=healthy | identity)


def stacks(age_hours=48):
    """The data stack made so long ago, and what it exports."""
    made = datetime.now(UTC) - timedelta(hours=age_hours)
    return Service(
        list_exports=[
            {"Exports": []},
            {"Exports": [{"Name": "here-mail-from", "Value": "no@post.example"}]},
        ],
        describe_stacks={"Stacks": [{"CreationTime": made}]},
    )


def test_our_own_mail_domain_is_looked_at():
    assert list(mail.mail(patient(sesv2=ses(), cloudformation=stacks()))) == []
    ill = ses(VerifiedForSendingStatus=False)
    (said,) = mail.mail(patient(sesv2=ill, cloudformation=stacks()))
    assert said.startswith("post.example is not verified")
    for bare in (ses(ConfigurationSetName="another"), ses(MailFromAttributes={})):
        assert len(list(mail.mail(patient(sesv2=bare, cloudformation=stacks())))) == 1


@pytest.mark.parametrize(
    ("account", "word"),
    [
        ({"ProductionAccessEnabled": False}, "sandbox"),
        ({"SendingEnabled": False}, "does not send"),
        ({"EnforcementStatus": "PROBATION"}, "PROBATION"),
        ({"SendQuota": {"MaxSendRate": 1.0, "Max24HourSend": 50000.0}}, "1 a second"),
        ({"SendQuota": {"MaxSendRate": 14.0, "Max24HourSend": 200.0}}, "200 a day"),
    ],
)
def test_what_ses_holds_against_the_account_is_said(account, word):
    (said,) = mail.mail(patient(sesv2=ses(account), cloudformation=stacks()))
    assert word in said


def test_what_everybody_meets_on_the_first_day_is_not_yet_and_a_fault_from_the_second_on():
    new_ses = ses({"ProductionAccessEnabled": False}, VerifiedForSendingStatus=False)
    for hours, kind in ((1, NotYet), (25, str)):
        both = patient(sesv2=new_ses, cloudformation=stacks(hours))
        assert [type(one) for one in mail.mail(both)] == [kind, kind]


def test_what_is_not_yet_is_shown_and_does_not_fail(capsys):
    not_yet = {"this": lambda _: iter([NotYet("press the link")])}
    assert command.examine(patient(), not_yet)
    assert capsys.readouterr().out == "pass  this: not yet\n      press the link\n"
    assert not command.examine(patient(), not_yet | {"that": lambda _: iter(["broken"])})


def heard(*kinds, enabled=True, reasons=("BOUNCE",)):
    there = {"MatchingEventTypes": list(kinds), "Enabled": enabled, "EventBridgeDestination": {}}
    return Service(
        get_configuration_set={"SuppressionOptions": {"SuppressedReasons": list(reasons)}},
        get_configuration_set_event_destinations={"EventDestinations": [there]},
    )


ALL = ("BOUNCE", "COMPLAINT", "REJECT")


@pytest.mark.parametrize(
    ("service", "word"),
    [
        (heard(*ALL), None),
        (heard(*ALL, enabled=False), "BOUNCE, COMPLAINT, REJECT"),
        (heard("BOUNCE", "REJECT"), "COMPLAINT"),
        (heard(*ALL, reasons=()), "list of dead addresses"),
        (heard(*ALL, reasons=("BOUNCE", "COMPLAINT")), "list of dead addresses"),
    ],
)
def test_an_event_destination_that_is_off_or_deaf_is_named(service, word):
    said = list(mail.configuration(patient(sesv2=service)))
    assert [word in one for one in said] == ([True] if word else [])


def test_a_rule_that_hears_what_others_send_is_named():
    pattern = {"source": ["aws.ses"], "detail": {"mail": {"tags": {"ses:configuration-set": []}}}}
    rule = {"Name": "here-bounces", "State": "ENABLED", "EventPattern": json.dumps(pattern)}
    (said,) = mail.bounces(patient(events=events(rule)))
    assert "others" in said


def listening(subscription="arn:aws:sns:x:1:here-alarms:1", ringing=(), hours=48):
    return patient(
        sns=Service(
            list_topics=[{"Topics": [{"TopicArn": "arn:aws:sns:x:1:here-alarms"}]}],
            list_subscriptions_by_topic={"Subscriptions": [{"SubscriptionArn": subscription}]},
        ),
        cloudwatch=Service(describe_alarms=[{"MetricAlarms": [{"AlarmName": n} for n in ringing]}]),
        cloudformation=stacks(hours),
    )


def test_alarms_that_reach_nobody_and_alarms_that_ring_are_said():
    assert list(account.alarms(listening())) == []
    (said,) = account.alarms(listening(ringing=["here-mail-dead"]))
    assert said.startswith("the alarm here-mail-dead rings")
    (said,) = account.alarms(listening("PendingConfirmation"))
    assert "nobody hears" in said
    assert not isinstance(said, NotYet)
    assert isinstance(*account.alarms(listening("PendingConfirmation", hours=2)), NotYet)


class Functions(Service):
    """Lambda: each function with its settings; ``changed`` is what one of them has otherwise."""

    def __init__(self, limit=1000, reserved=50, **changed):
        self._limit, self._reserved, self._changed = limit, reserved, changed

    def get_function_configuration(self, FunctionName):
        urls = {"PUBLIC_URL": "https://p.example", "STAFF_URL": "https://s.example/staff"}
        mine = self._changed if FunctionName == "here-staff" else {}
        return {
            "Runtime": mine.get("Runtime", "python3.13"),
            "Environment": {"Variables": urls | mine},
        }

    def get_function_concurrency(self, FunctionName):
        return {} if self._reserved is None else {"ReservedConcurrentExecutions": self._reserved}

    def get_account_settings(self):
        return {"AccountLimit": {"ConcurrentExecutions": self._limit}}


@pytest.mark.parametrize(
    ("functions", "word"),
    [
        (Functions(), None),
        (Functions(PUBLIC_URL="https://old.example"), "old.example"),
        (Functions(STAFF_URL="https://old.example/staff"), "old.example"),
        (Functions(Runtime="python3.12"), "same Python"),
    ],
)
def test_a_function_that_leads_elsewhere_is_named(functions, word):
    said = " ".join(account.functions(patient(**{"lambda": functions})))
    assert word in said if word else said == ""


def test_functions_left_stopped_after_a_restore_are_named():
    said = list(account.functions(patient(**{"lambda": Functions(reserved=0)})))
    assert len(said) == 4
    assert all("is stopped" in one for one in said)


@pytest.mark.parametrize(
    ("functions", "word"),
    [
        (Functions(), None),
        (Functions(limit=10), "may run 10 at once and wants 552"),
        (Functions(reserved=None), "set aside"),
    ],
)
def test_an_account_that_may_run_too_little_at_once_is_said(functions, word):
    both = {"lambda": functions, "cloudformation": stacks()}
    said = " ".join(account.concurrency(patient(**both)))
    assert word in said if word else said == ""


def gateways(monkeypatch, *names, off=True, ours=account._OWN_PAGES):
    """API Gateway, and a door that answers an unknown page as ours does."""
    headers = Message()
    headers["content-security-policy"] = "default-src 'none'"

    def answer(url, timeout):
        raise HTTPError(url, 404, "", headers, BytesIO())

    monkeypatch.setattr(account, "urlopen", answer)
    apis = [{"id": n, "name": n, "disableExecuteApiEndpoint": off} for n in names]
    pages = [{"responseType": one, "defaultResponse": False} for one in ours]
    return patient(
        apigateway=Service(get_rest_apis=[{"items": apis}], get_gateway_responses={"items": pages})
    )


BOTH = ("here-public", "here-staff")


def test_an_api_with_another_name_two_addresses_or_aws_own_pages_is_named(monkeypatch):
    assert list(account.gateway(gateways(monkeypatch, *BOTH))) == []
    (said,) = account.gateway(gateways(monkeypatch, "here-public", "supportgrupper"))
    assert "here-staff" in said
    assert len(list(account.gateway(gateways(monkeypatch, *BOTH, off=False)))) == 2
    said = list(account.gateway(gateways(monkeypatch, *BOTH, ours=account._OWN_PAGES[1:])))
    assert all("MISSING_AUTHENTICATION_TOKEN" in one for one in said)
    assert len(said) == 2


def test_a_page_of_aws_own_is_seen_on_the_wire(monkeypatch):
    examined = gateways(monkeypatch, *BOTH)

    def answer(url, timeout):
        raise HTTPError(url, 403, "", Message(), BytesIO(b"{}"))

    monkeypatch.setattr(account, "urlopen", answer)
    assert len(list(account.gateway(examined))) == 2


@pytest.mark.parametrize(("days", "status", "faults"), [(90, "ISSUED", 0), (20, "ISSUED", 2)])
def test_a_certificate_that_ends_soon_is_said(days, status, faults):
    ends = datetime.now(UTC) + timedelta(days=days)
    services = {
        "apigateway": Service(get_domain_name={"regionalCertificateArn": "arn"}),
        "acm": Service(describe_certificate={"Certificate": {"NotAfter": ends, "Status": status}}),
    }
    assert len(list(account.certificates(patient(**services)))) == faults


def test_what_was_changed_by_hand_is_named():
    changed = [{"LogicalResourceId": "Sweeper", "StackResourceDriftStatus": "MODIFIED"}]
    client = Service(
        detect_stack_drift={"StackDriftDetectionId": "1"},
        describe_stack_drift_detection_status={"DetectionStatus": "DETECTION_COMPLETE"},
        describe_stack_resource_drifts={"StackResourceDrifts": changed},
    )
    said = list(account.drift(patient(cloudformation=client)))
    assert said[0] == "here-data: Sweeper was modified by hand: deploy data again"
    assert len(said) == 3


@pytest.mark.parametrize(("budgets", "faults"), [([], 1), ([{"BudgetName": "one"}], 0)])
def test_an_account_without_a_budget_is_said(budgets, faults):
    services = {
        "sts": Service(get_caller_identity={"Account": "1"}),
        "budgets": Service(describe_budgets={"Budgets": budgets}),
    }
    assert len(list(account.budget(patient(**services)))) == faults


def events(*rules):
    class Events(Service):
        def list_targets_by_rule(self, Rule):
            return {"Targets": [{"Arn": f"arn:aws:lambda:x:1:function:{Rule}"}]}

    return Events(list_rules=[{"Rules": [one]} for one in rules])


@pytest.mark.parametrize(
    ("state", "lines", "faults"),
    [("ENABLED", ["START"], 0), ("DISABLED", ["START"], 1), ("ENABLED", [], 1)],
)
def test_the_clock_is_alive_where_sweeps_have_run(state, lines, faults):
    rules = ({"Name": "another", "State": "ENABLED"}, {"Name": "here-sweeper", "State": state})
    both = patient(events=events(*rules), logs=logs_with([], lines), cloudformation=stacks())
    assert len(list(checks.clock(both))) == faults


def test_a_policy_that_lets_scripts_in_unasked_is_refused(monkeypatch):
    sent = {
        **dict.fromkeys(work._HEADERS, ""),
        **work._HEADERS,
        "content-security-policy": "default-src 'none'; script-src 'unsafe-inline'",
    }
    headers = Message()
    for name, value in sent.items():
        headers[name] = value
    monkeypatch.setattr(work, "urlopen", lambda url, timeout: addinfourl(BytesIO(), headers, url))
    said = list(work.headers(patient()))
    assert len(said) == 2
    assert all("unasked" in one for one in said)


@pytest.mark.parametrize("given", [[], ["--public-url", "", "--staff-url", ""]])
def test_without_addresses_it_says_how_to_give_them(monkeypatch, capsys, given):
    monkeypatch.setattr("sys.argv", ["doctor", *given])
    assert command.main() == 2
    said = capsys.readouterr()
    assert "PUBLIC_URL=https://" in said.err
    assert said.out == ""
