"""How many links one may ask for is what the pages say."""

import re

import pytest

from chalicelib.sign_in.session import LINK_LASTS
from chalicelib.staff_door import sign_in_page as sign_in
from tests.cast import NURSE
from tests.mailbox import sent
from tests.staff_browser import text
from tests.staff_door.test_link_pages import ask


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_limits_that_the_pages_state_are_those_that_hold(
    visitor, language, monkeypatch
):
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.0)
    at = f"/staff/sign-in?lang={language}"
    asked, told = (
        text(visitor.get(at)),
        visitor.post(at, {"email": NURSE.email}, csrf=False),
    )
    (most, minutes, in_all), *_ = re.findall(
        r" (\d+) l\w+ \w+ (\d+) minut\w+, \w+ (\d+) ", asked
    )
    assert minutes == str(int(LINK_LASTS.total_seconds()) // 60)
    assert f" {most} " in text(told).partition("<main")[2]
    assert f"{minutes} minutt" in sent()[-1].body
    for _ in range(int(in_all)):
        ask(visitor, NURSE.email)
    assert len(sent()) == int(most)
    for _ in range(int(in_all) + 2):
        path = re.search(r"(/staff/sign-in/[A-Z2-9]{40})\n", sent()[-1].body)[1]
        visitor.post(path, csrf=False)
        ask(visitor, NURSE.email)
    assert len(sent()) == int(in_all)
