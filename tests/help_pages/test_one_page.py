"""What is meant for one sheet of paper comes out of the printer as one."""

import re
from dataclasses import replace

import pytest

from chalicelib.help_pages.sheets import BY_NAME, LANGUAGES
from chalicelib.schools import store as schools
from chalicelib.storage import transaction
from tests.cast import NURSE, SCHOOL
from tests.staff_browser import text

pytestmark = [pytest.mark.browser, pytest.mark.walk]
LONG_NAME = "Sørvågen og Tangen barne- og ungdomsskole med voksenopplæring"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sheet_is_one_page_of_a4_also_at_a_school_with_a_long_name(
    stage, visitor, page, language
):
    transaction.commit(schools.put_school(replace(SCHOOL, name=LONG_NAME)))
    visitor.become(NURSE)
    pages = {}
    for name in (*BY_NAME, "accessibility"):
        page.set_content(text(visitor.get(f"/staff/help/{name}/{language}")))
        made = page.pdf(prefer_css_page_size=True)
        pages[name] = len(re.findall(rb"/Type /Page\b", made))
    assert set(pages.values()) == {1}, pages
