"""Who works at two schools goes from one's list to the other's item, in a browser that
runs no script."""

import re

import pytest

from chalicelib.web.language import texts
from tests.browser.test_staff_pages import person as person
from tests.browser.test_staff_pages import sign_in_as

pytestmark = pytest.mark.browser
t = texts("nb")


def test_one_press_from_the_list_leads_to_the_item_at_the_other_school(
    person, local_service
):
    code = re.search(r"[A-Z2-9]{5} [A-Z2-9]{5}", "\n".join(local_service.lines))[0]
    pupil, here = person.new_page(), person.new_page()
    pupil.goto("/")
    pupil.fill("input[name=code]", code)
    pupil.click("main button")
    pupil.check("input[name=contact][value=today]", force=True)
    pupil.locator("form[action^='/answer'] button").last.click()
    sign_in_as(here, "helse@demoskolen.example")
    here.click("main button:has-text('Nabodemoskulen')")
    here.wait_for_url("**/staff/inbox")
    line = here.locator("li.item", has_text="Demoskolen").first
    line.locator("form[action$='/sessions/place'] button").click()
    here.wait_for_url(re.compile(r"/staff/inbox/\w+/\w+$"))
    assert t("staff.saved.place") in here.inner_text("main")
    here.click("header nav a[href$='/staff/inbox']")
    here.wait_for_url("**/staff/inbox")
    assert here.locator("li.item form[action$='/sessions/place']").count() == 0
