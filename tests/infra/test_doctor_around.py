"""The doctor on the account around the service: alarms, functions, addresses, money."""

from datetime import UTC, datetime, timedelta
from email.message import Message
from io import BytesIO
from urllib.error import HTTPError

import pytest

from infra.doctor import account
from infra.doctor.patient import NotYet
from tests.infra.account_of import Service, patient, stacks


def listening(subscription="arn:aws:sns:x:1:here-alarms:1", ringing=(), hours=48):
    return patient(
        sns=Service(
            list_topics=[{"Topics": [{"TopicArn": "arn:aws:sns:x:1:here-alarms"}]}],
            list_subscriptions_by_topic={
                "Subscriptions": [{"SubscriptionArn": subscription}]
            },
        ),
        cloudwatch=Service(
            describe_alarms=[{"MetricAlarms": [{"AlarmName": n} for n in ringing]}]
        ),
        cloudformation=stacks(hours),
    )


def test_alarms_that_reach_nobody_and_alarms_that_ring_are_said():
    assert list(account.alarms(listening())) == []
    (said,) = account.alarms(listening(ringing=["here-mail-dead"]))
    assert said.startswith("the alarm here-mail-dead rings")
    (said,) = account.alarms(listening("PendingConfirmation"))
    assert "nobody hears" in said
    assert not isinstance(said, NotYet)
    assert isinstance(
        *account.alarms(listening("PendingConfirmation", hours=2)), NotYet
    )


class Functions(Service):
    """Lambda: each function with its settings; ``changed`` is what one of them has
    otherwise."""

    def __init__(self, limit=1000, reserved=50, **changed):
        self._limit, self._reserved, self._changed = limit, reserved, changed

    def get_function_configuration(self, FunctionName):
        urls = {
            "PUBLIC_URL": "https://p.example",
            "STAFF_URL": "https://s.example/staff",
        }
        mine = self._changed if FunctionName == "here-staff" else {}
        return {
            "Runtime": mine.get("Runtime", "python3.13"),
            "Environment": {"Variables": urls | mine},
        }

    def get_function_concurrency(self, FunctionName):
        return (
            {}
            if self._reserved is None
            else {"ReservedConcurrentExecutions": self._reserved}
        )

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
    assert not said or said.endswith(("with the right one", "with the same Python"))


def test_functions_left_stopped_after_a_restore_are_named():
    said = list(account.functions(patient(**{"lambda": Functions(reserved=0)})))
    assert len(said) == 5
    assert all("is stopped" in fault for fault in said)


@pytest.mark.parametrize(
    ("functions", "word"),
    [
        (Functions(), None),
        (Functions(limit=10), "may run 10 at once and wants 559"),
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
    pages = [{"responseType": kind, "defaultResponse": False} for kind in ours]
    return patient(
        apigateway=Service(
            get_rest_apis=[{"items": apis}], get_gateway_responses={"items": pages}
        )
    )


BOTH = ("here-public", "here-staff")


def test_an_api_with_another_name_two_addresses_or_aws_own_pages_is_named(monkeypatch):
    assert list(account.gateway(gateways(monkeypatch, *BOTH))) == []
    (said,) = account.gateway(gateways(monkeypatch, "here-public", "supportgrupper"))
    assert "here-staff" in said
    assert len(list(account.gateway(gateways(monkeypatch, *BOTH, off=False)))) == 2
    said = list(
        account.gateway(gateways(monkeypatch, *BOTH, ours=account._OWN_PAGES[1:]))
    )
    assert all("MISSING_AUTHENTICATION_TOKEN" in fault for fault in said)
    assert len(said) == 2


def test_a_page_of_aws_own_is_seen_on_the_wire(monkeypatch):
    examined = gateways(monkeypatch, *BOTH)

    def answer(url, timeout):
        raise HTTPError(url, 403, "", Message(), BytesIO(b"{}"))

    monkeypatch.setattr(account, "urlopen", answer)
    assert len(list(account.gateway(examined))) == 2


@pytest.mark.parametrize(
    ("days", "status", "faults"), [(90, "ISSUED", 0), (20, "ISSUED", 2)]
)
def test_a_certificate_that_ends_soon_is_said(days, status, faults):
    ends = datetime.now(UTC) + timedelta(days=days)
    services = {
        "apigateway": Service(get_domain_name={"regionalCertificateArn": "arn"}),
        "acm": Service(
            describe_certificate={"Certificate": {"NotAfter": ends, "Status": status}}
        ),
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
    assert said[1] == "here-data: Sweeper was modified by hand: deploy data again"
    assert len(said) == 5


@pytest.mark.parametrize(("budgets", "faults"), [([], 1), ([{"BudgetName": "one"}], 0)])
def test_an_account_without_a_budget_is_said(budgets, faults):
    services = {
        "sts": Service(get_caller_identity={"Account": "1"}),
        "budgets": Service(describe_budgets={"Budgets": budgets}),
    }
    assert len(list(account.budget(patient(**services)))) == faults
