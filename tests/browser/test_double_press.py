"""One press that arrives twice at the same moment, in the running service: two requests
in flight together, and a real double click."""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.local_service import LocalService, free_port

pytestmark = pytest.mark.browser
ADMINISTRATOR = "admin@demokommunen.example"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    made = LocalService(tmp_path_factory.mktemp("twice") / "data", free_port())
    made.start()
    yield made
    made.stop()


def link_for(page, service, email):
    """The newest sign-in link that was mailed."""
    page.goto(f"{service.url}/_local/mail")
    known = set(re.findall(r"/staff/sign-in/[A-Z2-9]+", page.inner_text("body")))
    page.goto(f"{service.url}/staff/sign-in")
    page.fill("input[type=email]", email)
    page.click("main button")
    page.wait_for_selector("input[type=email]", state="detached")
    page.goto(f"{service.url}/_local/mail")
    new = set(re.findall(r"/staff/sign-in/[A-Z2-9]+", page.inner_text("body"))) - known
    (link,) = new
    return service.url + link


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def together(page, service, path, fields):
    """The same request twice, in flight together: what each was answered."""
    cookies = "; ".join(
        f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies()
    )
    body = urllib.parse.urlencode(fields).encode()
    headers = {
        "Cookie": cookies,
        "Origin": service.url,
        "Sec-Fetch-Site": "same-origin",
    }
    ready, answers = threading.Barrier(2), []

    def send():
        request = urllib.request.Request(service.url + path, body, headers)
        ready.wait()
        try:
            answer = urllib.request.build_opener(_Stay).open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        answers.append((answer.status, answer.headers.get("Location")))

    both = [threading.Thread(target=send) for _ in range(2)]
    for press in both:
        press.start()
    for press in both:
        press.join()
    return answers


OWN_FORM = """() => [...new FormData(
  [...document.forms].find((one) => new URL(one.action).pathname === location.pathname)
)]"""


def form_on(page):
    """The fields of the page's own form, as it would send them."""
    return [tuple(field) for field in page.evaluate(OWN_FORM)]


@pytest.fixture
def admin(page, service):
    page.goto(link_for(page, service, ADMINISTRATOR))
    page.click("main button")
    page.wait_for_url("**/staff/schools")
    return page


def test_a_link_pressed_twice_at_once_signs_in_both_times(page, service):
    link = link_for(page, service, "laerer@demoskolen.example")
    page.goto(link)
    path = link.removeprefix(service.url)
    assert together(page, service, path, {}) == [(303, "/staff")] * 2
    page.dblclick("main button")
    page.wait_for_selector("header nav", state="attached")
    assert "/sign-in" not in page.url


def new_person(page, service):
    page.goto(f"{service.url}/staff/schools")
    page.click("text=Demoskolen")
    page.goto(re.sub(r"/schools/(\w+).*", r"/people/\1/new", page.url))


def filled(page, number):
    page.fill("[name=name]", f"Ny Person {number}")
    page.fill("[name=email]", f"ny{number}@demoskolen.example")
    page.check("[name=position][value=teacher]")


def test_a_new_person_saved_twice_at_once_is_one_and_nobody_is_refused(admin, service):
    new_person(admin, service)
    filled(admin, 1)
    path = urllib.parse.urlsplit(admin.url).path
    answers = together(admin, service, path, form_on(admin))
    assert [status for status, _ in answers] == [303, 303]
    assert answers[0] == answers[1]
    new_person(admin, service)
    filled(admin, 2)
    admin.dblclick("main form button >> nth=-1")
    admin.wait_for_url("**/staff/schools/*")
    for number in (1, 2):
        assert admin.locator("tr", has_text=f"Ny Person {number}").count() == 1


def test_a_school_saved_twice_at_once_is_saved(admin, service):
    admin.goto(f"{service.url}/staff/schools")
    admin.click("text=Demoskolen")
    path = f"{urllib.parse.urlsplit(admin.url).path}/settings"
    admin.goto(f"{service.url}{path}")
    fields = [(n, "Demoskolen i dag" if n == "name" else v) for n, v in form_on(admin)]
    answers = together(admin, service, path, fields)
    assert [status for status, _ in answers] == [303, 303]
    admin.goto(f"{service.url}{path}")
    admin.fill("[name=name]", "Demoskolen")
    admin.dblclick(f"main form[action^='{path}'] button >> nth=-1")
    admin.wait_for_selector("[role=status]")
    assert "Demoskolen i dag" not in admin.inner_text("main")
