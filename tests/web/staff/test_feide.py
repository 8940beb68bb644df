"""Sign-in with Feide, played against a provider that really runs."""

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from chalicelib import feide
from chalicelib.config import settings
from chalicelib.domain.sessions import How
from chalicelib.services import sign_in as service
from chalicelib.stores import accounts, audit, database
from chalicelib.web.staff import sign_in
from chalicelib.web.staff.door import COOKIE
from infra.local import feide as local
from tests.cast import NOW, NURSE, NURSE_THERE, PRINCIPAL
from tests.rows import all_rows
from tests.web.staff.conftest import text

BACK = "/staff/feide/back"


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
    """The person presses a button there; gives the path and query the browser is sent back to."""
    asked = Request(address, urlencode(pressed or {"sub": "nurse"}).encode())
    with pytest.raises(Exception) as sent:
        build_opener(Stay).open(asked, timeout=10)
    return urlsplit(sent.value.headers["Location"])


def begin(visitor):
    return visitor.get("/staff/feide").headers["Location"]


def connect(visitor, account=NURSE):
    visitor.become(account)
    page = text(visitor.post("/staff/feide/connect"))
    address = re.search(r'<a class="button" href="(.*?)"', page)[1].replace("&amp;", "&")
    return visitor.get(f"{BACK}?{at_feide(address).query}")


def test_once_connected_feide_signs_in_and_the_session_says_so(visitor):
    assert connect(visitor).headers["Location"] == "/staff/sessions"
    visitor.cookies.clear()
    back = at_feide(begin(visitor))
    assert f"{back.scheme}://{back.netloc}{back.path}" == "https://ansatt.example/staff/feide/back"
    answer = visitor.get(f"{BACK}?{back.query}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff")
    session, account = service.session_of(visitor.cookies[COOKIE], NOW)
    assert (session.how, account) == (How.FEIDE, NURSE)
    assert visitor.cookies["__Host-feide"] == ""
    assert [one.what for one in audit.of_body("SCHAAA")][-1] == "signed_in"
    assert "nurse" not in str(all_rows())


def test_who_has_not_connected_is_told_how(visitor):
    answer = visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}")
    assert answer.status_code == 403
    assert "ikke koblet til en konto" in text(answer)
    assert COOKIE not in visitor.cookies


def test_the_request_has_state_nonce_and_the_challenge_of_a_verifier_it_does_not_show(visitor):
    asked = {k: v[0] for k, v in parse_qs(urlsplit(begin(visitor)).query).items()}
    _, state, nonce, verifier = visitor.cookies["__Host-feide"].split(".")
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
    verifier = visitor.cookies["__Host-feide"].split(".")[3]
    visitor.get(f"{BACK}?{query}")
    assert [one["code_verifier"] for one in sent if one] == [verifier]


def test_another_browsers_answer_signs_nobody_in(visitor):
    connect(visitor)
    visitor.cookies.clear()
    query = at_feide(begin(visitor)).query
    begin(visitor)
    assert visitor.get(f"{BACK}?{query}").status_code == 403
    visitor.cookies.clear()
    assert visitor.get(f"{BACK}?{query}").status_code == 403
    assert COOKIE not in visitor.cookies


def test_an_answer_is_used_once(visitor):
    connect(visitor)
    visitor.cookies.clear()
    query = at_feide(begin(visitor)).query
    kept = visitor.cookies["__Host-feide"]
    assert visitor.get(f"{BACK}?{query}").status_code == 303
    visitor.cookies = {"__Host-feide": kept}
    assert visitor.get(f"{BACK}?{query}").status_code == 403


@pytest.mark.parametrize("query", ["", "state=x&code=y", "error=access_denied", "code=", "state="])
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
    database.write(*accounts.to_put(replace(NURSE, active=False)))
    assert visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}").status_code == 403


def test_connecting_anew_moves_the_identity_and_the_old_account_loses_it(visitor):
    connect(visitor, NURSE)
    connect(visitor, PRINCIPAL)
    visitor.become(NURSE)
    visitor.post("/staff/feide/disconnect")
    visitor.cookies.clear()
    visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}")
    assert service.session_of(visitor.cookies[COOKIE], NOW)[1] == PRINCIPAL


def test_who_works_at_two_schools_chooses_after_feide_too(visitor):
    database.write(*accounts.to_put(NURSE_THERE))
    connect(visitor)
    visitor.cookies.clear()
    page = text(visitor.get(f"{BACK}?{at_feide(begin(visitor)).query}"))
    path = re.search(r'action="(/staff/sign-in/[A-Z2-9]{40})', page)[1]
    visitor.post(path, {"place": "SCHBBB.A9"}, csrf=False)
    assert service.session_of(visitor.cookies[COOKIE], NOW)[1] == NURSE_THERE


def test_when_feide_is_away_a_link_is_offered(visitor, monkeypatch):
    monkeypatch.setenv("FEIDE_ISSUER", "http://127.0.0.1:9")
    settings.cache_clear()
    answer = visitor.get("/staff/feide")
    assert answer.status_code == 503
    assert 'name="email"' in text(answer)


@pytest.mark.parametrize("issuer", ["http://feide.example", "ftp://feide.example", "file:///etc"])
def test_only_tls_is_spoken(monkeypatch, issuer):
    monkeypatch.setenv("FEIDE_ISSUER", issuer)
    settings.cache_clear()
    with pytest.raises(feide.Unavailable):
        feide.address(feide.new_attempt())


KEY = RSAKey.generate_key(2048, {"kid": "1"})
OTHER = RSAKey.generate_key(2048, {"kid": "1"})
FAR = 4_000_000_000


def token(key=KEY, alg="RS256", **changes):
    good = {"iss": settings().feide_issuer, "aud": "us", "nonce": "n", "sub": "s", "exp": FAR}
    claims = {name: one for name, one in {**good, **changes}.items() if one is not None}
    return jwt.encode({"alg": alg, "kid": "1"}, claims, key, algorithms=[alg])


def subject(made):
    keys = {"keys": [KEY.as_dict(private=False)]}
    return feide._subject(made, keys, "n")


def test_a_good_token_names_the_subject():
    assert subject(token()) == "s"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://evil.example"},
        {"aud": "them"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"sub": "x" * 256},
        {"key": OTHER},
    ],
)
def test_any_other_token_proves_nothing(changes):
    with pytest.raises(feide.NotProved):
        subject(token(**changes))


@pytest.mark.parametrize("made", ["", "x", "a.b.c", "e30.e30."])
def test_what_is_no_token_proves_nothing(made):
    with pytest.raises(feide.NotProved):
        subject(made)


def test_a_token_without_a_signature_proves_nothing():
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    with pytest.raises(feide.NotProved):
        subject(f"{head}.{token().split('.')[1]}.")
