"""The pages of a case in the states they can be in, for the walks."""

from chalice.test import HTTPResponse

from chalicelib.case_forms.save import save
from chalicelib.cases.entry import FORMS, EntryKind
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import grouped, pen, stored
from tests.cast import PRINCIPAL
from tests.staff_browser import Browser

CASE = "/staff/cases/1"


def of_a_case(principal: Browser) -> dict[str, HTTPResponse]:
    """The list, the case, its story and each of its forms, empty and wrong."""
    grouped(PRINCIPAL)
    for attempt, kind in enumerate(FORMS[1:4]):
        save(pen(stored(), str(attempt) * 22), kind, ANSWERS[kind])
    made = {"cases": principal.get("/staff/cases"), "case": principal.get(CASE)}
    made |= {page: principal.get(f"{CASE}/{page}") for page in ("story", "agenda")}
    made["entry"] = principal.get(f"{CASE}/entries/2")
    for kind in (kind for kind in FORMS if kind is not EntryKind.CHECK):
        path = f"{CASE}/forms/{kind}"
        made[kind] = principal.get(path)
        made[f"{kind} wrong"] = principal.post(path, {"given": "yes"})
    wrong = {"note": "Hei", "happened": "x"}
    return made | {"case wrong": principal.post(f"{CASE}/note", wrong)}
