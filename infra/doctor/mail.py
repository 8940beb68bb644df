"""Mail: whether it may go, how fast, and whether we hear of what comes back."""

import json
from collections.abc import Iterator
from typing import Any

from infra.doctor.checks import rules_for
from infra.doctor.patient import Patient

_LEAST_A_SECOND = 14
_LEAST_A_DAY = 10_000
_HEARD = {"BOUNCE", "COMPLAINT", "REJECT"}


def mail(patient: Patient) -> Iterator[str]:
    ses = patient.client("sesv2")
    yield from _account(patient, ses.get_account())
    domain = _mail_domain(patient)
    if domain is None:
        yield f"no export {patient.prefix}-mail-from: deploy infra/data.yaml again"
        return
    ours = ses.get_email_identity(EmailIdentity=domain)
    if not ours.get("VerifiedForSendingStatus"):
        yield patient.unless_new(
            f"{domain} is not verified: make the three CNAME records of the data"
            " stack's outputs"
        )
    if ours.get("ConfigurationSetName") != patient.prefix:
        yield (
            f"{domain} lacks the configuration set {patient.prefix}: deploy data.yaml"
            " again"
        )
    if ours.get("MailFromAttributes", {}).get("MailFromDomainStatus") != "SUCCESS":
        yield patient.unless_new(
            f"the subdomain that bounces to {domain} come back to is not proved: make"
            " the records DnsRecord4 and DnsRecord5 of the data stack's outputs"
        )


def _account(patient: Patient, account: dict[str, Any]) -> Iterator[str]:
    if not account["ProductionAccessEnabled"]:
        yield patient.unless_new(
            "SES is in the sandbox, mail reaches proved addresses only: ask AWS for"
            " production access, and deploy the staff stack with Trial=yes until then"
        )
        return
    if not account["SendingEnabled"]:
        yield "SES does not send: see why in its console"
    status = account.get("EnforcementStatus", "HEALTHY")
    if status != "HEALTHY":
        yield (
            f"SES has this account under {status}: answer AWS's mail at once, and look"
            " at bounces"
        )
    quota = account.get("SendQuota", {})
    if quota.get("MaxSendRate", 0) < _LEAST_A_SECOND:
        yield (
            f"SES sends {quota.get('MaxSendRate', 0):g} a second: ask for"
            f" {_LEAST_A_SECOND}"
        )
    if 0 <= quota.get("Max24HourSend", 0) < _LEAST_A_DAY:
        yield (
            f"SES sends {quota.get('Max24HourSend', 0):g} a day: ask for {_LEAST_A_DAY}"
        )


def _mail_domain(patient: Patient) -> str | None:
    """What comes after the @ of the address the stacks send from."""
    pages = patient.client("cloudformation").get_paginator("list_exports").paginate()
    exports = {
        export["Name"]: export["Value"] for page in pages for export in page["Exports"]
    }
    address: str | None = exports.get(f"{patient.prefix}-mail-from")
    return address.rpartition("@")[2] if address else None


def configuration(patient: Patient) -> Iterator[str]:
    """What SES does with an address that does not exist, and whom it tells of it."""
    ses, name = patient.client("sesv2"), patient.prefix
    told = ses.get_configuration_set(ConfigurationSetName=name)
    if told.get("SuppressionOptions", {}).get("SuppressedReasons") != ["BOUNCE"]:
        yield (
            f"{name} does not keep its own list of dead addresses: deploy"
            " infra/data.yaml again"
        )
    found = ses.get_configuration_set_event_destinations(ConfigurationSetName=name)
    listening = {
        kind
        for destination in found["EventDestinations"]
        if destination.get("Enabled") and "EventBridgeDestination" in destination
        for kind in destination["MatchingEventTypes"]
    }
    if missing := sorted(_HEARD - listening):
        yield f"SES tells nobody of {', '.join(missing)}: deploy infra/data.yaml again"


def bounces(patient: Patient) -> Iterator[str]:
    found = next(rules_for(patient, "bounces"), None)
    if found is None:
        yield "nobody hears of mail that comes back: deploy the staff stack again"
        return
    rule, _ = found
    if rule["State"] != "ENABLED":
        yield (
            f"the rule {rule['Name']} is off: turn it on, nobody hears of mail that"
            " comes back"
        )
    pattern = json.loads(rule.get("EventPattern", "{}"))
    if "aws.ses" not in pattern.get("source", ()):
        yield (
            f"the rule {rule['Name']} does not listen to SES: deploy the staff stack"
            " again"
        )
    tags = pattern.get("detail", {}).get("mail", {}).get("tags", {})
    if patient.prefix not in tags.get("ses:configuration-set", ()):
        yield (
            f"the rule {rule['Name']} hears what others send too: deploy the staff"
            " stack again"
        )
