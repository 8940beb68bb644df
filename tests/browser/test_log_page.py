"""No column of the owner's log is cut off, on a phone or on a wide screen."""

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from tests.browser.conftest import _tab
from tests.cast import NOW, NURSE, OWNER, SCHOOL
from tests.staff_browser import stage, visitor

__all__ = ["stage", "visitor"]
pytestmark = pytest.mark.browser
REASON = (
    "Eleven er ny i klassen, og vi må vite hva som er gjort før vi snakker med henne i"
    " dag."
)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_every_column_of_the_log_can_be_read_without_going_sideways(
    visitor, browser, width
):
    audit.record(
        Event.CHANGED_ACCOUNT, SCHOOL.id, NURSE.id, f"{NURSE.id}.email.role", NOW
    )
    answer = visitor.become(OWNER).get(f"/staff/audit?body={SCHOOL.id}")
    shown = {
        "html": answer.body.decode(),
        "policy": answer.headers["Content-Security-Policy"],
    }
    shown["html"] = shown["html"].replace(
        '<td class="ref">', f'<td class="ref">{REASON} '
    )
    tab = _tab(browser, "", {"viewport": {"width": width, "height": 640}})
    tab.shown = shown
    tab.goto("https://ansatt.example/staff")
    assert REASON in tab.inner_text("table")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    cut = (
        "document.querySelector('table').scrollWidth -"
        " document.querySelector('table').clientWidth"
    )
    assert tab.evaluate(cut) <= 0
    tab.context.close()
