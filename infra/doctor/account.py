"""The account around the service: who hears alarms, what runs, what it may use, its
addresses."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from botocore.exceptions import ClientError

from infra.doctor.patient import FUNCTIONS, SIDES, STACKS, NotYet, Patient

_DEFAULT_CONCURRENCY = {"public": 400, "staff": 50, "sweeper": 8, "bounces": 1}
_MUST_STAY_FREE = 100
_SOON = timedelta(days=30)
_DRIFT_SECONDS = 120
_OWN_PAGES = ("MISSING_AUTHENTICATION_TOKEN", "THROTTLED", "DEFAULT_4XX", "DEFAULT_5XX")


def alarms(patient: Patient) -> Iterator[str]:
    topics = patient.client("sns").get_paginator("list_topics").paginate()
    arns = [listed["TopicArn"] for page in topics for listed in page["Topics"]]
    topic = next(
        (arn for arn in arns if arn.endswith(f":{patient.prefix}-alarms")), None
    )
    if topic is None:
        yield f"there is no topic {patient.prefix}-alarms: deploy infra/data.yaml again"
        return
    told = patient.client("sns").list_subscriptions_by_topic(TopicArn=topic)[
        "Subscriptions"
    ]
    confirmed = [
        subscription
        for subscription in told
        if subscription["SubscriptionArn"].startswith("arn:")
    ]
    if not confirmed:
        yield patient.unless_new(
            "nobody hears the alarms: press the link in the mail from AWS to"
            " AlarmEmail; if it is older than three days, deploy infra/data.yaml with"
            " the address changed and back"
        )
    pages = patient.client("cloudwatch").get_paginator("describe_alarms")
    for page in pages.paginate(
        AlarmNamePrefix=f"{patient.prefix}-", StateValue="ALARM"
    ):
        for alarm in page["MetricAlarms"]:
            yield (
                f"the alarm {alarm['AlarmName']} rings:"
                f" {alarm.get('AlarmDescription', '')}"
            )


def functions(patient: Patient) -> Iterator[str]:
    """Each runs, leads where it should, and is not stopped since a restore."""
    client = patient.client("lambda")
    runtimes = set()
    for function in FUNCTIONS:
        name = f"{patient.prefix}-{function}"
        told = client.get_function_configuration(FunctionName=name)
        runtimes.add(told["Runtime"])
        given = told["Environment"]["Variables"]
        for variable, url in (
            ("PUBLIC_URL", patient.public_url),
            ("STAFF_URL", patient.staff_url),
        ):
            if given.get(variable) != url:
                yield (
                    f"{name} has {variable}={given.get(variable)}, not {url}, and cards"
                    " and mails lead there: deploy both code stacks with the right one"
                )
        reserved = client.get_function_concurrency(FunctionName=name)
        if reserved.get("ReservedConcurrentExecutions") == 0:
            yield (
                f"{name} is stopped: see infra/README.md, Restore, on giving"
                " concurrency back"
            )
    if len(runtimes) > 1:
        yield (
            f"the functions run on {sorted(runtimes)}: package all sides with the same"
            " Python"
        )


def concurrency(patient: Patient) -> Iterator[str]:
    client = patient.client("lambda")
    limit = client.get_account_settings()["AccountLimit"]
    reserved = [
        client.get_function_concurrency(FunctionName=f"{patient.prefix}-{function}")
        for function in FUNCTIONS
    ]
    has = limit["ConcurrentExecutions"]
    wanted = sum(_DEFAULT_CONCURRENCY.values()) + _MUST_STAY_FREE
    if has < wanted:
        yield patient.unless_new(
            f"the account may run {has} at once and wants {wanted}: ask for 1,000 in"
            " Service Quotas before classes begin"
        )
    elif not all(
        "ReservedConcurrentExecutions" in reservation for reservation in reserved
    ):
        yield patient.unless_new(
            "nothing is set aside for the doors, so that one can starve the other:"
            " deploy both code stacks without Concurrency=0"
        )


def gateway(patient: Patient) -> Iterator[str]:
    """Each API has its name, one address, and pages of ours where no function runs."""
    client = patient.client("apigateway")
    apis = {
        rest_api["name"]: rest_api
        for page in client.get_paginator("get_rest_apis").paginate()
        for rest_api in page["items"]
    }
    for side in SIDES:
        name, url = f"{patient.prefix}-{side}", patient.urls[side]
        api = apis.get(name)
        if api is None:
            yield (
                f"no API is called {name}, so its alarm is deaf: deploy the {side}"
                " stack again"
            )
            continue
        has_domain = "execute-api" not in url
        if has_domain and not api.get("disableExecuteApiEndpoint"):
            yield (
                f"{name} answers at API Gateway's own address too: deploy it with its"
                " DomainName"
            )
        pages = client.get_gateway_responses(restApiId=api["id"])["items"]
        ours = {
            response["responseType"]
            for response in pages
            if not response.get("defaultResponse")
        }
        for missing in sorted(set(_OWN_PAGES) - ours):
            yield (
                f"{name} answers {missing} in AWS's words: deploy the {side} stack"
                " again"
            )
        yield from _unknown_page(f"{url}/no-such-page/at-all")


def _unknown_page(url: str) -> Iterator[str]:
    try:
        urlopen(url, timeout=30).close()  # noqa: S310 - the address we were given
    except HTTPError as answer:
        policy = answer.headers.get("content-security-policy", "")
        if answer.code != 404 or "default-src 'none'" not in policy:
            yield (
                f"{url} is answered with {answer.code} and not with our page: deploy"
                " again"
            )
    except (OSError, ValueError) as error:
        yield f"{url} does not answer ({error})"
    else:
        yield f"{url} is answered as if it were a page"


def certificates(patient: Patient) -> Iterator[str]:
    for url in patient.urls.values():
        host = urlsplit(url).hostname or ""
        if "execute-api" in url or not url.startswith("https://"):
            continue
        about = patient.client("apigateway").get_domain_name(domainName=host)
        arn = about["regionalCertificateArn"]
        told = patient.client("acm").describe_certificate(CertificateArn=arn)[
            "Certificate"
        ]
        left = told["NotAfter"] - datetime.now(UTC)
        if told["Status"] != "ISSUED":
            yield f"the certificate of {host} is {told['Status']}: look at it in ACM"
        elif left < _SOON:
            yield (
                f"the certificate of {host} ends in {left.days} days: is its CNAME"
                " record there?"
            )


def drift(patient: Patient) -> Iterator[str]:
    """What somebody changed beside the templates. It asks CloudFormation to look, and
    waits."""
    client = patient.client("cloudformation")
    for stack in STACKS:
        name = f"{patient.prefix}-{stack}"
        try:
            asked = client.detect_stack_drift(StackName=name)["StackDriftDetectionId"]
        except ClientError as error:
            yield f"{name}: {error.response['Error']['Message']}"
            continue
        if not _looked(client, asked):
            yield NotYet(f"{name} is still being looked at: run this once more")
            continue
        found = client.describe_stack_resource_drifts(
            StackName=name, StackResourceDriftStatusFilters=["MODIFIED", "DELETED"]
        )["StackResourceDrifts"]
        for part in found:
            status = part["StackResourceDriftStatus"].lower()
            yield (
                f"{name}: {part['LogicalResourceId']} was {status} by hand: deploy"
                f" {stack} again"
            )


def _looked(client: Any, asked: str) -> bool:
    end = time.monotonic() + _DRIFT_SECONDS
    while time.monotonic() < end:
        told = client.describe_stack_drift_detection_status(StackDriftDetectionId=asked)
        if told["DetectionStatus"] != "DETECTION_IN_PROGRESS":
            return True
        time.sleep(2)
    return False


def budget(patient: Patient) -> Iterator[str]:
    account = patient.client("sts").get_caller_identity()["Account"]
    client = patient.client("budgets")
    if not client.describe_budgets(AccountId=account).get("Budgets"):
        yield (
            "no budget watches what this costs: infra/README.md, Before the first"
            " deployment"
        )
