import re
import statistics
import time

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.staff_door import sign_in_page as sign_in
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.storage import transaction
from chalicelib.web import responses
from chalicelib.web.language import texts
from tests.cast import NURSE, NURSE_THERE, PRINCIPAL, TEACHER
from tests.faults import failing
from tests.mailbox import sent
from tests.rows import rows_with
from tests.staff_browser import text

UNKNOWN = "ingen@test.example"


@pytest.fixture(autouse=True)
def at_once(monkeypatch, request):
    if "real_time" not in request.keywords:
        monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.0)


def ask(visitor, email):
    return visitor.post("/staff/sign-in", {"email": email}, csrf=False)


def path_of_link(visitor, account=NURSE):
    ask(visitor, account.email)
    return re.search(r"(/staff/sign-in/[A-Z2-9]{40})\n", sent()[-1].body)[1]


def without_nonce(page):
    return re.sub(r'nonce="[^"]*"', "", page)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_whole_way_in_each_language(visitor, language):
    assert texts(language)("staff.sign_in.title") in text(
        visitor.get(f"/staff/sign-in?lang={language}")
    )
    path = path_of_link(visitor)
    assert texts(language)("staff.open_link.press") in text(
        visitor.get(f"{path}?lang={language}")
    )
    answer = visitor.post(path, csrf=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff")
    assert visitor.get("/staff").headers["Location"] == "/staff/inbox"
    assert NURSE.name in text(visitor.get("/staff/inbox"))


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(visitor):
    (cookie,) = visitor.post(path_of_link(visitor), csrf=False).headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert set(cookie.split("; ")[1:]) == {
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
    }


def test_following_a_link_does_nothing_and_pressing_twice_signs_in_once(visitor):
    path = path_of_link(visitor)
    for _ in range(3):
        visitor.get(path)
    assert rows_with("casework", pk="SESSIONS#") == []
    answers = [visitor.post(path, csrf=False) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/staff", "/staff"]
    assert len(rows_with("casework", pk="SESSIONS#")) == 1


def test_two_presses_on_their_way_at_once_get_the_same_session(visitor):
    """The second leaves before the first is answered: with what the page gave, and no
    session."""
    path = path_of_link(visitor)
    visitor.get(path)
    page_gave = dict(visitor.cookies)
    got = []
    for _ in range(2):
        visitor.cookies = dict(page_gave)
        assert visitor.post(path, csrf=False).headers["Location"] == "/staff"
        got.append(visitor.cookies[COOKIE])
    assert got[0] == got[1]


def test_a_used_link_in_another_browser_is_refused(visitor):
    path = path_of_link(visitor)
    visitor.post(path, csrf=False)
    visitor.cookies = {}
    visitor.get(path)
    assert visitor.post(path, csrf=False).status_code == 410


def test_an_old_link_leads_in_whoever_is_signed_in(visitor):
    path = path_of_link(visitor)
    visitor.post(path, csrf=False)
    visitor.cookies = {}
    held = visitor.become(PRINCIPAL).cookies[COOKIE]
    for link in (path, "/staff/sign-in/" + "A" * 40):
        assert visitor.post(link, csrf=False).headers["Location"] == "/staff"
        assert visitor.cookies[COOKIE] == held


def test_what_the_page_gives_stays_the_same_and_is_for_this_host_alone(visitor):
    path = path_of_link(visitor)
    given = visitor.get(path).headers["Set-Cookie"]
    assert given.startswith("__Host-press=")
    assert set(given.split("; ")[1:]) == {
        *("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=900")
    }
    assert "Set-Cookie" not in visitor.get(path).headers


@pytest.mark.parametrize("origin", ["null", ""])
def test_a_press_that_may_come_from_anywhere_needs_what_our_page_gave(visitor, origin):
    """An old browser says nothing of whose page it was; a foreign page could sign
    somebody in as somebody else."""
    path = path_of_link(visitor)
    silent = {"sec-fetch-site": "", "origin": origin}
    assert visitor.post(path, csrf=False, **silent).status_code == 403
    for planted in ("x", "x" * 42, "x" * 44, "x" * 42 + "="):
        visitor.cookies["__Host-press"] = planted
        assert visitor.post(path, csrf=False, **silent).status_code == 403
    visitor.get(path)
    assert visitor.post(path, csrf=False, **silent).headers["Location"] == "/staff"


@pytest.mark.parametrize(
    "others",
    [
        'test={"a":"b"}',
        "navn=Bjørn",
        "path=1",
        "=x",
        "secure",
        "a=b=c",
        ";;",
        'q="x',
        "	",
        "$V=1",
    ],
)
def test_cookies_of_others_lock_nobody_out(visitor, others):
    session = visitor.become(NURSE).cookies[COOKIE]
    visitor.cookies = {}
    for header in (f"{others}; {COOKIE}={session}", f"{COOKIE}={session};{others}"):
        answer = visitor.get("/staff/inbox", cookie=header)
        assert answer.status_code == 200, header


def test_a_cookie_whose_name_ends_like_ours_is_not_ours(visitor):
    session = visitor.become(NURSE).cookies[COOKIE]
    visitor.cookies = {}
    for header in (
        f"x{COOKIE}={session}",
        f'a="{COOKIE}={session}"',
        f"{COOKIE}x={session}",
    ):
        assert visitor.get("/staff/inbox", cookie=header).status_code == 303


def test_a_known_and_an_unknown_address_get_the_same_page(visitor):
    pages = [ask(visitor, email) for email in (NURSE.email, UNKNOWN)]
    with failing("sesv2", "SendEmail", "down"):
        pages.append(ask(visitor, PRINCIPAL.email))
    pages += [ask(visitor, NURSE.email) for _ in range(5)]
    assert {page.status_code for page in pages} == {200}
    assert len({without_nonce(text(page)) for page in pages}) == 1


@pytest.mark.real_time
def test_a_known_and_an_unknown_address_wait_as_long(visitor, monkeypatch):
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.3)
    took = {NURSE.email: [], UNKNOWN: []}
    for _ in range(3):
        for email, times in took.items():
            begun = time.perf_counter()
            ask(visitor, email)
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in took.values())
    assert min(known, unknown) >= 0.3
    assert abs(known - unknown) < 0.05


@pytest.mark.real_time
def test_a_wrong_link_is_answered_slowly(visitor, monkeypatch):
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.3)
    begun = time.perf_counter()
    assert visitor.post("/staff/sign-in/" + "A" * 40, csrf=False).status_code == 410
    assert time.perf_counter() - begun >= 0.3


@pytest.mark.parametrize("email", ["", "ingen", "x@" + "y" * 253])
def test_what_is_not_an_address_is_said(visitor, email):
    assert ask(visitor, email).status_code == 422


def test_who_works_at_two_schools_chooses_and_can_change(visitor):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    path = path_of_link(visitor)
    page = text(visitor.post(path, csrf=False))
    assert "Testskolen" in page
    assert visitor.post(path, {"place": "SCHBBB.A9"}, csrf=False).status_code == 303
    assert 'value="SCHAAA.A3"' in text(visitor.get("/staff/sessions"))
    visitor.post("/staff/sessions/place", {"place": "SCHAAA.A3"})
    assert visitor.cookies[COOKIE].startswith("SCHAAA.A3.")


def test_signing_out_takes_the_cookie_and_the_session(visitor):
    visitor.become(NURSE)
    held = visitor.cookies[COOKIE]
    visitor.post("/staff/sign-out")
    assert visitor.cookies[COOKIE] == ""
    visitor.cookies[COOKIE] = held
    assert visitor.get("/staff/inbox").headers["Location"] == "/staff/sign-in"


def test_another_browser_is_seen_and_signed_out(visitor):
    elsewhere = visitor.become(NURSE).cookies[COOKIE]
    visitor.become(NURSE)
    (session,) = re.findall(
        r'name="session" value="(\w+)"', text(visitor.get("/staff/sessions"))
    )
    visitor.post("/staff/sessions/end", {"session": session})
    assert visitor.get("/staff/sessions").status_code == 200
    visitor.cookies[COOKIE] = elsewhere
    assert visitor.get("/staff/sessions").status_code == 303


def test_a_teacher_is_led_to_a_page_that_is_open(visitor):
    visitor.become(TEACHER)
    assert visitor.get(visitor.get("/staff").headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "evil", "/\\evil", ""]
)
def test_no_redirect_leaves_the_service(path):
    with pytest.raises(ValueError):
        responses.redirect(path)


def test_a_query_never_changes_where_one_is_sent(visitor):
    answer = visitor.post(
        path_of_link(visitor) + "?next=https://evil.example", csrf=False
    )
    assert answer.headers["Location"] == "/staff"
