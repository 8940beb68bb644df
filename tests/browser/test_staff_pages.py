"""The staff pages in a browser: what axe-core finds, how narrow they can be; and the
ways through them as people go, in a Chromium that runs no script at all."""

import re
from dataclasses import replace
from html import unescape

import pytest
from chalice.test import Client

from chalicelib.accounts import store as accounts
from chalicelib.staff_door import blueprint, door
from chalicelib.staff_door import sign_in_page as sign_in
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.browser.conftest import _tab, faults
from tests.browser.staff_states import as_sent, states
from tests.cast import NOW, NURSE, set_the_stage
from tests.staff_browser import Browser, staff_app

pytestmark = [pytest.mark.browser, pytest.mark.walk]
WITH_A_SCRIPT = {"sign_in", "sent", "problem"}
"""Where one signs in: passkeys want one, and the page does without."""


@pytest.fixture
def visitor(aws, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: NOW)
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.0)
    stage = set_the_stage()
    stage.send(0, contact="today", hurt="few")
    stage.send(1, hurt="often", safe="hardly_ever")
    with Client(staff_app()) as client:
        yield Browser(client)


@pytest.fixture
def open_in(browser):
    tabs = {}

    def show(shown, **settings):
        kind = repr(settings)
        if kind not in tabs:
            tabs[kind] = _tab(browser, "", settings)
        tabs[kind].shown = shown
        tabs[kind].goto("https://ansatt.example/staff")
        return tabs[kind]

    yield show
    for tab in tabs.values():
        tab.context.close()


TOUCHING = """() => {
  const seen = (one) => one.checkVisibility({checkOpacity: false}) && one.getClientRects().length
    && !one.closest('header, .visually-hidden, .unseen');
  const all = [...document.querySelectorAll('main button, main a.button, main details, main form,'
    + ' main p, main h2, main h3, main li, main fieldset, main select, main textarea')]
    .filter(seen);
  return all.filter((one) => one.matches('button, a.button')).flatMap((button) => {
    const mine = button.getBoundingClientRect();
    return all.filter((other) => {
      const its = other.getBoundingClientRect();
      const beside = its.left < mine.right && mine.left < its.right;
      return beside && its.top >= mine.bottom - 1 && its.top < mine.bottom + 7
        && its.height && !other.contains(button);
    }).map((other) => `${button.textContent.trim()} / ${other.textContent.trim().slice(0, 30)}`);
  });
}"""


@pytest.mark.parametrize("width", [320, 360])
def test_no_button_touches_what_stands_below_it(visitor, open_in, width):
    touching = {}
    for name, shown in states(visitor, "nb").items():
        tab = open_in(shown, viewport={"width": width, "height": 640})
        if found := tab.evaluate(TOUCHING):
            touching[name] = found
    assert touching == {}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_by_axe_and_none_is_wider_than_a_phone(visitor, open_in, language):
    found = {}
    for name, shown in states(visitor, language).items():
        spoken = name[-2:] if name.startswith("help/") else language  # a sheet's own
        assert f'<html lang="{spoken}"' in shown["html"], name
        assert ("<script" in shown["html"]) is (name in WITH_A_SCRIPT), name
        tab = open_in(shown)
        found[name] = faults(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
        if language == "nb":  # colours know no language
            found[f"{name} dark"] = faults(open_in(shown, color_scheme="dark"))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_places_stand_in_one_line_and_say_where_one_is(
    visitor, open_in, language, width
):
    t = texts(language)
    transaction.commit(*accounts.put_account(replace(NURSE, language=language)))
    shown = as_sent(visitor.become(NURSE).get("/staff/inbox"))
    tab = open_in(shown, viewport={"width": width, "height": 640})
    assert tab.evaluate("document.querySelector('header').offsetHeight") <= 60
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    inbox = tab.locator("header a[aria-current=page]:visible")
    assert inbox.inner_text() == t("staff.nav.inbox")
    tab.click("header summary")
    tab.wait_for_selector("header a[href$='/staff/rules']")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(tab) == []


# --- the running service
# -------------------------------------------------------------------------


@pytest.fixture
def person(browser, local_service):
    """A browser that runs no script, at the service."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        locale="nb-NO",
        java_script_enabled=False,
        base_url=local_service.url,
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def link_for(tab, email):
    tab.goto("/staff/sign-in")
    tab.fill("#email", email)
    tab.click("main button")
    tab.goto("/_local/mail")
    # Other mail to the same person, with a link of its own, may come in between.
    links = tab.locator("article", has_text=email).locator("a[href*='/staff/sign-in/']")
    return unescape(links.first.get_attribute("href"))


def sign_in_as(tab, email):
    tab.goto(link_for(tab, email))
    tab.click("main button")


def test_in_by_a_link_seen_elsewhere_and_out_everywhere(person):
    here = person.new_page()
    sign_in_as(here, "sosial@demoskolen.example")
    here.wait_for_url("**/staff/inbox")
    cookie = next(
        cookie for cookie in person.cookies() if cookie["name"] == blueprint.COOKIE
    )
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (
        True,
        True,
        "Lax",
    )
    here.click("header summary")
    here.click("header details a[href$='/sessions']")
    here.wait_for_url("**/staff/sessions")
    assert here.locator("ul.cards li:not(:has(form))").count() == 1
    here.click("main form[action$='end-all'] button")
    here.wait_for_url("**/staff/sign-in")
    here.goto("/staff/inbox")
    assert here.url.endswith("/staff/sign-in")


def test_in_with_feide(person):
    tab = person.new_page()
    tab.goto("/staff/sign-in")
    tab.click("a[href^='/staff/feide']")
    tab.click("button[value=demo-rektor]")
    tab.wait_for_url("**/staff/inbox")
    assert "Demo Rektor" in tab.text_content("header")


def test_a_session_that_ends_in_mid_form_loses_nothing(person, local_service):
    code = re.search(r"[A-Z2-9]{5} [A-Z2-9]{5}", "\n".join(local_service.lines))[0]
    pupil, here, there = (person.new_page() for _ in range(3))
    pupil.goto("/")
    pupil.fill("input[name=code]", code)
    pupil.click("main button")
    pupil.check("input[name=contact][value=today]", force=True)
    pupil.locator("form[action^='/answer'] button").last.click()
    sign_in_as(here, "rektor@demoskolen.example")
    here.locator("form[action*='/inbox/flag/'][action$='/open'] button").first.click()
    here.click("details:has(form[action$='/close']) > summary")
    here.fill("textarea[name=note]", "Vi tar det med hele klassen på mandag.")
    here.locator("input[name=why]").first.check()
    there.goto("/staff/sessions")
    there.click("main form[action$='end-all'] button")
    here.locator("form[action$='/close'] button").click()
    here.get_by_text("Vi tar det med hele klassen på mandag.").first.wait_for()
    sign_in_as(there, "rektor@demoskolen.example")
    here.click("main form button")
    here.locator("main", has_text="Demo Rektor").wait_for()
    here.click("main form button")
    here.wait_for_url(re.compile(r"/staff/inbox/flag/\w+$"))
    here.get_by_text("Vi tar det med hele klassen på mandag.").first.wait_for()
