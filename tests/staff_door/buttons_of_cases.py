"""The buttons of a case and of its plan, each made ready to be pressed: see
``test_twice``."""

from datetime import timedelta

from tests.cases.cast import new_year
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.forms_of import form
from tests.staff_browser import text
from tests.staff_door.buttons import CASES, REASON, At, case

__all__ = ["CASES"]


def _in_a_case(name, **typed):
    """A press on the page of a case that the account has made."""

    def made(at):
        at.done(f"{at.opened()}/case", {"turn": "0", "asked": "yes"})
        path = f"/staff/cases/1/{name}"
        page = "/staff/cases/1" if "/" not in name else path
        return path, form(text(at.visitor.get(page)), path, **typed)

    return made


for _path, _typed in {
    "note": {"note": "Ringte hjem"},
    "next": {"on": "2026-12-01"},
    "move": {"to": "try_other", "reason": REASON},
    "about": {"pupil": "Test Elev", "place": "6A"},
    "entries/{entry}": {"correction": "Det var far"},
    "forms/{form}": {"wants_group": "yes"},
}.items():
    CASES.append(
        (
            f"/staff/cases/{{number}}/{_path}",
            NURSE,
            _in_a_case(_path.format(entry="1", form="talk"), **_typed),
        )
    )


@case("/staff/cases/{number}/class", NURSE)
def _say_the_class(at):
    at.done(f"{at.opened()}/case", {"turn": "0", "asked": "yes"})
    new_year(NOW + timedelta(minutes=1))
    path = "/staff/cases/1/class"
    return path, form(text(at.visitor.get("/staff/cases/1")), path)


@case("/staff/cases/{number}/take", PRINCIPAL)
def _take_a_case(at):
    at.visitor.become(NURSE)
    path, _ = _in_a_case("note")(At(at.stage, at.visitor, NURSE))
    path = path.replace("/note", "/take")
    at.visitor.become(PRINCIPAL)
    return path, form(text(at.visitor.get("/staff/cases/1")), path)


def _with_its_plan(name, page, **typed):
    """A press on the plan of a case, which has been written."""

    def made(at):
        path, fields = _in_a_case("plan/edit", problem="Alene", m1_what="Lek")(at)
        at.done(path, fields)
        path = f"/staff/cases/1/plan/{name}"
        shown = text(at.visitor.get(f"/staff/cases/1/{page}"))
        return path, form(shown, path, **typed)

    return made


for _name, _page, _typed in (
    ("edit", "plan/edit", {"problem": "Fortsatt alene"}),
    ("log", "plan", {"duty": "act", "done": "Ringte hjem"}),
    (
        "evaluate",
        "plan/evaluate",
        {"improvement": "same", "safe": "no", "step1": "stop"},
    ),
):
    CASES.append(
        (
            f"/staff/cases/{{number}}/plan/{_name}",
            NURSE,
            _with_its_plan(_name, _page, **_typed),
        )
    )


@case("/staff/cases/{number}/plan/none", NURSE)
def _no_plan(at):
    at.done(f"{at.opened()}/case", {"turn": "0", "asked": "yes"})
    path = "/staff/cases/1/plan/none"
    shown = text(at.visitor.get("/staff/cases/1/plan"))
    return path, form(shown, path, reason=REASON)
