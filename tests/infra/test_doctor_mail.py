"""The doctor on mail: what SES holds against us, and whether we hear of what comes
back."""

import json

import pytest

from infra.doctor import __main__ as command
from infra.doctor import mail
from infra.doctor.patient import NotYet
from tests.infra.account_of import Service, events, patient, stacks


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
    return Service(
        get_account=well | (account or {}), get_email_identity=healthy | identity
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
        assert [type(fault) for fault in mail.mail(both)] == [kind, kind]


def test_what_is_not_yet_is_shown_and_does_not_fail(capsys):
    not_yet = {"this": lambda _: iter([NotYet("press the link")])}
    assert command.examine(patient(), not_yet)
    assert capsys.readouterr().out == "pass  this: not yet\n      press the link\n"
    assert not command.examine(
        patient(), not_yet | {"that": lambda _: iter(["broken"])}
    )


def heard(*kinds, enabled=True, reasons=("BOUNCE",)):
    there = {
        "MatchingEventTypes": list(kinds),
        "Enabled": enabled,
        "EventBridgeDestination": {},
    }
    return Service(
        get_configuration_set={
            "SuppressionOptions": {"SuppressedReasons": list(reasons)}
        },
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
    assert [word in fault for fault in said] == ([True] if word else [])


def test_a_rule_that_hears_what_others_send_is_named():
    pattern = {
        "source": ["aws.ses"],
        "detail": {"mail": {"tags": {"ses:configuration-set": []}}},
    }
    rule = {
        "Name": "here-bounces",
        "State": "ENABLED",
        "EventPattern": json.dumps(pattern),
    }
    (said,) = mail.bounces(patient(events=events(rule)))
    assert "others" in said
