"""The firewall that may stand before a door keeps nothing, and stops no child's
words."""

import boto3
import pytest

from infra.doctor import firewall as doctor
from infra.doctor.patient import Patient
from infra.package import stack
from tests.conftest import PREFIX, ROOT


@pytest.fixture(params=["public", "staff"])
def template(request, environment):
    return stack.to_merge(ROOT, request.param)


def parts(template):
    acl = template["Resources"]["WebACL"]["Properties"]
    return [acl, *acl["Rules"]]


def test_there_is_none_unless_it_is_asked_for(template):
    assert template["Parameters"]["Firewall"]["Default"] == "no"
    asked = {"Fn::Equals": [{"Ref": "Firewall"}, "yes"]}
    assert template["Conditions"]["HasFirewall"] == asked
    for name in ("WebACL", "WebACLBeforeTheStage"):
        assert template["Resources"][name]["Condition"] == "HasFirewall"


def test_no_request_is_kept(template):
    for part in parts(template):
        assert part["VisibilityConfig"]["SampledRequestsEnabled"] is False
    kinds = {resource.get("Type") for resource in template["Resources"].values()}
    assert "AWS::WAFv2::LoggingConfiguration" not in kinds


def test_what_is_sent_is_never_looked_at_and_nobody_is_shut_out_by_address(template):
    acl, *rules = parts(template)
    assert acl["DefaultAction"] == {"Allow": {}}
    for rule in rules:
        group = rule["Statement"]["ManagedRuleGroupStatement"]
        if rule["OverrideAction"] == {"Count": {}}:
            continue
        looked_at = group["ScopeDownStatement"]["NotStatement"]["Statement"]
        method = looked_at["ByteMatchStatement"]
        assert method["FieldToMatch"] == {"Method": {}}
        assert method["SearchString"] == "POST"
        assert "Ip" not in group["Name"]


@pytest.fixture
def patient(aws):
    def client(service):
        return boto3.client(service, region_name="eu-north-1")

    return Patient(client, PREFIX, "https://p.example", "https://s.example/staff")


def made(patient, samples):
    return patient.client("wafv2").create_web_acl(
        Name=f"{PREFIX}-public",
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        Rules=[],
        VisibilityConfig={
            "SampledRequestsEnabled": samples,
            "CloudWatchMetricsEnabled": True,
            "MetricName": "m",
        },
    )["Summary"]["ARN"]


def test_where_there_is_none_or_it_keeps_nothing_the_doctor_is_silent(patient):
    assert list(doctor.firewall(patient)) == []
    made(patient, samples=False)
    assert list(doctor.firewall(patient)) == []


def test_samples_and_logs_are_faults(patient):
    arn = made(patient, samples=True)
    log = "arn:aws:logs:eu-north-1:123456789012:log-group:aws-waf-logs-x"
    patient.client("wafv2").put_logging_configuration(
        LoggingConfiguration={"ResourceArn": arn, "LogDestinationConfigs": [log]}
    )
    samples, logs = doctor.firewall(patient)
    assert "keeps samples" in samples
    assert "writes a log" in logs
