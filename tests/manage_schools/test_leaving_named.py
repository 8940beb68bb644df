"""Whom the pages of a confidential round name once the person on duty has left."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.core import errors
from chalicelib.manage_rounds import change as round_changes
from chalicelib.rounds import store as rounds
from chalicelib.rounds.fields import ChangeFields
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from chalicelib.web.templates import render
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    set_the_stage,
)
from tests.giving import SOCIAL
from tests.manage_schools.test_leaving_pages import GONE, PERSON
from tests.staff_browser import text

t = texts("nb")


@pytest.fixture
def admin(stage, visitor):
    transaction.commit(*accounts.put_account(SOCIAL))
    return visitor.become(ADMINISTRATOR)


@pytest.mark.parametrize(("who", "heirs"), [(ADMINISTRATOR, 2), (OWNER, 1)])
def test_no_page_of_a_confidential_round_names_somebody_who_has_left(
    admin, visitor, who, heirs
):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    admin.become(who).post(PERSON, {**GONE, "heir": SOCIAL.id})
    if heirs == 2:  # the deputy leaves too
        path = f"/staff/people/{SCHOOL.id}/{SOCIAL.id}"
        form = {
            **GONE,
            "name": SOCIAL.name,
            "email": SOCIAL.email,
            "position": "social_teacher",
        }
        assert admin.post(path, {**form, "heir": PRINCIPAL.id}).status_code == 303
    reader = PRINCIPAL if heirs == 2 else SOCIAL
    after = rounds.get(round_.id)
    assert after.reader.account_id == reader.id
    for partial in ("answer_form/_promise", "rounds/_mode"):
        page = render(f"{partial}.html", "nb", round=after)
        assert reader.name in page
        assert NURSE.name not in page
    listed = rounds.of_school(SCHOOL.id)[0]
    assert (listed.on_duty, listed.on_duty_id) == (reader.name, reader.id)
    page = text(admin.become(PRINCIPAL).get(f"/staff/rounds/{round_.id}"))
    assert t("staff.round.stopped.on_duty_gone") not in page


def test_whose_place_a_deputy_has_taken_has_one_until_the_round_is_over(admin):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    admin.post(PERSON, {**GONE, "heir": SOCIAL.id})
    day = round_.closes_at.date()
    fields = ChangeFields(on_duty=NURSE.id, deputy="", closes_on=day, closes="13:07")
    with pytest.raises(errors.Unfit) as refused:
        round_changes.change(PRINCIPAL, round_.id, 2, fields, (), NOW)
    assert refused.value.problems == ("deputy_left",)
    assert rounds.get(round_.id).reader.account_id == SOCIAL.id


def test_the_page_that_changes_a_round_says_that_the_person_has_left_and_who_decides_now(
    admin,
):
    round_ = set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).round
    path = f"/staff/rounds/{round_.id}/change"
    fixed = t("staff.round.change.fixed", name=NURSE.name)
    assert fixed in text(admin.become(PRINCIPAL).get(path))
    admin.become(ADMINISTRATOR).post(PERSON, {**GONE, "heir": SOCIAL.id})
    page = text(admin.become(PRINCIPAL).get(path))
    assert fixed not in page
    assert t("staff.round.change.left", name=NURSE.name, reader=SOCIAL.name) in page
    assert t("staff.round.deputy.none") not in page
    day = round_.closes_at.date().isoformat()
    form = {
        "on_duty": NURSE.id,
        "deputy": "",
        "closes_on": day,
        "closes": "13:07",
        "version": "2",
    }
    refused = admin.post(path, form)
    assert refused.status_code == 422
    assert f'<a href="#deputy">{t("staff.round.change.deputy_left")}</a>' in text(
        refused
    )
    saved = admin.post(path, {**form, "deputy": PRINCIPAL.id})
    assert saved.status_code == 303
    assert t("staff.round.change.left", name=NURSE.name, reader=PRINCIPAL.name) in text(
        admin.get(path)
    )
