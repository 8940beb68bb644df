"""A school where nobody of the school health service is let in: no pupil is promised a
nurse."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.inbox.unopened import at_my_schools
from chalicelib.manage_people import let_in
from chalicelib.manage_schools import set_up as school_setup
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.pupil_threads import ask_contact
from chalicelib.pupil_threads.thanks import contact_choices, said_of_request
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from chalicelib.threads.contact import ContactUrgency, Whom
from chalicelib.web import responses
from chalicelib.web.language import texts
from tests import cast
from tests.cast import (
    ADMINISTRATOR,
    BEFORE,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    set_the_stage,
)
from tests.giving import SOCIAL, colleagues, told_until
from tests.mailbox import sent
from tests.pupil_cast import ATTEMPT, TO_NURSE, ticket_of
from tests.roles import playing

t = texts("nb")
URGENT = replace(TO_NURSE, urgency=ContactUrgency.TODAY)


@pytest.fixture
def stage(aws):
    stage = set_the_stage(codes=1)
    colleagues()
    return stage


def change(active, who=OWNER, seen=1):
    fields = PersonFields(
        name=NURSE.name,
        email=NURSE.email,
        position="health_service",
        language="nb",
        active=active,
    )
    with playing("staff"):
        school_setup.change_person(
            who, SCHOOL.id, NURSE.id, seen, fields, NOW, SOCIAL.id
        )


def whoms(stage):
    round_ = rounds.get(stage.round.id)
    return contact_choices(round_, round_.classes["6A"])["whoms"]


def test_the_nurse_is_offered_where_there_is_one_and_only_there(stage):
    assert Whom.NURSE in whoms(stage)
    change(active=False)
    assert Whom.NURSE not in whoms(stage)
    assert Whom.PRINCIPAL in whoms(stage)
    change(active=True, who=ADMINISTRATOR, seen=2)
    assert Whom.NURSE not in whoms(stage)  # not let in before somebody has confirmed it
    with playing("staff"):
        let_in.confirm_person(PRINCIPAL, SCHOOL.id, NURSE.id, 3, NOW)
    assert Whom.NURSE in whoms(stage)


def test_a_round_set_up_without_one_knows_it(stage, monkeypatch):
    monkeypatch.setattr(
        cast, "PEOPLE", tuple(one for one in cast.PEOPLE if one is not NURSE)
    )
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert Whom.NURSE not in whoms(set_the_stage(codes=1))


def test_what_was_sent_to_her_from_a_page_from_before_reaches_the_owner_at_once(stage):
    change(active=False)
    before = len(sent())
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, URGENT, None, BEFORE)
    told_until(1)
    told = {(one.to[0], one.subject): one for one in sent()[before:]}
    assert (OWNER.email, t("mail.passed_on.subject")) in told
    mail = told[PRINCIPAL.email, t("mail.nurse_missing.subject")]
    assert t("mail.nurse_missing.what") in mail.body
    assert t("mail.nurse_unopened.subject") not in {one.subject for one in sent()}
    (waiting,) = at_my_schools(OWNER, NOW)
    assert waiting.orphans == 1
    again = len(sent())
    told_until(65, 1)
    later = {one.subject for one in sent()[again:]} - {t("mail.access_changed.subject")}
    assert later == {t("mail.nurse_missing.subject")}


def nurse_mailed(before):
    """Beside the invitation that everybody gets who is let in."""
    told_until(20, 1)
    mine = [one for one in sent()[before:] if one.to == (NURSE.email,)]
    invitation = t("mail.invited.subject")
    return [one.subject for one in mine if one.subject != invitation]


@pytest.mark.parametrize("who", [OWNER, ADMINISTRATOR])
def test_a_nurse_who_comes_is_mailed_where_something_waits_once_she_is_let_in(
    stage, who
):
    change(active=False)
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, URGENT, None, BEFORE)
    told_until(1)
    before = len(sent())
    change(active=True, who=who, seen=2)
    if who is ADMINISTRATOR:
        assert nurse_mailed(before) == []
        with playing("staff"):
            let_in.confirm_person(PRINCIPAL, SCHOOL.id, NURSE.id, 3, NOW)
    assert nurse_mailed(before) == [t("mail.flags_waiting.subject")]


def test_a_nurse_who_comes_where_nothing_waits_is_mailed_nothing(stage):
    change(active=False)
    before = len(sent())
    change(active=True, seen=2)
    assert nurse_mailed(before) == []


def test_where_that_mail_does_not_reach_her_the_principal_is_to_find_a_nurse(stage):
    change(active=False)
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, URGENT, None, BEFORE)
    told_until(1)
    change(active=True, seen=2)
    transaction.commit(*accounts.put_account(replace(NURSE, bounced_at=NOW)))
    before = len(sent())
    told_until(15, 1)
    told = [(one.to[0], one.subject) for one in sent()[before:]]
    assert (PRINCIPAL.email, t("mail.nurse_unopened.subject")) in told


def test_where_there_is_a_nurse_the_principal_is_told_as_before(stage):
    ask_contact.ask(ticket_of(stage, ATTEMPT).text, URGENT, None, BEFORE)
    assert told_until(1) == [NURSE.email]
    assert told_until(65, 1) == [PRINCIPAL.email]
    assert sent()[-1].subject == t("mail.nurse_unopened.subject")


def test_the_page_after_it_promises_nothing_the_school_cannot_keep(stage):
    round_ = rounds.get(stage.round.id)
    for nurse in (True, False):
        of_school = replace(round_, nurse=nurse)
        page = responses.show(
            "threads/contact_sent.html",
            "nb",
            round=of_school,
            paragraphs=said_of_request(of_school, TO_NURSE.whom),
        ).body
        assert (t("pupil.contact.sent.what") in page) is nurse
        assert (t("pupil.contact.no_nurse") in page) is not nurse


def test_who_is_removed_is_told_of_as_who_is_added(stage):
    before = len(sent())
    change(active=False)
    told_until(20, 1)
    subject = t("mail.access_changed.subject")
    told = {one.to[0] for one in sent()[before:] if one.subject == subject}
    assert told == {OWNER.email, PRINCIPAL.email}
    assert not accounts.get(SCHOOL.id, NURSE.id).active
