import logging
from collections.abc import Callable

import pytest
from chalice.app import Chalice, Request, Response
from chalice.test import Client

from chalicelib.web import http
from chalicelib.web.http import (
    BadRequest,
    Fields,
    asked_language,
    language_of,
    read_form,
)

pytestmark = pytest.mark.usefixtures("environment")
SECURITY = {
    "Content-Security-Policy",
    "Cache-Control",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Strict-Transport-Security",
    "X-Frame-Options",
}


def request(
    body: bytes | str = b"",
    content_type: str = http.FORM,
    query: str = "",
    **headers: str,
) -> Request:
    return Request(
        {
            "multiValueQueryStringParameters": {"lang": [query]} if query else None,
            "headers": {"content-type": content_type, **headers},
            "pathParameters": {},
            "requestContext": {"httpMethod": "POST", "resourcePath": "/answer"},
            "body": body,
            "stageVariables": {},
        }
    )


def app_with(view: Callable[[], object]) -> Client:
    made = Chalice("test")
    http.middleware(made)
    made.route("/it")(view)
    made.route("/form", methods=["POST"], content_types=[http.FORM])(view)
    return Client(made)


def test_fields_come_decoded_and_in_order():
    fields = read_form(request(b"a=bl%C3%A5+b%C3%A6r&b=&a=2"))
    assert fields.all() == {"a": ("blå bær", "2"), "b": ("",)}
    assert fields.get("a") == "blå bær"
    assert fields.get("c") is None


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (request(b"x" * 16_385), "too_large", 413),
        (request(b"more=\xff\xfe"), "not_utf8", 400),
        (request(b"more=%FF"), "not_utf8", 400),
        (request(b"&".join([b"a=1"] * 65)), "bad_fields", 400),
        (request(b"{}", "application/json"), "media", 415),
        (request(b"a=1", ""), "media", 415),
        (request(b"a=1", "text/plain, " + http.FORM), "media", 415),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_its_reason(sent, kind, status):
    with pytest.raises(BadRequest) as refused:
        read_form(sent)
    assert (refused.value.kind, refused.value.status) == (kind, status)


def test_the_largest_body_is_read_and_a_charset_is_allowed():
    assert read_form(request(b"a=" + b"x" * 16_382, http.FORM + ";charset=UTF-8")).get(
        "a"
    )


def test_a_field_wins_over_the_query_and_that_over_the_browser():
    asked = request(query="nn", **{"accept-language": "en"})
    assert language_of(asked, Fields({"lang": ["nb"]})) == "nb"
    assert language_of(asked) == "nn"
    assert language_of(request(**{"accept-language": "en"})) == "en"
    assert asked_language(request(query="klingon")) is None
    assert language_of(None) == "nb"


def test_a_page_has_every_security_header_and_its_nonce():
    page = http.page("hei", nonce="N0")
    assert set(page.headers) >= SECURITY
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.count("'nonce-N0'") == 2
    assert "default-src 'none'" in policy


def test_a_new_nonce_for_every_page_and_it_stands_in_the_page():
    first, second = (http.error_page("not_found", "nb", 404) for _ in range(2))
    assert (
        first.headers["Content-Security-Policy"]
        != second.headers["Content-Security-Policy"]
    )
    nonce = first.body.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in first.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("POST", "/it", 405, "Du må begynne på nytt"),
        ("POST", "/form", 415, "Vi kan ikke lese"),
    ],
)
def test_errors_of_the_framework_become_pages(method, path, status, said):
    with app_with(lambda: "") as client:
        answer = client.http.request(
            method, path, headers={"content-type": "application/json"}
        )
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert said in answer.body.decode()
    assert set(answer.headers) >= SECURITY


def test_a_crash_is_a_kind_page_and_its_words_reach_neither_page_nor_log(caplog):
    def crash() -> str:
        raise ValueError("what a pupil wrote")

    with caplog.at_level(logging.ERROR), app_with(crash) as client:
        answer = client.http.get("/it", headers={"accept-language": "nn"})
    assert answer.status_code == 500
    assert "Noko gjekk gale hos oss" in answer.body.decode()
    everything = answer.body.decode() + caplog.text
    assert "what a pupil wrote" not in everything
    assert "/it: ValueError" in caplog.text


def test_the_page_of_an_error_is_in_the_language_of_the_form():
    with app_with(lambda: Response({"Code": "x"}, status_code=500)) as client:
        answer = client.http.post(
            "/form", headers={"content-type": http.FORM}, body=b"lang=en"
        )
    assert "Something went wrong on our side" in answer.body.decode()


@pytest.mark.parametrize("bad", ["a\r\nSet-Cookie: x=1", "a\rb", "a\0b"])
@pytest.mark.parametrize("listed", [True, False])
def test_header_values_with_line_breaks_are_refused(bad, listed):
    value = [bad] if listed else bad
    with app_with(lambda: Response("", {"Location": value}, 303)) as client:
        answer = client.http.get("/it")
    assert answer.status_code == 500
    assert "Location" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_every_answer_gets_the_headers_a_plain_one_too():
    with app_with(lambda: Response("a;b", {"Content-Type": "text/csv"})) as client:
        answer = client.http.get("/it")
    assert answer.headers["Content-Type"] == "text/csv"
    assert set(answer.headers) >= SECURITY


def test_a_redirect_carries_the_stage(monkeypatch):
    monkeypatch.setenv("BASE_PATH", "/stage")
    http.templating.settings.cache_clear()
    sent = http.redirect("/staff", {"Set-Cookie": ["a=1"]})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/stage/staff")
    assert sent.headers["Set-Cookie"] == ["a=1"]
