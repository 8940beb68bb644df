"""What Feide hands back, good and bad, from a small provider that is not our code."""

import base64
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from chalicelib.core.settings import settings
from chalicelib.sign_in import feide_client as feide
from chalicelib.sign_in import feide_http

KEY = RSAKey.generate_key(2048, {"kid": "1"})
OTHER = RSAKey.generate_key(2048, {"kid": "1"})
FAR = 4_000_000_000
PUBLIC = KEY.as_dict(private=False)


def token(key=KEY, alg="RS256", **changes):
    good = {
        "iss": settings().feide_issuer,
        "aud": "us",
        "nonce": "n",
        "sub": "s",
        "exp": FAR,
    }
    claims = {
        name: value for name, value in {**good, **changes}.items() if value is not None
    }
    return jwt.encode({"alg": alg, "kid": "1"}, claims, key, algorithms=[alg])


class Provider(BaseHTTPRequestHandler):
    """Says what its server was told to say, and notes who asks for what."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, said = self.server.says[self.path]
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def serving():
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    server.asked, server.says = [], {}
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def provider(environment, monkeypatch, server):
    monkeypatch.setenv("FEIDE_ISSUER", server.url)
    monkeypatch.setenv("FEIDE_CLIENT_ID", "us")
    monkeypatch.setenv("FEIDE_SECRET", "feide")
    settings.cache_clear()
    feide._provider.cache_clear()
    about = {
        "issuer": server.url,
        "authorization_endpoint": f"{server.url}/authorize",
        "token_endpoint": f"{server.url}/token",
        "jwks_uri": f"{server.url}/keys",
    }
    server.says = {
        "/.well-known/openid-configuration": (200, {}, about),
        "/keys": (200, {}, {"keys": [PUBLIC]}),
    }
    return server


@pytest.fixture
def subject(provider):
    def ask(made, keys=None):
        provider.says["/token"] = (200, {}, {"id_token": made})
        if keys is not None:
            provider.says["/keys"] = (200, {}, keys)
        who = feide.identity("code", feide.Attempt("s", "n", "v"))
        return who.removeprefix(f"{provider.url}|")

    return ask


def test_a_good_token_names_the_subject(subject):
    assert subject(token()) == "s"


@pytest.mark.parametrize(
    "odd",
    [
        {"kty": "EC", "crv": "P-999", "x": "AA", "y": "AA"},
        {"kty": "new", "kid": "1"},
        {"kid": "1"},
        {"kty": "RSA", "n": "AQAB", "kid": "1"},
        {"kty": "RSA", "n": "!", "e": "!", "kid": "1"},
        {"kty": "RSA", "n": 1, "e": 2},
        {"kty": "RSA", "n": "", "e": ""},
        {**RSAKey.generate_key(2048).as_dict(private=False), "use": "enc", "kid": "1"},
        RSAKey.generate_key(2048, {"kid": "1"}).as_dict(private=False),
        ECKey.generate_key("P-256").as_dict(private=False),
        OKPKey.generate_key("Ed25519").as_dict(private=False),
        {},
        "text",
        None,
    ],
)
def test_a_key_we_cannot_use_is_passed_over(subject, odd):
    for keys in ([odd, PUBLIC], [PUBLIC, odd]):
        assert subject(token(), {"keys": keys}) == "s"


@pytest.mark.parametrize(
    "keys", [{}, {"keys": None}, {"keys": {}}, {"keys": []}, {"keys": [1]}]
)
def test_a_set_without_a_key_is_feides_trouble_and_nobodys_guilt(subject, keys):
    with pytest.raises(feide_http.FeideUnavailable):
        subject(token(), keys)


def test_a_secret_key_of_the_set_signs_nobody_in(subject):
    """What is public must not be taken for a shared secret."""
    shared = OctKey.import_key("known to everybody, and long enough to be one")
    with pytest.raises(feide.NotProved):
        subject(token(shared, "HS256"), {"keys": [shared.as_dict(), PUBLIC]})


@pytest.mark.parametrize(
    "audience",
    [
        {"aud": "us"},
        {"aud": ["us"]},
        {"aud": "us", "azp": "us"},
        {"aud": ["us", "them"], "azp": "us"},
    ],
)
def test_a_token_made_for_us(subject, audience):
    assert subject(token(**audience)) == "s"


@pytest.mark.parametrize(
    "audience",
    [
        {"aud": ["us", "them"]},
        {"aud": ["us", "them"], "azp": "them"},
        {"aud": "us", "azp": "them"},
        {"aud": "us", "azp": ["us"]},
        {"aud": ["them"], "azp": "us"},
        {"aud": []},
    ],
)
def test_a_token_handed_to_another_proves_nothing(subject, audience):
    with pytest.raises(feide.NotProved):
        subject(token(**audience))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/keys", "/token"]
)
def test_nobody_is_followed_anywhere(subject, provider, status, path):
    made = token()
    good = {"/token": (200, {}, {"id_token": made}), **provider.says}
    provider.says["/elsewhere"] = good[path]
    sent_on = (status, {"Location": f"{provider.url}/elsewhere"}, {})
    provider.says = {**good, "/elsewhere": good[path], path: sent_on}
    with pytest.raises(feide_http.FeideUnavailable):
        feide.identity("code", feide.Attempt("s", "n", "v"))
    assert "/elsewhere" not in [path for _, path in provider.asked]


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b"\xff", b"1"])
@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/keys", "/token"]
)
def test_what_cannot_be_read_is_feides_trouble(provider, path, said):
    provider.says["/token"] = (200, {}, {"id_token": token()})
    provider.says[path] = (200, {}, said)
    with pytest.raises(feide_http.FeideUnavailable):
        feide.identity("code", feide.Attempt("s", "n", "v"))


@pytest.mark.parametrize(
    ("status", "told"), [(400, feide.NotProved), (500, feide_http.FeideUnavailable)]
)
def test_a_code_that_is_not_taken_is_told_apart_from_trouble(provider, status, told):
    provider.says["/token"] = (status, {}, {"error": "invalid_grant"})
    with pytest.raises(told):
        feide.identity("code", feide.Attempt("s", "n", "v"))


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
        {"sub": 7},
        {"sub": ["s"]},
        {"exp": "soon"},
        {"key": OTHER},
    ],
)
def test_any_other_token_proves_nothing(subject, changes):
    with pytest.raises(feide.NotProved):
        subject(token(**changes))


@pytest.mark.parametrize("made", ["", "x", "a.b.c", "e30.e30."])
def test_what_is_no_token_proves_nothing(subject, made):
    with pytest.raises(feide.NotProved):
        subject(made)


def test_a_token_without_a_signature_proves_nothing(subject):
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    with pytest.raises(feide.NotProved):
        subject(f"{head}.{token().split('.')[1]}.")
