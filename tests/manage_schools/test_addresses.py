"""Addresses SES never takes are refused in words wherever one is typed; the others are
kept."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE, OWNER
from tests.mailbox import to_whom
from tests.manage_schools.test_setup_pages import NURSE_FORM, PERSON
from tests.staff_browser import text

REFUSED = {
    "kåre@test.example": "letters",
    "a..b@test.example": "dots",
    "hel\u200bse@test.example": "invisible",
    "mailto:helse@test.example": "mailto",
}
OWNERS = f"/staff/people/{OWNER.body_id}/new"
OWNER_FORM = {"name": "Ny Eier", "position": "owner", "language": "nb"}


def sentence(language, why):
    return texts(language)(f"staff.setup.problem.person.email.{why}")


@pytest.mark.parametrize("address", REFUSED)
def test_a_persons_page_says_what_is_wrong_with_it(stage, visitor, address):
    visitor.become(ADMINISTRATOR)
    answer = visitor.post(PERSON, {**NURSE_FORM, "email": address})
    assert answer.status_code == 422
    assert sentence("nb", REFUSED[address]) in text(answer)
    assert accounts.get(NURSE.body_id, NURSE.id).email == NURSE.email


@pytest.mark.parametrize("address", REFUSED)
def test_so_does_the_page_of_an_owners_own_contacts(stage, visitor, address):
    visitor.become(OWNER)
    answer = visitor.post(OWNERS, {**OWNER_FORM, "email": address, "active": "yes"})
    assert answer.status_code == 422
    assert sentence("nb", REFUSED[address]) in text(answer)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("address", REFUSED)
def test_so_does_the_page_where_one_signs_in(stage, visitor, address, language):
    answer = visitor.post(
        "/staff/sign-in", {"email": address, "lang": language}, csrf=False
    )
    assert answer.status_code == 422
    assert sentence(language, REFUSED[address]) in text(answer)


def test_a_domain_of_other_letters_is_kept_for_ses_shown_as_written_and_signs_in(
    stage, visitor
):
    visitor.become(ADMINISTRATOR)
    form = {**NURSE_FORM, "email": "Helse@Blåbær.no"}
    assert visitor.post(PERSON, form).status_code == 303
    assert accounts.get(NURSE.body_id, NURSE.id).email == "helse@xn--blbr-roah.no"
    assert 'value="helse@blåbær.no"' in text(visitor.get(PERSON))
    assert "helse@blåbær.no" in text(visitor.get(f"/staff/schools/{NURSE.body_id}"))
    for typed in ("helse@blåbær.no", "HELSE@XN--BLBR-ROAH.NO"):
        visitor.post("/staff/sign-in", {"email": typed}, csrf=False)
    assert to_whom().count("helse@xn--blbr-roah.no") == 2
