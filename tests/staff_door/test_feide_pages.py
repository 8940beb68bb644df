"""Sign-in with Feide, played against a provider that really runs."""

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.core.settings import settings
from chalicelib.sign_in import feide_client as feide
from chalicelib.sign_in import feide_http, sessions
from chalicelib.sign_in.session import SignInMethod
from chalicelib.staff_door import sign_in_page as sign_in
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.storage import transaction
from infra.local import feide as local
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.rows import all_rows
from tests.staff_browser import text

BACK = "/staff/feide/back"
KEPT = "__Host-feide-"


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@pytest.fixture(scope="module")
def issuer():
    return local.start(["nurse"])


@pytest.fixture(autouse=True)
def configured(issuer, environment, monkeypatch):
    monkeypatch.setenv("FEIDE_ISSUER", issuer)
    monkeypatch.setenv("FEIDE_CLIENT_ID", "us")
    monkeypatch.setenv("FEIDE_SECRET", "feide")
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.0)
    settings.cache_clear()
    feide._provider.cache_clear()


def at_feide(address, **pressed):
    """The person presses a button there; gives the path and query the browser is sent
    back to."""
    asked = Request(address, urlencode(pressed or {"sub": "nurse"}).encode())
    with pytest.raises(Exception) as sent:
        build_opener(Stay).open(asked, timeout=10)
    return urlsplit(sent.value.headers["Location"])


def kept(visitor):
    """The browser's halves of what it has begun and not ended."""
    return [v for name, v in visitor.cookies.items() if name.startswith(KEPT) and v]


def begin(visitor):
    return visitor.get("/staff/feide").headers["Location"]


def connect(visitor, account=NURSE):
    visitor.become(account)
    page = text(visitor.post("/staff/feide/connect"))
    address = re.search(r'<a class="button" href="(.*?)"', page)[1].replace(
        "&amp;", "&"
    )
    return visitor.get(f"{BACK}?{at_feide(address).query}")


def test_once_connected_feide_signs_in_and_the_session_says_so(visitor):
    assert connect(visitor).headers["Location"] == "/staff/sessions"
    visitor.cookies.clear()
    back = at_feide(begin(visitor))
    assert (
        f"{back.scheme}://{back.netloc}{back.path}"
        == "https://ansatt.example/staff/feide/back"
    )
    answer = visitor.get(f"{BACK}?{back.query}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff")
    session, account = sessions.session_of(visitor.cookies[COOKIE], NOW)
    assert (session.how, account) == (SignInMethod.FEIDE, NURSE)
    assert kept(visitor) == []
    assert [event.what for event in audit.of_body("SCHAAA")][-1] == "signed_in"
    stored = [list(row.values()) for table in all_rows().values() for row in table]
    # How Feide calls them; a round has a field of that name
    assert "nurse" not in str(stored)


def test_who_has_not_connected_is_told_how(visitor):
    answer = visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}")
    assert answer.status_code == 403
    assert "ikke koblet til en konto" in text(answer)
    assert COOKIE not in visitor.cookies


def test_the_request_has_state_nonce_and_the_challenge_of_a_verifier_it_does_not_show(
    visitor,
):
    asked = {k: v[0] for k, v in parse_qs(urlsplit(begin(visitor)).query).items()}
    _, state, nonce, verifier = kept(visitor)[0].split(".")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    assert asked["code_challenge"] == challenge.decode().rstrip("=")
    assert asked["code_challenge_method"] == "S256"
    assert (asked["state"], asked["nonce"]) == (state, nonce)
    assert verifier not in asked.values()
    assert len({state, nonce, verifier}) == 3


def test_the_verifier_goes_with_the_code(visitor, monkeypatch):
    sent = []
    ask = feide._ask
    monkeypatch.setattr(
        feide, "_ask", lambda url, fields=None: sent.append(fields) or ask(url, fields)
    )
    query = at_feide(begin(visitor)).query
    verifier = kept(visitor)[0].split(".")[3]
    visitor.get(f"{BACK}?{query}")
    assert [fields["code_verifier"] for fields in sent if fields] == [verifier]


def test_another_browsers_answer_signs_nobody_in(visitor):
    connect(visitor)
    visitor.cookies.clear()
    query = at_feide(begin(visitor)).query
    visitor.cookies.clear()
    begin(visitor)
    assert visitor.get(f"{BACK}?{query}").status_code == 403
    assert COOKIE not in visitor.cookies


def test_two_tabs_at_once_do_not_take_each_others_half(visitor):
    connect(visitor)
    visitor.cookies.clear()
    first, second = (at_feide(begin(visitor)).query for _ in range(2))
    assert visitor.get(f"{BACK}?{first}").headers["Location"] == "/staff"
    assert visitor.get(f"{BACK}?{second}").headers["Location"] == "/staff"
    assert kept(visitor) == []


def test_the_way_back_arriving_twice_leads_in(visitor):
    connect(visitor)
    visitor.cookies.clear()
    query = at_feide(begin(visitor)).query
    for _ in range(2):
        assert visitor.get(f"{BACK}?{query}").headers["Location"] == "/staff"


def test_an_answer_is_used_once(visitor):
    connect(visitor)
    visitor.cookies.clear()
    query = at_feide(begin(visitor)).query
    mine = {
        name: value for name, value in visitor.cookies.items() if name.startswith(KEPT)
    }
    assert visitor.get(f"{BACK}?{query}").status_code == 303
    visitor.cookies = mine
    assert visitor.get(f"{BACK}?{query}").status_code == 403


@pytest.mark.parametrize(
    "query", ["", "state=x&code=y", "error=access_denied", "code=", "state="]
)
def test_nonsense_and_a_refusal_are_told_kindly(visitor, query):
    begin(visitor)
    answer = visitor.get(f"{BACK}?{query}")
    assert answer.status_code == 403
    assert "ble ikke fullført" in text(answer)


def test_disconnecting_and_leaving_shut_the_door(visitor):
    connect(visitor)
    visitor.post("/staff/feide/disconnect")
    assert visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}").status_code == 403
    connect(visitor)
    transaction.commit(*accounts.put_account(replace(NURSE, active=False)))
    assert visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}").status_code == 403


def test_connecting_anew_moves_the_identity_and_the_old_account_loses_it(visitor):
    connect(visitor, NURSE)
    connect(visitor, PRINCIPAL)
    visitor.become(NURSE)
    visitor.post("/staff/feide/disconnect")
    visitor.cookies.clear()
    visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}")
    assert sessions.session_of(visitor.cookies[COOKIE], NOW)[1] == PRINCIPAL


def test_who_works_at_two_schools_chooses_after_feide_too(visitor):
    transaction.commit(*accounts.put_account(NURSE_THERE))
    connect(visitor)
    visitor.cookies.clear()
    page = text(visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}"))
    path = re.search(r'action="(/staff/sign-in/[A-Z2-9]{40})', page)[1]
    visitor.post(path, {"place": "SCHBBB.A9"}, csrf=False)
    assert sessions.session_of(visitor.cookies[COOKIE], NOW)[1] == NURSE_THERE


def test_when_feide_is_away_a_link_is_offered(visitor, monkeypatch):
    monkeypatch.setenv("FEIDE_ISSUER", "http://127.0.0.1:9")
    settings.cache_clear()
    answer = visitor.get("/staff/feide")
    assert answer.status_code == 503
    assert 'name="email"' in text(answer)


@pytest.mark.parametrize(
    "issuer", ["http://feide.example", "ftp://feide.example", "file:///etc"]
)
def test_only_tls_is_spoken(monkeypatch, issuer):
    monkeypatch.setenv("FEIDE_ISSUER", issuer)
    settings.cache_clear()
    with pytest.raises(feide_http.FeideUnavailable):
        feide.address(feide.new_attempt())
