"""The mail of the week says how many cases there are, and nothing else of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.cases.clocks import NextAction, NextKind
from chalicelib.referrals import drafts
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from chalicelib.weekly_overview import plan_mail
from tests.cases.cast import entry_for, made, stored
from tests.cast import NOW, NURSE, PRINCIPAL, SCHOOL, TEACHER
from tests.mailbox import sent
from tests.roles import playing
from tests.rows import rows_with

MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
"""The first slot of the next week."""
NIGHT = MONDAY - timedelta(hours=4)
COUNTED = {"going_on": 3, "new": 2, "overdue": 1, "planned": 1}


def lines(language="nb", **counts):
    t = texts(language)
    said = {name: t(f"mail.weekly_list.{name}", number=n) for name, n in counts.items()}
    return list(said.values())


def weekly():
    subject = texts("nb")("mail.weekly_list.subject")
    return [mail for mail in sent() if mail.subject == subject]


def put(number, **changes):
    before = stored(number)
    after = replace(before, version=before.version + 1, follow_up=None, **changes)
    transaction.commit(*cases.replace(before, after, *entry_for(after)))


def review_on(day):
    return NextAction(NextKind.REVIEW, day)


@pytest.fixture
def three_cases(stage):
    """In the first nobody has talked with the pupil; the second is due on Friday, the
    third, an old one, the week after."""
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    sweep(NOW)
    for number in (1, 2, 3):
        made(drafts.desk(TEACHER), pupil=[f"Ola Nordmann {number}"])
    friday, old = MONDAY.date() + timedelta(days=4), NOW - timedelta(days=60)
    put(2, next_action=review_on(friday))
    put(3, next_action=review_on(friday + timedelta(days=7)), made_at=old)


def sweeps(*times):
    with playing("sweeper"):
        for at in times:
            sweep(at)


def test_it_counts_the_cases_and_says_nothing_else_of_them(three_cases):
    sweeps(NIGHT, MONDAY)
    mail = weekly()[-1]
    assert "\n".join(lines(**COUNTED)) in mail.body
    for word in ("Ola", "6A", SCHOOL.name, "elev", PRINCIPAL.name, "sak 1"):
        assert word not in mail.body, word


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_counts_in_the_language_of_who_gets_it(three_cases, language):
    other = replace(NURSE, language=language)
    transaction.commit(*accounts.change_account(NURSE, other))
    sweeps(NIGHT, MONDAY)
    (mail,) = [mail for mail in sent()[-2:] if mail.to == (NURSE.email,)]
    assert "\n".join(lines(language, **COUNTED)) in mail.body


def test_it_counts_none_where_there_are_none(stage):
    audit.record(Event.SIGNED_IN, SCHOOL.id, NURSE.id, "link", NOW)
    sweeps(NOW, NIGHT, MONDAY)
    none = dict.fromkeys(COUNTED, 0)
    assert "\n".join(lines(**none)) in weekly()[-1].body


def test_what_is_to_be_watched_writes_the_mail_anew_and_the_counts_stay(
    three_cases, stage
):
    sweeps(NIGHT)
    stage.send(0, NOW, hurt="once")
    sweeps(MONDAY)
    (mail, _) = weekly()[-2:]
    assert "\n".join(lines(**COUNTED)) in mail.body


def test_a_mail_that_something_to_watch_had_first_counts_too(three_cases, stage):
    """It was there before anybody planned the week."""
    stage.send(0, NOW, hurt="once")
    sweeps(NOW + timedelta(hours=1))
    plan_mail.plan(SCHOOL.id, MONDAY.date(), NIGHT)
    sweeps(MONDAY)
    assert "\n".join(lines(**COUNTED)) in weekly()[-1].body


def test_where_nobody_counted_the_mail_comes_without(three_cases):
    sweeps(NIGHT)
    (row,) = rows_with("answers", pk=f"OUTBOX#{SCHOOL.id}", sk="WEEK#")
    assert row["sk"] == "WEEK#2026-11-30"
    sweeps(MONDAY + timedelta(days=7))
    mail = weekly()[-1]
    assert texts("nb")("mail.weekly_list.cases") not in mail.body
