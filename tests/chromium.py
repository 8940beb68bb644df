"""A browser, where the machine has one."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

NO_BROWSER = "no chromium found"
CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --no-first-run"
)


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium with an empty profile. Left out where there is none, except in CI."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{NO_BROWSER}, and CI must have one (apt-get install chromium)")
    if path is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=CHROMIUM_FLAGS.split(),
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a small phone, with nothing remembered from the test before."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, locale="nb-NO"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def becomes(page: Any, get: Callable[[], Any], wanted: Any) -> None:
    """Waits until what is got is what is wanted, as long as a busy machine may need."""
    last = time.monotonic() + 10
    while get() != wanted and time.monotonic() < last:
        page.wait_for_timeout(50)
    assert get() == wanted


def authenticator(tab: Any) -> tuple[Any, str]:
    """The device's own keeper of passkeys, which knows who unlocks it: Chromium's
    virtual one, with what speaks to it and its id."""
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, made["authenticatorId"]
