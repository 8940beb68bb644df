"""What comes out of the printer: sheets with numbers, and never many."""

import re

import pytest

from chalicelib.referrals import drafts
from chalicelib.referrals.fields import LONG, MIDDLE, SHORT
from tests.cast import PRINCIPAL, TEACHER
from tests.referring import refer
from tests.staff_browser import text

pytestmark = pytest.mark.browser
SENTENCE = "Hun sto alene ved porten i storefri igjen, og ingen spurte om hun ville. "


def filled(length):
    return [(SENTENCE * length)[:length].strip()]


def test_the_longest_referral_is_two_sheets_and_each_says_which_it_is(visitor, page):
    lengths = {"pupil_says": LONG, "seen": LONG, "done": MIDDLE, "works": MIDDLE}
    long = {name: filled(length) for name, length in lengths.items()}
    long |= {"guardians_why_not": filled(SHORT), "suggested_other": filled(SHORT)}
    long |= {"suggested": ["talk", "support_group", "other"]}
    path = f"/staff/inbox/referral/{refer(drafts.desk(TEACHER), **long)}"
    visitor.become(PRINCIPAL)
    visitor.post(f"{path}/open")
    visitor.post(f"{path}/take", {"turn": "0"})
    page.set_content(text(visitor.get(f"{path}/print")))
    assert page.get_by_text(SENTENCE.strip()).first.is_visible()
    made = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", made)) == 2
    assert re.search(rb"/MediaBox \[0 0 59[45]", made)
