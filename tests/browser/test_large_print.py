"""Cards for pupils who see poorly: the sheet as it stands, in large print."""

import pytest
from chalice.test import Client

from chalicelib.staff_door import door
from tests.cast import NOW, NURSE, set_the_stage
from tests.chromium import becomes
from tests.staff_browser import Browser, press, staff_app

pytestmark = pytest.mark.browser
SIZE = "parseFloat(getComputedStyle(document.querySelector('{}')).fontSize)"


@pytest.fixture
def sheet(aws, monkeypatch, page):
    monkeypatch.setattr(door, "clock", lambda: NOW)
    stage = set_the_stage()
    with Client(staff_app()) as client:
        nurse = Browser(client)
        nurse.become(NURSE)
        html = nurse.post("/staff/cards", press(stage)).body.decode()
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto("https://ansatt.example/staff/cards")
    return page


def test_one_press_makes_every_card_large_on_paper_too(sheet):
    small = sheet.evaluate(SIZE.format(".one .code"))
    sheet.check("#large")
    sheet.emulate_media(media="print")
    becomes(
        sheet, lambda: sheet.evaluate(SIZE.format(".one .code")) > 1.8 * small, True
    )
    assert sheet.evaluate(SIZE.format(".one p:not([class])")) >= 21  # 16 points
    assert not sheet.is_visible("#large")
    width = sheet.evaluate(
        "document.querySelector('.one .qr').getBoundingClientRect().width"
    )
    assert width >= 190  # 5 centimetres
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 794
    # The class's own square stays in its place beside the words.
    square, words = (
        sheet.locator(f".reply > {part}").bounding_box() for part in ("svg", "div")
    )
    assert square["x"] + square["width"] <= words["x"]
