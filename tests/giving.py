"""Colleagues to whom something is given, and who is mailed while it waits."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function
from chalicelib.audit import store as audit
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE
from tests.mailbox import sent
from tests.roles import playing
from tests.sweeping import sweep_between

SOCIAL = replace(
    NURSE,
    id="B1",
    name="Test B1",
    email="sosial@test.example",
    function=Function.SOCIAL_TEACHER,
)
OTHER = replace(SOCIAL, id="B2", name="Test B2", email="annen@test.example")
MINUTE = timedelta(minutes=1)


def colleagues():
    transaction.commit(
        *(row for account in (SOCIAL, OTHER) for row in accounts.put_account(account))
    )


def told_until(minutes, start=0):
    """Who is mailed in the meantime, each time; over days the sweep comes by the
    hour."""
    before = len(sent())
    with playing("sweeper"):
        every = (5 if minutes < 200 else 60) * MINUTE
        sweep_between(NOW + start * MINUTE, NOW + minutes * MINUTE, every)
    return [mail.to[0] for mail in sent()[before:]]


def log():
    return [(event.who, event.what) for event in audit.of_body("SCHAAA")]
