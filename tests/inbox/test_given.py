"""What a colleague was given waits for them alone, whoever else reads it: the next
people are told unless they open it or somebody takes it over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.cases import make_case
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items import store as item_store
from chalicelib.items.handling import Did
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.reading.see_item import see
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SCHOOL_INBOX, set_the_stage
from tests.faults import first_of_all
from tests.giving import MINUTE, OTHER, SOCIAL, colleagues, log, told_until
from tests.mailbox import sent
from tests.referring import refer
from tests.roles import playing
from tests.rows import rows_with

pytestmark = pytest.mark.usefixtures("among_colleagues")

WHY = "Hun som har vakt, er syk i dag"


@pytest.fixture
def flag(stage):
    """Urgent, read by the nurse and given to the social teacher at ``NOW``."""
    return given(stage, contact="today")


def given(stage, **answer):
    stage.send(**answer)
    sweep(NOW)
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    with playing("staff"):
        handle.hand_over(Press(NURSE, ItemKind.FLAG, row["id"], 0, NOW), SOCIAL.id)
    return row["id"]


def item(flag):
    return item_store.get(SCHOOL_INBOX, ItemKind.FLAG, flag)


@pytest.mark.parametrize(
    "reader", [NURSE, OTHER, PRINCIPAL], ids=["giver", "member", "principal"]
)
def test_whoever_else_reads_it_the_next_people_are_told_unless_the_receiver_opens_it(
    flag, reader
):
    assert told_until(10) == [SOCIAL.email]
    with playing("staff"):
        open_item(reader, ItemKind.FLAG, flag, NOW + 10 * MINUTE)
    assert item(flag).handling.opened is None
    assert log()[-1] == (reader.id, "read_flag")
    assert told_until(65, 10) == [PRINCIPAL.email]
    assert OWNER.email in told_until(130, 65)


def test_one_reads_it_without_a_button_while_the_receiver_must_press_one(flag):
    for reader in (NURSE, OTHER, PRINCIPAL):
        seen = see(reader, ItemKind.FLAG, flag, NOW)
        assert (seen.wants_opening, seen.given) == (False, True)
        assert seen.content.flag
    seen = see(SOCIAL, ItemKind.FLAG, flag, NOW)
    assert (seen.wants_opening, seen.given) == (True, False)
    assert seen.content.flag is None


def test_the_receiver_opens_it_and_nobody_more_is_told(flag):
    told_until(10)
    open_item(NURSE, ItemKind.FLAG, flag, NOW + 10 * MINUTE)
    open_item(SOCIAL, ItemKind.FLAG, flag, NOW + 11 * MINUTE)
    assert told_until(48 * 60, 12) == []
    for reader in (NURSE, SOCIAL, PRINCIPAL):
        assert not see(reader, ItemKind.FLAG, flag, NOW).given


@pytest.mark.parametrize(
    "who", [NURSE, OTHER, PRINCIPAL], ids=["giver", "member", "principal"]
)
def test_who_takes_it_over_stops_the_clock_and_it_is_theirs(flag, who):
    told_until(70)
    at = NOW + 70 * MINUTE
    with playing("staff"):
        handle.take(Press(who, ItemKind.FLAG, flag, 1, at))
    assert told_until(48 * 60, 71) == []
    done = item(flag).handling
    assert (done.taken.who, done.opened.who, item(flag).clock_at) == (
        who.id,
        who.id,
        None,
    )
    assert [(act.did, act.who) for act in done.history][-2:] == [
        (Did.OPENED, who.id),
        (Did.TOOK, who.id),
    ]
    handle.close(Press(who, ItemKind.FLAG, flag, 2, at), "talked", "")
    assert item(flag).handling.closed.who == who.id


def others():
    return [
        (
            "close",
            lambda flag: handle.close(
                Press(NURSE, ItemKind.FLAG, flag, 1, NOW), "talked", ""
            ),
        ),
        (
            "case",
            lambda flag: make_case.make(Press(NURSE, ItemKind.FLAG, flag, 1, NOW)),
        ),
        (
            "again",
            lambda flag: handle.hand_over(
                Press(NURSE, ItemKind.FLAG, flag, 1, NOW), OTHER.id
            ),
        ),
        (
            "news",
            lambda flag: handle.read_news(Press(NURSE, ItemKind.FLAG, flag, 1, NOW)),
        ),
        (
            "join",
            lambda flag: handle.join(
                Press(NURSE, ItemKind.FLAG, flag, 1, NOW), "flag.x"
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("act"), [act for _, act in others()], ids=[name for name, _ in others()]
)
def test_nothing_else_is_done_with_it_before_that(flag, act):
    before = item(flag)
    with pytest.raises(errors.Incomplete, match=r"inbox\.problem\.given"):
        act(flag)
    assert item(flag) == before


def test_of_a_receiver_who_opens_and_a_colleague_who_takes_over_at_once_one_is_told(
    flag,
):
    opening = lambda: open_item(SOCIAL, ItemKind.FLAG, flag, NOW)  # noqa: E731
    with (
        first_of_all("TransactWriteItems", opening),
        pytest.raises(errors.ChangedMeanwhile),
    ):
        handle.take(Press(NURSE, ItemKind.FLAG, flag, 1, NOW))
    done = item(flag).handling
    assert (done.taken.who, done.opened.who) == (SOCIAL.id, SOCIAL.id)


@pytest.mark.parametrize(
    "gone", [{"active": False}, {"confirmed": False}], ids=["left", "not let in"]
)
def test_where_the_receiver_is_gone_whoever_opens_it_has_opened_it(flag, gone):
    transaction.commit(*accounts.put_account(replace(SOCIAL, **gone)))
    assert see(NURSE, ItemKind.FLAG, flag, NOW).wants_opening
    open_item(NURSE, ItemKind.FLAG, flag, NOW)
    assert item(flag).handling.opened.who == NURSE.id
    assert item(flag).clock_at is None


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [({"contact": "today"}, 60), ({"hurt": "few"}, 24 * 60)],
    ids=["L3", "L2"],
)
def test_by_when_is_known_from_the_moment_it_is_given(stage, answer, minutes):
    flag = given(stage, **answer)
    assert item(flag).clock_at == (NOW + minutes * MINUTE).replace(microsecond=0)
    before = item(flag).clock_at
    told_until(5)
    assert item(flag).clock_at == before


def test_what_has_no_clock_of_its_own_has_one_once_it_is_given(desk):
    colleagues()
    referral = refer(desk, urgency=["can_wait"])
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral, NOW)
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, referral, 0, NOW), SOCIAL.id)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral, NOW)
    before = len(sent())
    sweep(NOW + MINUTE)
    sweep(NOW + timedelta(days=1, minutes=1))
    sweep(NOW + timedelta(days=1, minutes=2))
    mails = sent()[before:]
    assert (SOCIAL.email,) in [one.to for one in mails]
    said = texts("nb")("mail.flags_unopened.subject")
    assert [one.to for one in mails if one.subject == said] == [(PRINCIPAL.email,)]


def test_in_a_confidential_round_the_principal_reads_with_a_reason_and_may_take_it_over(
    aws,
):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    colleagues()
    stage.send(safe="hardly_ever", hurt="often")
    sweep(NOW)
    (row,) = rows_with("answers", sk="FLAG#")
    flag = row["id"]
    told_until(65)
    handle.ask_access(Press(PRINCIPAL, ItemKind.FLAG, flag, 0, NOW + 65 * MINUTE), WHY)
    handle.hand_over(
        Press(PRINCIPAL, ItemKind.FLAG, flag, 1, NOW + 66 * MINUTE), NURSE.id
    )
    open_item(PRINCIPAL, ItemKind.FLAG, flag, NOW + 67 * MINUTE)
    assert item(flag).handling.opened is None
    assert told_until(130, 66) == [NURSE.email, PRINCIPAL.email]
    handle.take(Press(PRINCIPAL, ItemKind.FLAG, flag, 2, NOW + 131 * MINUTE))
    assert told_until(48 * 60, 132) == []


def test_who_is_let_in_by_a_reason_reads_and_does_not_open(desk):
    colleagues()
    referral = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral, NOW)
    handle.hand_over(Press(PRINCIPAL, ItemKind.REFERRAL, referral, 0, NOW), SOCIAL.id)
    assert not see(NURSE, ItemKind.REFERRAL, referral, NOW).may_read
    handle.ask_access(Press(NURSE, ItemKind.REFERRAL, referral, 1, NOW), WHY)
    assert (
        item_store.get(SCHOOL_INBOX, ItemKind.REFERRAL, referral).handling.opened
        is None
    )
    assert see(NURSE, ItemKind.REFERRAL, referral, NOW).content.received


def test_at_the_owner_it_is_the_same(stage):
    second = replace(OWNER, id="B5", name="Test B5", email="eier2@test.example")
    transaction.commit(*accounts.put_account(second))
    stage.send(adult_hurt="often", leadership="yes")
    (row,) = rows_with("answers", sk="FLAG#")
    told_until(5)
    open_item(OWNER, ItemKind.FLAG, row["id"], NOW)
    handle.hand_over(Press(OWNER, ItemKind.FLAG, row["id"], 0, NOW), second.id)
    open_item(OWNER, ItemKind.FLAG, row["id"], NOW)
    assert told_until(10, 5) == [second.email]
    assert set(told_until(65, 10)) == {OWNER.email, second.email}
