"""What SES's events mean, in every shape they come, and the trace that comes back with
them."""

import re
from copy import deepcopy

import pytest

from chalicelib.outbox.bounce import (
    BounceKind,
    Undelivered,
    UnreadableEvent,
    read,
    tags_of,
)
from chalicelib.outbox.mail import Origin
from infra.rehearsal.bounces import event

ORIGIN = Origin("SCHAAA", "flags_waiting-group-2026-11-24T10:45:00Z-principal-owner")
WHO = "helse@test.example"


def other(kind, **detail):
    """The same mail's event of another kind."""
    made = event(WHO, ORIGIN)
    del made["detail"]["bounce"]
    made["detail"] |= {"eventType": kind, **detail}
    return made


def complaint(**more):
    return other(
        "Complaint", complaint={"complainedRecipients": [{"emailAddress": WHO}], **more}
    )


def test_a_bounce_a_complaint_and_a_reject_say_who_and_what():
    assert read(event(WHO, ORIGIN)) == Undelivered(BounceKind.BOUNCE, (WHO,), ORIGIN)
    assert read(complaint()) == Undelivered(BounceKind.COMPLAINT, (WHO,), ORIGIN)
    rejected = other("Reject", reject={"reason": "Bad content"})
    assert read(rejected) == Undelivered(BounceKind.REJECT, (WHO,), ORIGIN)


GIVEN_UP = [
    ("Transient", "General"),
    ("Transient", "MailboxFull"),
    ("Transient", "MessageTooLarge"),
    ("Transient", "ContentRejected"),
    ("Transient", "AttachmentRejected"),
    ("Transient", "CustomTimeoutExceeded"),
    ("Undetermined", "Undetermined"),
]


@pytest.mark.parametrize(("bounce_type", "subtype"), GIVEN_UP)
def test_what_ses_has_given_up_on_reached_nobody_though_the_address_may_be_good(
    bounce_type, subtype
):
    """SES tells of a soft bounce once it has stopped trying."""
    made = event(WHO, ORIGIN, bounce_type, subtype)
    assert read(made) == Undelivered(BounceKind.GIVEN_UP, (WHO,), ORIGIN)


def out_of_office():
    """As ses simulates it: a bounce with no word of a server about a delivery."""
    made = event(WHO, ORIGIN, "Transient")
    made["detail"]["bounce"]["bouncedRecipients"] = [{"emailAddress": WHO}]
    del made["detail"]["bounce"]["reportingMTA"]
    return made


def test_who_is_out_of_office_has_the_mail():
    assert read(out_of_office()) is None


@pytest.mark.parametrize(
    "subtype", ["General", "NoEmail", "Suppressed", "OnAccountSuppressionList"]
)
def test_what_bounces_for_good_or_is_never_tried_marks_the_address(subtype):
    kind = (
        BounceKind.BOUNCE
        if subtype in ("General", "NoEmail")
        else BounceKind.SUPPRESSED
    )
    made = event(WHO, ORIGIN, "Permanent", subtype)
    assert read(made) == Undelivered(kind, (WHO,), ORIGIN)


@pytest.mark.parametrize("bounce_type", ["Permanent", "Transient"])
def test_a_mail_passed_on_to_another_address_bounces_for_the_one_it_was_sent_to(
    bounce_type,
):
    made = event(
        WHO, ORIGIN, bounce_type, "MailboxFull", bounced="privat@annet.example"
    )
    found = read(made)
    assert found
    assert found.addresses == (WHO,)


def test_who_says_that_it_is_no_spam_does_not_complain():
    assert read(complaint(complaintFeedbackType="not-spam")) is None


def test_a_sign_in_link_has_no_origin():
    assert read(event(WHO, None)) == Undelivered(BounceKind.BOUNCE, (WHO,), None)


@pytest.mark.parametrize("tag", ["", "å", "A", "_-8", "====", "x" * 300])
def test_a_trace_that_is_not_ours_leads_nowhere_and_breaks_nothing(tag):
    made = event(WHO, ORIGIN)
    made["detail"]["mail"]["tags"] |= {"mail": [tag]}
    found = read(made)
    assert found
    assert found.origin is None or found.origin.mail_id != ORIGIN.mail_id


def test_the_tags_are_in_the_letters_ses_allows():
    for value in tags_of(ORIGIN).values():
        assert re.fullmatch(r"[A-Za-z0-9_.@-]{1,256}", value)


def broken():
    yield from (
        None,
        [],
        "x",
        {},
        {"detail": None},
        {"detail": {"eventType": "Bounce"}},
    )
    for path in (("bounce",), ("mail",), ("eventType",), ("bounce", "bounceType")):
        made = deepcopy(event(WHO, ORIGIN))
        inner = made["detail"]
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = 7
        yield made
    made = event(WHO, ORIGIN)
    made["detail"]["mail"]["destination"] = [None]
    yield made
    yield other("Delivery", delivery={})


@pytest.mark.parametrize("made", [*broken()])
def test_any_other_shape_is_unreadable(made):
    with pytest.raises(UnreadableEvent):
        read(made)
