"""What Feide's servers may answer, and how long they may take."""

from http.server import HTTPServer

import pytest

from chalicelib.sign_in import feide_http
from tests.sign_in.test_feide_client import serving


def test_a_token_goes_along_and_a_form_is_sent_as_one(monkeypatch):
    with serving() as server:
        server.says = {"/groups": (200, {}, [1]), "/token": (400, {}, {"error": "x"})}
        assert feide_http.ask(f"{server.url}/groups", "Bearer x") == (200, [1])
        assert feide_http.ask(f"{server.url}/token", "", {"a": "b"}) == (400, None)
        assert server.asked == [("GET", "/groups"), ("POST", "/token")]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"", feide_http.FeideUnavailable),
        (b"\xff", feide_http.FeideUnavailable),
        (b"[" * 200_000, feide_http.FeideUnavailable),
        (b" " * feide_http.MOST_BYTES + b"1", feide_http.AnswerTooLong),
    ],
)
def test_what_cannot_be_read_is_told_apart_from_what_is_too_long(said, error):
    with serving() as server:
        server.says = {"/": (200, {}, said)}
        with pytest.raises(feide_http.FeideUnavailable) as raised:
            feide_http.ask(f"{server.url}/")
        assert raised.type is error


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch):
    silent = HTTPServer(("127.0.0.1", 0), None)  # listens, and never answers
    monkeypatch.setattr(feide_http, "_SECONDS", 0.2)
    feide_http._http.cache_clear()
    with pytest.raises(feide_http.FeideUnavailable):
        feide_http.ask(f"http://127.0.0.1:{silent.server_port}/")
    silent.server_close()
    feide_http._http.cache_clear()


@pytest.mark.parametrize("url", ["http://feide.example", "file:///etc", "ftp://x", ""])
def test_nothing_but_tls_is_spoken(url):
    with pytest.raises(feide_http.FeideUnavailable):
        feide_http.ask(url)
