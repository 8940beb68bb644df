"""Bad Wi-Fi and shared tablets: real connections that break; never two answers, never
one lost."""

import json
from collections.abc import Iterator

import boto3
import pytest

from infra.local.environment import PREFIX
from tests.chromium import becomes
from tests.local_service import LocalService, free_port
from tests.pupil_browser import stays
from tests.wire import Wire

pytestmark = [pytest.mark.browser, pytest.mark.walk]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    service = LocalService(tmp_path_factory.mktemp("network") / "data", free_port())
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="module")
def codes(service):
    cards = json.loads((service.folder / "demo-cards.json").read_text())
    return iter([code for round_ in cards.values() for code in round_][3:])


@pytest.fixture
def wire(service):
    wire = Wire(service.port)
    yield wire
    wire.close()


@pytest.fixture
def stored(service):
    """How many rows of a kind the service keeps."""
    database = boto3.client(
        "dynamodb",
        endpoint_url=service.endpoint,
        region_name="eu-north-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )

    def count(kind: str) -> int:
        pages = database.get_paginator("scan").paginate(TableName=f"{PREFIX}-answers")
        rows = [row for page in pages for row in page["Items"]]
        return sum(row["sk"]["S"].startswith(kind) for row in rows)

    return count


def filled_in(page, wire, code: str) -> None:
    page.goto(f"{wire.url}/#{code}")
    page.wait_for_selector("#answers")
    page.click("#next")
    page.locator("#thriving input").first.check()
    while page.is_visible("#next"):
        page.click("#next")


def thanked(page) -> None:
    page.wait_for_selector("main[data-page=thanks]", timeout=30_000)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.locator("[name=code], [name=attempt]").count() == 0


@pytest.mark.parametrize("fault", ["cut", "deaf"])
def test_a_send_that_gets_lost_on_either_way_is_stored_once(
    page, wire, codes, stored, fault
):
    before = stored("ANSWER#")
    filled_in(page, wire, next(codes))
    wire.fault = fault
    page.click("#send")
    page.wait_for_selector("#waiting:visible")
    wire.fault = None
    page.click("#now")
    thanked(page)
    assert stored("ANSWER#") == before + 1


def test_a_slow_server_and_an_impatient_finger_make_one_answer(
    page, wire, codes, stored
):
    before = stored("ANSWER#")
    filled_in(page, wire, next(codes))
    wire.fault = "slow"
    page.dblclick("#send")
    assert page.is_disabled("#send")
    wire.fault = None
    thanked(page)
    assert stored("ANSWER#") == before + 1


def test_offline_and_back_sends_by_itself(page, wire, codes, stored):
    before = stored("ANSWER#")
    filled_in(page, wire, next(codes))
    page.context.set_offline(True)
    page.click("#send")
    page.wait_for_selector("#waiting:visible")
    assert stored("ANSWER#") == before
    page.context.set_offline(False)
    thanked(page)
    assert stored("ANSWER#") == before + 1


def test_two_tabs_with_one_card_make_one_answer_and_the_second_is_told(
    page, wire, codes, stored
):
    before, code = stored("ANSWER#"), next(codes)
    other = page.context.new_page()
    for tab in (page, other):
        filled_in(tab, wire, code)
    page.click("#send")
    thanked(page)
    other.click("#send")
    other.wait_for_selector("main[data-page=code] .trouble")
    assert stored("ANSWER#") == before + 1


def test_back_and_reload_after_the_thanks_stay_there_show_no_answer_and_send_none(
    page, wire, codes, stored
):
    before = stored("ANSWER#")
    filled_in(page, wire, next(codes))
    page.click("#send")
    thanked(page)
    page.wait_for_function("history.state && history.state.at === 1")
    page.evaluate("window.onbeforeunload = null; location.reload()")
    stays(page)
    page.go_back()
    stays(page)
    assert page.locator("#answers, input:checked").count() == 0
    page.wait_for_timeout(1100)  # a finger that taps twice finishes nothing
    page.click("#finished")
    page.wait_for_selector("#code:visible")
    page.go_back()
    page.wait_for_timeout(400)
    assert page.locator("#answers, input:checked, main[data-page=thanks]").count() == 0
    assert stored("ANSWER#") == before + 1


def test_a_receipt_and_a_message_survive_the_same_and_are_stored_once(
    page, wire, codes, stored
):
    before = stored("MESSAGE#")
    filled_in(page, wire, next(codes))
    page.click("#send")
    thanked(page)
    page.locator("details summary").nth(1).click()
    wire.fault = "deaf"
    page.click("form[action*='/receipt'] button")
    page.wait_for_selector("#waiting:visible")
    wire.fault = None
    page.click("#now")
    page.wait_for_selector("main[data-page=receipt]", timeout=30_000)
    page.fill("#typed", page.inner_text(".receipt"))
    page.click("form[action*='/receipt'] button >> nth=0")
    page.wait_for_selector("main[data-page=thread]")
    page.fill("#text", "Hei")
    wire.fault = "deaf"
    page.click("form[action*='/thread/write'] button >> nth=0")
    page.wait_for_selector("#waiting:visible")
    wire.fault = None
    page.click("#now")
    page.wait_for_selector(".said", timeout=30_000)
    assert page.locator(".said li").count() == 1
    assert stored("MESSAGE#") == before + 1


def test_leaving_before_the_receipt_is_saved_is_asked_about(page, wire, codes):
    filled_in(page, wire, next(codes))
    page.click("#send")
    thanked(page)
    page.locator("details summary").nth(1).click()
    page.click("form[action*='/receipt'] button")
    page.wait_for_selector("main[data-page=receipt]")
    page.fill("#typed", "1")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    becomes(page, lambda: asked, ["beforeunload"])
