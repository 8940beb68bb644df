"""Who has a case, as a browser sends and shows it."""

from dataclasses import replace

import pytest

from tests.case_access.cast import OTHER, SOCIAL, WHY, by, shared
from tests.cases.cast import stored
from tests.cast import NURSE, PRINCIPAL
from tests.forms_of import form
from tests.staff_browser import text

CASE = "/staff/cases/1"
ACCESS = f"{CASE}/access"


@pytest.fixture
def social(stage, visitor):
    shared()
    return visitor.become(SOCIAL)


def press(browser, name, page=CASE, **typed):
    path = f"{CASE}/{name}"
    return browser.post(path, form(text(browser.get(page)), path, **typed))


def offered(browser):
    return press(browser, "offer", ACCESS, to=NURSE.id, why=WHY)


def test_the_page_says_who_can_open_it_and_by_what_right(social):
    page = text(social.get(CASE))
    for said in ("Har ansvaret", "Kan åpne den på grunn av rollen sin", "Med i saken"):
        assert said in page
    assert "Test A3" in page
    assert "Elev" not in text(social.get(ACCESS)).partition("</title>")[0]


def test_an_offer_is_made_on_a_page_of_its_own_and_answered_on_the_cases(social):
    assert offered(social).status_code == 303
    page = text(social.get(CASE))
    assert "Kollegaen er spurt" in page
    assert "Test A3 er spurt om å ta ansvaret" in page
    nurse = social.become(NURSE)
    page = text(nurse.get(CASE))
    assert "spør om du vil ta ansvaret" in page
    assert WHY in page
    assert press(nurse, "accept").status_code == 303
    assert "Du har ansvaret for saken nå." in text(nurse.get(CASE))
    assert stored().responsible == NURSE.id


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(social):
    answer = press(social, "offer", ACCESS, to=NURSE.id, why="Ferie snart")
    assert answer.status_code == 422
    assert "hel setning" in text(answer)
    assert "Ferie snart" in text(answer)
    offered(social)
    nurse = social.become(NURSE)
    answer = press(nurse, "decline", no="Nei takk")
    assert answer.status_code == 422
    assert "Nei takk" in text(answer)
    assert stored().offer


def test_following_a_link_answers_nothing(social):
    """A mail's scanner follows each link, with the session of nobody or of anybody.
    Who is signed in has read it, as the log says: nothing else of the case is new."""
    offered(social)
    nurse, was = social.become(NURSE), stored()
    for path in ("", "/access", "/accept", "/decline", "/withdraw", "/take", "/offer"):
        nurse.get(CASE + path)
    assert replace(stored(), readers=was.readers) == was


def test_who_is_not_asked_has_no_button_to_answer_with(social):
    offered(social)
    principal = social.become(PRINCIPAL)
    assert "/accept" not in text(principal.get(CASE))
    assert "/withdraw" in text(principal.get(CASE))
    assert "/withdraw" not in text(social.become(NURSE).get(CASE))


@pytest.mark.parametrize("name", ["accept", "decline", "withdraw", "take", "offer"])
def test_who_is_not_of_the_team_is_told_nothing(social, name):
    offered(social)
    page = text(social.get(CASE))
    other = social.become(OTHER)
    typed = form(text(other.get("/staff/cases")), "/staff/sign-out")
    pen = by(OTHER)
    sent = [*typed, ("version", str(pen.seen)), ("attempt", pen.attempt)]
    answer = other.post(f"{CASE}/{name}", sent)
    assert answer.status_code == 404
    assert "Test Elev" in page
    assert "Test Elev" not in text(answer)
    assert stored().offer


HERS = "Helsesykepleieren skal snakke med eleven."
CRIED = "Eleven kom til meg og gråt i dag."


def test_a_colleague_is_added_and_taken_out_again_and_the_page_says_why(social):
    assert press(social, "add", ACCESS, who=OTHER.id, needs=HERS).status_code == 303
    page = text(social.get(ACCESS))
    assert "Kollegaen er med i saken nå." in page
    assert HERS in page
    answer = press(social, "remove", ACCESS, out=OTHER.id, gone="Ferdig")
    assert answer.status_code == 422
    assert "Ferdig" in text(answer)
    answer = press(social, "remove", ACCESS, out=OTHER.id, gone=HERS)
    assert answer.status_code == 303
    assert OTHER.id not in stored().team


def test_who_takes_themselves_out_comes_to_the_list(social):
    nurse = social.become(NURSE)
    answer = press(nurse, "remove", ACCESS, out=NURSE.id, gone=HERS)
    assert answer.headers["Location"].endswith("/staff/cases")
    assert nurse.get(CASE).status_code == 404


def test_the_list_leads_who_is_not_of_the_team_to_a_page_that_asks_why(social):
    other = social.become(OTHER)
    path = f"{CASE}/break"
    page = text(other.get("/staff/cases"))
    assert f'href="{path}"' in page
    asked = text(other.get(path))
    assert "Test Elev" not in asked
    assert "6A" not in asked.partition("<main")[2]
    wrong = press(other, "break", path, why="Må lese")
    assert wrong.status_code == 422
    assert "Må lese" in text(wrong)
    assert other.get(CASE).status_code == 404
    assert press(other, "break", path, why=CRIED).status_code == 303
    page = text(other.get(CASE))
    assert "Saken er åpen for deg. Rektor får beskjed." in page
    assert "Test Elev" in page
    assert CRIED in page
    for button in ("/next", "/move", "/about", "/take", "/forms/talk", "/offer"):
        assert f'{CASE}{button}"' not in page
    assert f'action="{CASE}/note"' in page
    assert other.get(f"{CASE}/forms/talk").status_code == 404
    assert other.get(f"{CASE}/plan/edit").status_code == 404
    assert "/plan/edit" not in text(other.get(f"{CASE}/plan"))


def test_the_principals_list_says_which_case_was_opened(social):
    other = social.become(OTHER)
    press(other, "break", f"{CASE}/break", why=CRIED)
    principal = social.become(PRINCIPAL)
    assert "Åpnet med begrunnelse i dag" in text(principal.get("/staff/cases"))
    page = text(principal.get(ACCESS))
    assert "Har åpnet den med begrunnelse" in page
    assert CRIED in page


def test_who_can_open_it_already_is_asked_for_no_reason(social):
    nurse = social.become(NURSE)
    answer = nurse.get(f"{CASE}/break")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(CASE)
    assert "/break" not in text(nurse.get("/staff/cases"))
