"""The pages of who has a case in the states they can be in, for the walks: of the case
that ``tests.case_pages.states`` has made."""

from dataclasses import replace

from chalice.test import HTTPResponse

from chalicelib.accounts import store as accounts
from chalicelib.case_access.responsibility import offer
from chalicelib.case_access.team import add_member
from chalicelib.storage import transaction
from tests.case_access.cast import OTHER, WHY, by
from tests.cast import NURSE, PRINCIPAL
from tests.staff_browser import Browser

CASE = "/staff/cases/1"
CRIED = "Eleven kom til meg og gråt i dag."


def of_who_has_it(browser: Browser) -> dict[str, HTTPResponse]:
    """The page with all that can be pressed on it, what is wrong, an offer to whom it
    is and to who made it; opening it from outside the team, wrong and done."""
    known = accounts.get(PRINCIPAL.body_id, PRINCIPAL.id)
    assert known
    colleague = replace(OTHER, language=known.language)
    transaction.commit(*accounts.put_account(colleague))
    principal = browser.become(PRINCIPAL)
    add_member(by(PRINCIPAL), NURSE.id, "Helsesykepleieren skal snakke med eleven.")
    made = {"access": principal.get(f"{CASE}/access")}
    typed = {"to": NURSE.id, "why": "Ferie"}
    made["access wrong"] = principal.post(f"{CASE}/offer", typed)
    offer(by(PRINCIPAL), NURSE.id, WHY)
    made["offer"] = principal.get(CASE)
    nurse = browser.become(NURSE)
    made["asked"] = nurse.get(CASE)
    made["decline wrong"] = nurse.post(f"{CASE}/decline", {"no": "Nei"})
    other = browser.become(OTHER)
    made["cases of others"] = other.get("/staff/cases")
    made["break"] = other.get(f"{CASE}/break")
    made["break wrong"] = other.post(f"{CASE}/break", {"why": "Må lese"})
    form = {"why": CRIED, "attempt": by(OTHER).attempt}
    other.post(f"{CASE}/break", form)
    return made | {"case with a reason": other.get(CASE)}
