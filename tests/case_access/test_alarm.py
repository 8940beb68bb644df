"""A talk that alarms, written by somebody else than who is responsible."""

import pytest

from chalicelib.case_access.alarm import told_of_alarm
from chalicelib.case_forms.forms import Helped
from chalicelib.case_forms.save import save
from chalicelib.cases import see_case
from chalicelib.cases.entry import EntryKind
from chalicelib.outbox.mail import MailKind
from tests.case_access.cast import SOCIAL, by, mailed, shared
from tests.case_forms.test_save import ANSWERS
from tests.cast import NOW, NURSE, PRINCIPAL

REVIEW = EntryKind.REVIEW


@pytest.fixture(autouse=True)
def _case(desk):
    shared()
    save(by(SOCIAL), EntryKind.TALK, ANSWERS[EntryKind.TALK])


def writes(who, **changes):
    pen, form = by(who), ANSWERS[REVIEW].model_copy(update=changes)
    entries = see_case.see(PRINCIPAL, 1, NOW).entries
    save(pen, REVIEW, form, lambda _, case: told_of_alarm(pen, entries, form, case))
    return mailed(MailKind.CASE_ALARM)


def test_who_is_responsible_is_mailed_of_what_a_colleague_wrote():
    assert writes(NURSE, helped=Helped.WORSE) == [SOCIAL.id]


def test_a_fall_of_two_alarms_too():
    assert writes(NURSE, scale=1) == [SOCIAL.id]


def test_of_a_talk_that_goes_well_nobody_is_mailed():
    assert writes(NURSE) == []


def test_who_is_responsible_and_wrote_it_is_not_mailed():
    assert writes(SOCIAL, helped=Helped.WORSE) == []


def test_of_another_form_nobody_is_mailed():
    pen, form = by(NURSE), ANSWERS[EntryKind.MEETING]
    case = see_case.see(PRINCIPAL, 1, NOW).case
    assert told_of_alarm(pen, (), form, case) == ()
