"""``make pictures``: the pictures of the README, taken of the running demo in
Chromium."""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chromium import CHROMIUM_FLAGS, chromium
from tests.conftest import ROOT
from tests.local_service import LocalService, free_port

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1000, "height": 760}
FOLDER = ROOT / "docs" / "pictures"


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    service = LocalService(Path(tempfile.mkdtemp()) / "data", free_port())
    service.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=CHROMIUM_FLAGS.split()
            )
            _pupil(browser, service)
            _staff(browser, service)
            browser.close()
    finally:
        service.stop()
    return 0


def _pupil(browser: Browser, service: LocalService) -> None:
    codes = re.findall(r"[2-9A-Z]{5} [2-9A-Z]{5}", "".join(service.lines))
    page = _page(browser, PHONE)
    page.goto(f"{service.url}/#{codes[0].replace(' ', '')}")
    page.wait_for_selector("#answers")
    page.screenshot(path=FOLDER / "start.png")
    page.click("#next")
    for item, option in (
        ("thriving", "not_so_good"),
        ("company", "seldom"),
        ("hurt", "few"),
    ):
        page.check(f"input[name={item}][value={option}]")
        page.screenshot(path=FOLDER / "question.png")
        page.click("#next")
    for _ in range(4):
        page.click("#next")
    page.click("button:visible:has-text('Send')")
    page.wait_for_selector("main[data-page=thanks]")
    page.screenshot(path=FOLDER / "thanks.png")


def _staff(browser: Browser, service: LocalService) -> None:
    page, mail = _signed_in(browser, service, "rektor@demoskolen.example")
    mail.screenshot(path=FOLDER / "mail.png")
    page.wait_for_selector("main .list")
    page.screenshot(path=FOLDER / "flags.png")
    page, _ = _signed_in(browser, service, "rektor@storedemoskolen.example")
    page.goto(f"{service.url}/staff/report")
    page.set_viewport_size({"width": 1280, "height": 1120})
    page.screenshot(path=FOLDER / "results.png")


def _signed_in(browser: Browser, service: LocalService, who: str) -> tuple[Page, Page]:
    """Their page, and that of the mail."""
    page, mail = _page(browser, DESK), _page(browser, DESK)
    page.goto(f"{service.url}/staff")
    page.fill("input[type=email]", who)
    page.click("main button")
    mail.wait_for_timeout(4000)  # one sweep: the flag's mail is sent too
    mail.goto(f"{service.url}/_local/mail")
    page.goto(re.findall(r"http://\S+/sign-in/[A-Z2-9]+", mail.inner_text("body"))[0])
    page.click("main button")
    page.wait_for_load_state()
    return page, mail


def _page(browser: Browser, size: Any) -> Page:
    context = browser.new_context(viewport=size, locale="nb-NO", color_scheme="light")
    return context.new_page()


if __name__ == "__main__":
    sys.exit(main())
