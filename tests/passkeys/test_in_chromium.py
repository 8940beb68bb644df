"""Passkeys in a real browser, at the running service, with Chromium's own virtual
authenticator."""

import pytest

from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.web.language import texts
from tests.browser.conftest import faults
from tests.browser.test_staff_pages import sign_in_as
from tests.chromium import authenticator, becomes

pytestmark = [pytest.mark.browser, pytest.mark.walk]
USE, MAKE = "form[data-passkey=use]", "form[data-passkey=make]"


class Phone:
    """A browser on a device of its own, which knows who unlocks it."""

    def __init__(self, browser, service, **settings):
        self.context = browser.new_context(
            viewport={"width": 360, "height": 640},
            locale="nb-NO",
            base_url=service.url,
            **settings,
        )
        self.context.set_default_timeout(15_000)
        self.tab = self.context.new_page()
        self.said = []
        self.tab.on("console", lambda line: self.said.append(line.text))
        self.asked = []
        self.tab.on("request", lambda request: self.asked.append(request))
        self.devtools, self.id = authenticator(self.tab)

    def device(self, command, **asked):
        return self.devtools.send(
            f"WebAuthn.{command}", {"authenticatorId": self.id, **asked}
        )

    @property
    def credentials(self):
        return self.device("getCredentials")["credentials"]

    def make(self, name):
        self.tab.goto("/staff/passkeys")
        self.tab.fill(f"{MAKE} [name=name]", name)
        self.tab.click(f"{MAKE} button")
        self.tab.wait_for_selector("p[role=status]")

    def leave(self):
        self.context.clear_cookies(name=COOKIE)
        self.tab.goto("/staff/sign-in")

    def come_back(self):
        """One press."""
        self.leave()
        self.tab.click(f"{USE} button")

    @property
    def listed(self):
        self.tab.goto("/staff/passkeys")
        return self.tab.locator("ul.cards strong").all_inner_texts()

    def problem(self):
        return self.tab.locator(".problem[role=alert]:visible").first.inner_text()

    def says(self, key):
        """The words of the page's own language."""
        return str(texts(self.tab.get_attribute("html", "lang"))(key))


@pytest.fixture
def new_phone(browser, local_service):
    made = []

    def new(**settings):
        made.append(Phone(browser, local_service, **settings))
        return made[-1]

    yield new
    for phone in made:
        # Nothing that the policy of the page forbids, and nobody else is asked
        assert {line for line in phone.said if "(Forbidden)" not in line} == set()
        hosts = {request.url.split("/")[2] for request in phone.asked}
        assert hosts <= {local_service.url.split("/")[2]}
        phone.context.close()


@pytest.fixture
def phone(new_phone):
    return new_phone()


def test_offered_made_used_and_taken_away(phone):
    tab = phone.tab
    sign_in_as(tab, "sosial@demoskolen.example")
    assert phone.says("staff.saved.passkey_offer") in tab.inner_text("p[role=status]")
    tab.click("p[role=status] a")
    tab.wait_for_url("**/staff/passkeys")
    tab.wait_for_selector("[data-without]", state="hidden")
    assert faults(tab) == []
    phone.make("telefonen min")
    assert phone.says("staff.saved.passkey_made") in tab.inner_text("p[role=status]")
    tab.click("p[role=status] a")
    tab.wait_for_url("**/staff/inbox")
    assert phone.listed == ["telefonen min"]
    (made,) = phone.credentials
    assert (made["rpId"], made["isResidentCredential"]) == ("localhost", True)

    phone.come_back()
    tab.wait_for_url("**/staff/inbox")
    tab.goto("/staff/sessions")
    assert phone.says("staff.how.passkey") in tab.inner_text("ul.cards")

    tab.goto("/staff/passkeys")
    assert faults(tab) == []
    tab.click("form[action$='/revoke'] button")
    assert tab.inner_text("p[role=status]") == phone.says("staff.saved.passkey_revoked")
    phone.come_back()
    becomes(tab, phone.problem, phone.says("staff.passkey.unknown"))
    assert faults(tab) == []


def test_a_second_device_is_one_of_its_own(phone, new_phone):
    sign_in_as(phone.tab, "rektor@demoskolen.example")
    phone.make("telefonen")
    other = new_phone()
    sign_in_as(other.tab, "rektor@demoskolen.example")
    other.make("jobb-PC")
    assert sorted(phone.listed) == sorted(other.listed) == ["jobb-PC", "telefonen"]
    row = phone.tab.locator("ul.cards li", has_text="telefonen")
    row.locator("button").click()
    assert phone.listed == ["jobb-PC"]
    phone.come_back()
    becomes(phone.tab, phone.problem, phone.says("staff.passkey.unknown"))
    other.come_back()
    other.tab.wait_for_url("**/staff/inbox")


def test_a_device_is_not_asked_to_make_a_second_for_the_same_person(phone):
    sign_in_as(phone.tab, "rektor@nabodemoskulen.example")
    phone.make("telefonen")
    phone.tab.fill(f"{MAKE} [name=name]", "igjen")
    phone.tab.click(f"{MAKE} button")
    becomes(phone.tab, phone.problem, phone.says("staff.passkey.not_made"))
    assert phone.listed == ["telefonen"]


def test_a_copy_is_blocked_and_so_is_what_it_was_copied_from(phone):
    sign_in_as(phone.tab, "laerer@demoskolen.example")
    phone.make("telefonen")
    (copy,) = phone.credentials
    phone.come_back()
    phone.tab.wait_for_url("**/staff/progress")
    phone.device("removeCredential", credentialId=copy["credentialId"])
    phone.device("addCredential", credential=copy)  # it has signed once less
    for _ in range(2):
        phone.come_back()
        becomes(phone.tab, phone.problem, phone.says("staff.passkey.blocked"))
    phone.tab.goto("/_local/mail")
    # The sweep sends it, and the page of mails loads itself anew.
    phone.tab.wait_for_selector(f"text={phone.says('mail.passkey_changed.subject')}")


def test_what_was_made_for_another_host_is_not_offered(phone):
    sign_in_as(phone.tab, "eier@demokommunen.example")
    phone.make("telefonen")
    (mine,) = phone.credentials
    phone.device("removeCredential", credentialId=mine["credentialId"])
    phone.device("addCredential", credential=mine | {"rpId": "annet.example"})
    phone.come_back()
    becomes(phone.tab, phone.problem, phone.says("staff.passkey.stopped"))
    assert COOKIE not in {cookie["name"] for cookie in phone.context.cookies()}


def test_who_does_not_unlock_is_told_and_can_try_again(phone):
    sign_in_as(phone.tab, "admin@demokommunen.example")
    phone.device("setUserVerified", isUserVerified=False)
    phone.tab.goto("/staff/passkeys")
    phone.tab.fill(f"{MAKE} [name=name]", "telefonen")
    phone.tab.click(f"{MAKE} button")
    becomes(phone.tab, phone.problem, phone.says("staff.passkey.not_made"))
    phone.device("setUserVerified", isUserVerified=True)
    phone.tab.click(f"{MAKE} button")
    phone.tab.wait_for_selector("p[role=status]")
    phone.device("setUserVerified", isUserVerified=False)
    phone.come_back()
    becomes(phone.tab, phone.problem, phone.says("staff.passkey.stopped"))
    assert faults(phone.tab) == []
    phone.device("setUserVerified", isUserVerified=True)
    phone.tab.click(f"{USE} button")
    phone.tab.wait_for_url("**/staff/schools")


def test_what_was_sent_once_signs_nobody_in_again(phone, new_phone):
    sign_in_as(phone.tab, "program@demoprogram.example")
    phone.make("telefonen")
    phone.come_back()
    phone.tab.wait_for_url("**/staff/programme")
    sent = next(r for r in phone.asked if r.url.endswith("/passkeys/sign-in?lang=nb"))
    for stranger in (phone.context, new_phone().context):
        stranger.clear_cookies(name=COOKIE)
        answer = stranger.request.post(
            sent.url,
            data=sent.post_data,
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
        assert (
            answer.status,
            texts("nb")("staff.passkey.refused") in answer.text(),
        ) == (403, True)


@pytest.mark.parametrize(
    "missing",
    ["PublicKeyCredential", "fetch", "TextEncoder", "everything"],
)
def test_where_something_is_missing_the_page_is_the_plain_one(new_phone, missing):
    phone = new_phone(java_script_enabled=missing != "everything")
    phone.tab.add_init_script(f"delete window.{missing}")
    phone.tab.goto("/staff/sign-in")
    assert phone.tab.locator(USE).is_hidden()
    assert phone.tab.locator("main button:visible").count() == 1
    sign_in_as(phone.tab, "sosial@demoskolen.example")
    phone.tab.goto("/staff/passkeys")
    assert phone.tab.locator(MAKE).is_hidden()
    assert phone.tab.inner_text("[data-without]") == phone.says("staff.passkey.cannot")


def test_from_the_mails_link_to_the_first_line_it_is_three_presses(phone):
    tab = phone.tab
    sign_in_as(tab, "rektor@demoskolen.example")
    phone.make("på vei til timen")
    phone.context.clear_cookies(name=COOKIE)
    tab.goto("/staff")  # one: the mail's link, which is the same in every mail
    tab.click(f"{USE} button")  # two
    tab.wait_for_url("**/staff/inbox")
    tab.locator("main form[action$='/open'] button").first.click()  # three
    tab.wait_for_url("**/staff/inbox/*/*")
    assert phone.says("inbox.said") in tab.inner_text("main")
