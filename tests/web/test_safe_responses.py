import logging
from collections.abc import Callable

import pytest
from chalice.app import Chalice, Response
from chalice.test import Client

from chalicelib.web.form_body import FORM
from chalicelib.web.safe_responses import make_responses_safe
from tests.web.security import SECURITY

pytestmark = pytest.mark.usefixtures("environment")


def app_with(view: Callable[[], object]) -> Client:
    made = Chalice("test")
    make_responses_safe(made)
    made.route("/it")(view)
    made.route("/form", methods=["POST"], content_types=[FORM])(view)
    return Client(made)


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
            "/form", headers={"content-type": FORM}, body=b"lang=en"
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
