"""A browser writes dates in its own language's order, whatever the page's."""

import pytest

from chalicelib.web.language import texts
from tests.browser.test_staff_pages import sign_in_as

pytestmark = [pytest.mark.browser, pytest.mark.walk]
SAID = texts("nb")("staff.month_first")


@pytest.fixture
def tab(browser, local_service):
    made = []

    def open_in(language):
        made.append(browser.new_context(locale=language, base_url=local_service.url))
        tab = made[-1].new_page()
        sign_in_as(tab, "rektor@demoskolen.example")
        tab.wait_for_url("**/staff/inbox")
        return tab

    yield open_in
    for context in made:
        context.close()


@pytest.mark.parametrize(
    ("language", "is_said"), [("en-US", True), ("en-GB", False), ("nb-NO", False)]
)
def test_where_the_month_comes_first_the_pages_with_a_date_field_say_so(
    tab, language, is_said
):
    page = tab(language)
    page.goto("/staff/readiness")
    assert page.get_by_text(SAID).is_visible() is is_said
    page.goto("/staff/rules")
    assert not page.get_by_text(SAID).is_visible()
