"""The pages of a case in the states they can be in, for the walks."""

from dataclasses import replace
from datetime import timedelta

from chalice.test import HTTPResponse

from chalicelib.case_forms.save import save
from chalicelib.cases.entry import FORMS, EntryKind
from chalicelib.core.local_time import local_day
from chalicelib.plans.plan import MeasureStep
from chalicelib.plans.write_plan import evaluate
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from tests.case_copies.cast import copied
from tests.case_forms.test_save import ANSWERS
from tests.cases.cast import grouped, new_year, pen, stored
from tests.cast import CLASSES, NOW, PRINCIPAL, SCHOOL
from tests.plans.cast import BETTER, LUNCH, TALK, decided
from tests.staff_browser import Browser

CASE = "/staff/cases/1"
VAGUE = replace(LUNCH, who="skolen", often="ved behov", until=None)


def of_a_case(principal: Browser) -> dict[str, HTTPResponse]:
    """The list, the case, its story, its plan, and each of its forms, empty and
    wrong."""
    grouped(PRINCIPAL)
    why = principal.post(f"{CASE}/plan/none", {"attempt": "q" * 22, "reason": "Nei"})
    decided(PRINCIPAL, measures=(VAGUE, TALK))
    for attempt, kind in enumerate(FORMS[1:4]):
        save(pen(stored(), str(attempt) * 22), kind, ANSWERS[kind])
    made = {"cases": principal.get("/staff/cases"), "case": principal.get(CASE)}
    made |= {page: principal.get(f"{CASE}/{page}") for page in ("story", "agenda")}
    made["no_plan wrong"] = why
    made["entry"] = principal.get(f"{CASE}/entries/2")
    for kind in (kind for kind in FORMS if kind is not EntryKind.CHECK):
        path = f"{CASE}/forms/{kind}"
        made[kind] = principal.get(path)
        made[f"{kind} wrong"] = principal.post(path, {"given": "yes"})
    made |= _of_its_plan(principal)
    closing = f"{CASE}/closing"
    made["closing"] = principal.get(closing)
    codes = {"attempt": "q" * 22, "version": "6", "supporters": "5"}
    made["closing_codes"] = principal.post(f"{closing}/supporters", codes)
    made["closing_code"] = principal.post(f"{closing}/pupil", codes)
    made["closing_asked"] = principal.get(closing)
    made["supporters_say"] = principal.get("/staff/supporters")
    made |= _of_its_copies(principal)
    new_year(NOW + timedelta(minutes=1))
    made["case after the summer"] = principal.get(CASE)
    transaction.commit(schools.put_school(SCHOOL), *map(schools.put_class, CLASSES))
    wrong = {"note": "Hei", "happened": "x"}
    return made | {"case wrong": principal.post(f"{CASE}/note", wrong)}


def _of_its_copies(principal: Browser) -> dict[str, HTTPResponse]:
    """As it would be copied out, a copy that was made, and why it is not erased."""
    copied(PRINCIPAL)
    made_as = stored().version
    pages = {page: f"copies/{page}/nb" for page in ("archive", "party")}
    pages |= {"copies": "copies", "copy": f"copy/{made_as}", "erase_case": "erase"}
    made = {name: principal.get(f"{CASE}/{path}") for name, path in pages.items()}
    wrong = principal.post(f"{CASE}/copies/party/nn", {"names": "Ole 😀"})
    return made | {"party wrong": wrong}


def _of_its_plan(principal: Browser) -> dict[str, HTTPResponse]:
    """Its pages as they are with an evaluation, and what is wrong on each of them."""
    steps = (MeasureStep.CHANGE, MeasureStep.STOP)
    done = replace(BETTER, steps=steps, outside="PPT")
    evaluate(pen(stored(), "e" * 22), done, local_day(NOW))
    made = {"plan": principal.get(f"{CASE}/plan")}
    for page in ("edit", "evaluate"):
        made[f"plan {page}"] = principal.get(f"{CASE}/plan/{page}")
        typed = {"happened": "x", "decided": "x", "m1_who": "Kari"}
        made[f"plan {page} wrong"] = principal.post(f"{CASE}/plan/{page}", typed)
    made["plan log wrong"] = principal.post(f"{CASE}/plan/log", {"duty": "act"})
    return made | {"plan versions": principal.get(f"{CASE}/plan/versions")}
