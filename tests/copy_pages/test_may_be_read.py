"""Whoever writes of a pupil is told, where they write, that it may be read."""

from tests.case_pages.states import of_a_case
from tests.cast import PRINCIPAL
from tests.staff_browser import text

SAID = "Elev og foresatte kan be om å få lese det"


def test_each_page_of_a_case_on_which_one_writes_says_so(stage, visitor):
    principal = visitor.become(PRINCIPAL)
    pages = of_a_case(principal)
    pages["access"] = principal.get("/staff/cases/1/access")
    written = {name for name, page in pages.items() if "<textarea" in text(page)}
    written -= {"party", "party wrong"}  # names to take out, no words of a pupil
    assert {"case", "entry", "talk", "plan edit", "plan evaluate"} <= written
    assert [name for name in written if SAID not in text(pages[name])] == []
