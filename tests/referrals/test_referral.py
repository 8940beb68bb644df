"""A referral is as urgent as its writer says; its draft tells little over a
shoulder."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.items.inbox_id import Audience, InboxId
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.referrals.referral import (
    PRIORITY,
    Draft,
    Priority,
    Sent,
    Status,
    Urgency,
)
from tests.cast import OWNER, SCHOOL_INBOX

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DRAFT = Draft("D", NOW, {"class_id": ["6A"], "pupil": ["Kim"]})


@pytest.mark.parametrize(
    ("urgency", "level", "first"),
    [
        ("danger_now", 3, True),
        ("today", 3, False),
        ("this_week", 2, True),
        ("can_wait", 2, False),
    ],
)
def test_how_fast_somebody_must_act(urgency, level, first):
    assert PRIORITY[Urgency(urgency)] == Priority(Level(level), first)


def test_every_urgency_has_its_priority_and_none_is_only_to_be_watched():
    assert set(PRIORITY) == set(Urgency)
    assert min(priority.level for priority in PRIORITY.values()) is Level.L2


@pytest.mark.parametrize(
    ("pupil", "initials"),
    [
        ([], ""),
        ([""], ""),
        ([" \n "], ""),
        (["kim"], "K."),
        (["åse marie"], "Å. M."),
        (["a b c"], "A. B. C."),
        (["a b c d"], "A. B. C."),
        (["Kim", "Another"], "K."),
    ],
)
def test_initials_are_of_three_names_at_most(pupil, initials):
    assert replace(DRAFT, fields={"pupil": pupil}).initials == initials
    assert replace(DRAFT, fields={}).initials == ""


@pytest.mark.parametrize(
    ("typed", "said"), [({}, ""), ({"class_id": []}, ""), ({"class_id": ["6A"]}, "6A")]
)
def test_its_class_is_the_one_chosen(typed, said):
    assert replace(DRAFT, fields=typed).class_id == said


def test_its_mark_follows_what_is_written_and_not_the_order():
    same = replace(
        DRAFT,
        id="E",
        saved_at=NOW + timedelta(1),
        fields=dict(reversed(DRAFT.fields.items())),
    )
    assert same.mark == DRAFT.mark
    for fields in (
        {},
        {**DRAFT.fields, "pupil": ["Kima"]},
        {**DRAFT.fields, "seen": [""]},
    ):
        assert replace(DRAFT, fields=fields).mark != DRAFT.mark


def test_a_draft_is_kept_for_two_weeks():
    assert DRAFT.until == NOW + timedelta(days=14)


def test_what_was_sent_is_called_by_the_beginning_of_its_id():
    assert (
        Sent("ABCDEFGH", SCHOOL_INBOX, "6A", NOW, Status.RECEIVED, (), False).number
        == "ABCDEF"
    )


@pytest.mark.parametrize(
    ("status", "in_danger", "takes_more"),
    [
        (Status.RECEIVED, True, True),
        (Status.GIVEN, True, True),
        (Status.FOLLOWED_UP, False, True),
        (Status.CLOSED, False, False),
        (Status.ERASED, False, False),
    ],
)
def test_danger_is_over_when_somebody_follows_it_up_and_nothing_is_added_once_it_is_done(
    status, in_danger, takes_more
):
    sent = Sent("ABCDEFGH", SCHOOL_INBOX, "6A", NOW, status, (), True)
    assert (sent.still_in_danger, sent.takes_additions) == (in_danger, takes_more)
    assert sent.is_erased is (status is Status.ERASED)
    assert not replace(sent, danger=False).still_in_danger


def test_the_principal_is_reached_where_they_were_written_to():
    sent = Sent(
        "ABCDEFGH",
        SCHOOL_INBOX,
        "6A",
        NOW,
        Status.RECEIVED,
        (Recipients.PRINCIPAL,),
        False,
    )
    assert sent.reached_principal
    assert not sent.to_owner
    owners = InboxId(OWNER.body_id, Audience.OWNER)
    assert replace(sent, inbox=owners).to_owner
    assert not replace(sent, sent_to=(Recipients.GROUP,)).reached_principal


def test_somebody_is_in_danger_in_one_degree_of_urgency_alone():
    assert [urgency for urgency in Urgency if urgency.in_danger] == [Urgency.DANGER_NOW]
