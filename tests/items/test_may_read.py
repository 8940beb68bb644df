"""Who may read an item: by what it is, by function, by a written reason, by whom it was
given to; in a confidential round by what the pupils were told."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Role
from chalicelib.items.handling import Access, Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.items.may_read import (
    as_held,
    duty_of,
    may_ask,
    may_read,
    news_for,
    receivers,
)
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.storage import transaction
from tests.cast import (
    NOW,
    NURSE,
    OWNER,
    PEOPLE,
    PRINCIPAL,
    SCHOOL,
    TEACHER,
    set_the_stage,
)

SOCIAL = replace(NURSE, id="AX", email="sosial@test.example", function=None)
"""A member of the resource group who is neither nurse nor principal."""
FLAG, REFERRAL = ItemKind.FLAG, ItemKind.REFERRAL
PLAIN = Item(
    FLAG, "K", SCHOOL.id, OWNER.body_id, Audience.RESOURCE_GROUP, Level.L2, False, NOW, "6A",
    "6A", b"",
)  # fmt: skip
REASON = Access(NOW, b"")


def change(account, **changed):
    now = accounts.get(account.body_id, account.id)
    after = replace(now, **changed)
    transaction.commit(*accounts.change_account(now, after))


@pytest.fixture
def stage(aws):
    made = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL)
    transaction.commit(*accounts.put_account(SOCIAL))
    return made


@pytest.fixture
def secret(stage):
    """A flag of a confidential round with the nurse on duty and nobody as deputy."""
    return replace(PLAIN, confidential=True, round_id=stage.round.id)


@pytest.fixture
def with_deputy(stage, secret):
    transaction.commit(
        *rounds.put_round(replace(stage.round, id="DEPUTY", deputy=on_duty(SOCIAL)))
    )
    return replace(secret, round_id="DEPUTY")


def given(who, **changed):
    return replace(PLAIN, handling=Handling(taken=Deed(who.id, NOW)), **changed)


def with_reason(item, who):
    return replace(item, handling=replace(item.handling, access={who.id: REASON}))


@pytest.mark.parametrize(
    ("item", "nurse", "others"),
    [
        (PLAIN, True, True),
        (replace(PLAIN, kind=ItemKind.THREAD), True, True),
        (replace(PLAIN, kind=ItemKind.THREAD, names_pupil=True), False, True),
        (replace(PLAIN, kind=REFERRAL), False, True),
        (replace(PLAIN, kind=ItemKind.CONTACT), False, True),
        (
            replace(PLAIN, kind=ItemKind.CONTACT, audience=Audience.HEALTH_SERVICE),
            True,
            False,
        ),
        (replace(PLAIN, audience=Audience.HEALTH_SERVICE), True, False),
        (replace(PLAIN, kind=REFERRAL, referrer=NURSE.id), True, True),
        (replace(PLAIN, kind=REFERRAL, referrer=TEACHER.id), False, True),
        (given(NURSE, kind=REFERRAL), True, True),
        (given(SOCIAL, kind=REFERRAL), False, True),
        (with_reason(replace(PLAIN, kind=REFERRAL), NURSE), True, True),
        (with_reason(replace(PLAIN, kind=REFERRAL), SOCIAL), False, True),
    ],
)
def test_the_nurse_reads_a_name_only_where_the_pupil_a_reason_or_a_colleague_lets_her(
    item, nurse, others
):
    assert may_read(NURSE, item) is nurse
    for one in (PRINCIPAL, SOCIAL):
        assert may_read(one, item) is others
        assert may_ask(one, item)


def test_in_a_confidential_round_who_is_on_duty_reads_and_who_has_a_reason(secret):
    assert [may_read(one, secret) for one in (NURSE, PRINCIPAL, SOCIAL)] == [
        True,
        False,
        False,
    ]
    allowed = with_reason(secret, SOCIAL)
    assert [may_read(one, allowed) for one in (NURSE, PRINCIPAL, SOCIAL)] == [
        True,
        False,
        True,
    ]
    taken = replace(secret, handling=Handling(taken=Deed(SOCIAL.id, NOW)))
    assert not may_read(SOCIAL, taken)


@pytest.mark.parametrize(
    ("step", "may"), [(0, False), (1, False), (2, True), (3, True)]
)
def test_deputy_and_principal_may_give_a_reason_once_the_next_were_told(
    with_deputy, step, may
):
    item = replace(with_deputy, step=step)
    assert may_ask(PRINCIPAL, item) is may
    assert may_ask(SOCIAL, item) is may
    assert not may_ask(replace(SOCIAL, id="AY"), item)
    assert not may_ask(SOCIAL, replace(item, round_id=None))


@pytest.mark.parametrize(
    "changed", [{"active": False}, {"confirmed": False}, {"bounced_at": NOW}]
)
def test_or_at_once_where_who_is_on_duty_cannot_be_told(secret, changed):
    assert not may_ask(PRINCIPAL, secret)
    change(NURSE, **changed)
    assert may_ask(PRINCIPAL, secret)
    assert not may_ask(SOCIAL, secret)


def test_or_where_there_is_no_such_person_any_more(stage, secret):
    gone = replace(
        stage.round, id="ERASED", on_duty=replace(on_duty(NURSE), account_id="GONE")
    )
    transaction.commit(*rounds.put_round(gone))
    assert may_ask(PRINCIPAL, replace(secret, round_id="ERASED"))
    assert not may_ask(SOCIAL, replace(secret, round_id="ERASED"))


def test_who_is_on_duty_is_what_the_round_says_and_nobody_where_there_is_none(
    secret, with_deputy
):
    assert duty_of(secret) == (NURSE.id, "")
    assert duty_of(with_deputy) == (NURSE.id, SOCIAL.id)
    assert duty_of(PLAIN) == duty_of(replace(PLAIN, round_id="GONE")) == ("", "")


def test_an_item_is_given_to_who_has_an_inbox_and_may_see_it():
    people = (
        *PEOPLE[:2],
        OWNER,
        TEACHER,
        SOCIAL,
        replace(SOCIAL, id="AY", active=False),
    )
    assert receivers(PLAIN, people) == [PRINCIPAL, NURSE, OWNER, SOCIAL]
    assert receivers(replace(PLAIN, audience=Audience.HEALTH_SERVICE), people) == [
        NURSE
    ]
    assert receivers(PLAIN, ()) == []


def test_in_a_confidential_round_it_is_given_to_who_reads_it(secret):
    people = (PRINCIPAL, NURSE, SOCIAL)
    assert receivers(secret, people) == [NURSE]
    assert receivers(with_reason(secret, SOCIAL), people) == [NURSE, SOCIAL]


@pytest.mark.parametrize(
    "changed", [{"active": False}, {"confirmed": False}, {"role": Role.TEACHER}]
)
def test_what_was_given_to_somebody_who_is_gone_waits_for_nobody_alone(stage, changed):
    item, news = given(SOCIAL), given(SOCIAL, news_at=NOW)
    assert as_held(item) == item
    assert news_for(news) == SOCIAL.id
    change(SOCIAL, **changed)
    assert as_held(item).handling.taken is None
    assert news_for(news) is None


def test_what_its_receiver_has_opened_or_nobody_was_given_stays_as_it_is(stage):
    gone = Deed("GONE", NOW)
    opened = replace(PLAIN, handling=Handling(taken=gone, opened=gone))
    assert as_held(opened) == opened
    assert as_held(PLAIN) == PLAIN
    assert (
        as_held(replace(opened, handling=Handling(taken=gone))).handling.taken is None
    )
    assert news_for(given(SOCIAL)) is None
    assert news_for(replace(PLAIN, news_at=NOW)) is None
