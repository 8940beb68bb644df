"""What one person may erase, who must agree to the rest, and who that may be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.flags.conditions import Reason
from chalicelib.items.handling import ErasureAsked, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.reading.second_person import (
    flag_about_an_adult,
    may_decide,
    referral_about_an_adult,
    second_person,
)
from chalicelib.referrals.fields import Referral
from chalicelib.referrals.referral import Involved
from tests.cast import ADMINISTRATOR, NURSE, OWNER, PRINCIPAL, STRANGER

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SCHOOL, NURSES, OWNERS = (
    Audience.RESOURCE_GROUP,
    Audience.HEALTH_SERVICE,
    Audience.OWNER,
)
PLAIN = Item(
    ItemKind.FLAG,
    "K",
    "SCHAAA",
    "WNERAA",
    SCHOOL,
    Level.L2,
    False,
    NOW,
    "6A",
    "6A",
    b"",
)
CASE = Handling(case=1)


@pytest.mark.parametrize(
    ("changed", "by_a_member", "by_the_principal"),
    [
        ({}, None, None),
        ({"level": Level.L1}, None, None),
        ({"kind": ItemKind.THREAD}, None, None),
        ({"kind": ItemKind.CONTACT}, None, None),
        ({"audience": NURSES}, None, None),
        ({"handling": Handling(case=0)}, Recipients.PRINCIPAL, Recipients.OWNER),
        ({"level": Level.L3}, Recipients.PRINCIPAL, Recipients.OWNER),
        ({"kind": ItemKind.REFERRAL}, Recipients.PRINCIPAL, Recipients.OWNER),
        ({"handling": CASE}, Recipients.PRINCIPAL, Recipients.OWNER),
        ({"audience": NURSES, "level": Level.L3}, Recipients.OWNER, Recipients.OWNER),
        ({"audience": NURSES, "handling": CASE}, Recipients.OWNER, Recipients.OWNER),
        ({"audience": OWNERS}, Recipients.OWNER, Recipients.OWNER),
        ({"audience": OWNERS, "level": Level.L1}, Recipients.OWNER, Recipients.OWNER),
    ],
)
def test_who_must_agree(changed, by_a_member, by_the_principal):
    item = replace(PLAIN, **changed)
    assert second_person(item, False, NURSE) == by_a_member
    assert second_person(item, False, PRINCIPAL) == by_the_principal
    for asker in (NURSE, PRINCIPAL):  # about an adult, always the owner
        assert second_person(item, True, asker) is Recipients.OWNER


def asked(by=NURSE, decider=Recipients.PRINCIPAL):
    return replace(
        PLAIN, handling=Handling(erasure=ErasureAsked(by.id, NOW, b"", decider))
    )


@pytest.mark.parametrize(
    ("who", "decider", "may"),
    [
        (PRINCIPAL, Recipients.PRINCIPAL, True),
        (PRINCIPAL, Recipients.OWNER, False),
        (OWNER, Recipients.PRINCIPAL, True),
        (OWNER, Recipients.OWNER, True),
        (replace(NURSE, id="AX"), Recipients.PRINCIPAL, False),
        (ADMINISTRATOR, Recipients.OWNER, False),
        (STRANGER, Recipients.PRINCIPAL, False),
        (replace(OWNER, body_id="WNERBB"), Recipients.OWNER, False),
        (replace(PRINCIPAL, active=False), Recipients.PRINCIPAL, False),
        (replace(PRINCIPAL, confirmed=False), Recipients.PRINCIPAL, False),
        (replace(OWNER, active=False), Recipients.OWNER, False),
        (replace(OWNER, confirmed=False), Recipients.OWNER, False),
    ],
)
def test_who_may_decide(who, decider, may):
    assert may_decide(who, asked(decider=decider)) is may


@pytest.mark.parametrize("who", [PRINCIPAL, OWNER])
def test_nobody_decides_what_they_asked_for_or_what_nobody_asked_for(who):
    assert not may_decide(who, asked(by=who, decider=Recipients.PRINCIPAL))
    assert not may_decide(who, PLAIN)


def reason(rule):
    return Reason(rule, Level.L2, None, None)


def test_a_flag_is_about_an_adult_where_one_of_its_reasons_is():
    assert not flag_about_an_adult(())
    assert not flag_about_an_adult((reason("bullied"), reason("leadership")))
    assert flag_about_an_adult((reason("bullied"), reason("adult")))
    assert flag_about_an_adult((reason("adult"),))


@pytest.mark.parametrize(
    ("involved", "about"),
    [(involved, involved is not Involved.NO) for involved in Involved],
)
def test_a_referral_is_about_an_adult_unless_it_says_no(involved, about):
    assert referral_about_an_adult(Referral.model_construct(involved=involved)) is about
