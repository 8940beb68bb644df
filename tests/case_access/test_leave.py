"""Who leaves, or becomes something else, and what becomes of the cases they had."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Function, Role
from chalicelib.case_access.break_glass import break_glass
from chalicelib.case_access.leave import leave
from chalicelib.case_access.responsibility import offer
from chalicelib.case_access.team import add_member
from chalicelib.case_drafts.keep import keep
from chalicelib.case_forms.save import save
from chalicelib.cases import see_case
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.handle_items import hand_on_work
from chalicelib.items.inbox_id import Audience
from chalicelib.manage_schools import set_up
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.outbox.mail import MailKind
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.form_body import Fields
from tests.case_access.cast import OTHER, SOCIAL, WHY, by, mailed, shared, told
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import entry_for, stored
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL
from tests.rows import rows_with

CRIED = "Eleven kom til meg og gråt i dag."
NIGHT = NOW + timedelta(days=1)
TYPED = Fields({"note": ["Ringte hjem"], "attempt": ["d" * 22]})


@pytest.fixture(autouse=True)
def case(desk):
    return shared()


def becomes(before, at=NOW, **changes):
    after = replace(before, version=before.version + 1, **changes)
    transaction.commit(*accounts.change_account(before, after))
    leave(before, after, OWNER.id, at)
    return after


def drafts():
    return rows_with("casework", pk="CASE#", sk="DRAFT")


@pytest.mark.parametrize(
    "changes",
    [{"active": False}, {"role": Role.TEACHER, "function": None}],
    ids=["let go", "a teacher now"],
)
def test_the_principal_is_responsible_for_what_who_leaves_had(changes):
    keep(SOCIAL, 1, "note", TYPED, NOW)
    assert len(drafts()) == 1
    becomes(SOCIAL, **changes)
    case = stored()
    assert (case.responsible, case.team) == (PRINCIPAL.id, (NURSE.id,))
    assert mailed(MailKind.CASE_YOURS) == [PRINCIPAL.id]
    last = told()[-1]
    assert last.entry.kind is EntryKind.ACCESS
    assert (last.text("who"), last.text("heir")) == (SOCIAL.id, PRINCIPAL.id)
    assert drafts() == []


def test_without_a_principal_somebody_of_the_team_is_responsible_then_anybody():
    becomes(PRINCIPAL, active=False)
    becomes(SOCIAL, active=False)
    assert stored().responsible == NURSE.id
    becomes(NURSE, active=False)
    assert stored().responsible == OTHER.id


def test_where_nobody_is_left_the_case_says_who_had_it_and_is_written_in_once():
    for who in (PRINCIPAL, NURSE, OTHER, SOCIAL):
        becomes(who, active=False)
    was = stored()
    assert (was.responsible, was.team) == (SOCIAL.id, ())
    for day in range(3):
        sweep(NIGHT + timedelta(days=day))
    assert stored() == was


def test_an_offer_to_who_leaves_and_one_they_made_end_at_once():
    offer(by(SOCIAL), NURSE.id, WHY)
    becomes(NURSE, active=False)
    assert (stored().offer, stored().team) == (None, ())
    offer(by(PRINCIPAL), PRINCIPAL.id, WHY)
    becomes(PRINCIPAL, active=False)
    assert stored().offer is None
    assert stored().responsible == SOCIAL.id


def test_the_hours_of_who_leaves_are_over_also_when_they_come_back():
    break_glass(by(OTHER), CRIED)
    gone = becomes(OTHER, active=False)
    assert stored().glasses == ()
    back = becomes(gone, active=True)
    with pytest.raises(errors.NotFound):
        see_case.see(back, 1, NOW)


def test_another_role_ends_offers_and_hours_and_leaves_the_team_as_it_is():
    add_member(by(SOCIAL), OTHER.id, WHY)
    offer(by(SOCIAL), OTHER.id, WHY)
    becomes(OTHER, function=Function.SOCIAL_TEACHER)
    case = stored()
    assert (case.offer, set(case.team)) == (None, {NURSE.id, OTHER.id})
    assert case.responsible == SOCIAL.id


def test_another_name_or_address_changes_nothing_of_a_case():
    was = stored()
    becomes(SOCIAL, name="Nytt Navn", email="ny@test.example")
    assert stored() == was


def test_what_is_the_health_services_goes_to_another_nurse_or_waits_for_one():
    alone = replace(stored(), audience=Audience.HEALTH_SERVICE, responsible=NURSE.id)
    transaction.commit(cases.replace(stored(), alone, *entry_for(alone))[0])
    social = becomes(NURSE, function=Function.SOCIAL_TEACHER)
    assert stored().responsible == NURSE.id
    for who in (social, PRINCIPAL):
        with pytest.raises(errors.NotFound):
            see_case.see(who, 1, NOW)
    new = replace(NURSE, id="B4", email="ny@test.example")
    transaction.commit(*accounts.put_account(new))
    sweep(NIGHT)
    assert stored().responsible == new.id
    assert mailed(MailKind.CASE_YOURS) == [new.id]


def test_who_was_let_go_while_a_colleague_offered_it_is_found_in_the_night():
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    asked = stored().offered(NURSE.id, SOCIAL.id, NOW)
    transaction.commit(cases.replace(stored(), asked, *entry_for(asked))[0])
    sweep(NIGHT)
    assert (stored().offer, stored().team) == (None, ())
    assert stored().responsible == SOCIAL.id


def test_a_note_written_meanwhile_is_not_lost(aws):
    left = [1]

    def meanwhile(**_):
        if left:
            left.pop()
            transaction.commit(*noted())

    events = aws("dynamodb").meta.events
    gone = replace(SOCIAL, active=False, version=2)
    transaction.commit(*accounts.change_account(SOCIAL, gone))
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        leave(SOCIAL, gone, OWNER.id, NOW)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert stored().responsible == PRINCIPAL.id
    assert [read.entry.kind for read in told()[-2:]] == [
        EntryKind.NOTE,
        EntryKind.ACCESS,
    ]


def noted():
    after = stored().noted(NOW)
    return cases.replace(stored(), after, *entry_for(after))


def test_who_lets_somebody_go_is_shown_how_many_cases_get_another_responsible():
    fields = PersonFields(
        name=SOCIAL.name,
        email=SOCIAL.email,
        position=SOCIAL.position,
        language="nb",
        active=False,
    )
    with pytest.raises(hand_on_work.StillWaiting) as error:
        set_up.change_person(OWNER, "SCHAAA", SOCIAL.id, 1, fields, NOW)
    assert (error.value.waits.cases, error.value.waits.needs_heir) == (1, False)
    assert stored().responsible == SOCIAL.id
    nobody = hand_on_work.NOBODY
    set_up.change_person(OWNER, "SCHAAA", SOCIAL.id, 1, fields, NOW, nobody)
    assert stored().responsible == PRINCIPAL.id


def test_a_closed_case_keeps_its_check_with_somebody_to_make_it():
    save(by(SOCIAL), EntryKind.CLOSING, ANSWERS[EntryKind.CLOSING])
    check = stored().next_action
    assert check
    becomes(SOCIAL, active=False)
    assert (stored().responsible, stored().next_action) == (PRINCIPAL.id, check)


def test_what_the_principal_had_begun_by_office_ends_and_is_not_there_again():
    keep(PRINCIPAL, 1, "note", TYPED, NOW)
    keep(NURSE, 1, "note", TYPED, NOW)
    gone = becomes(PRINCIPAL, active=False)
    assert [row["sk"] for row in drafts()] == [f"DRAFT#{NURSE.id}#note"]
    back = becomes(gone, active=True)
    assert see_case.see(back, 1, NOW).drafts == []
