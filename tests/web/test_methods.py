"""Whose page sent a form, and how it was asked for."""

import pytest

from chalicelib.core.settings import settings
from chalicelib.web import form_body
from tests.pupil_browser import public_app, text
from tests.rows import all_rows

ANY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
FORM = {"content-type": form_body.FORM}
FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "https://["},
    {"origin": "http://svar.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": "https://other.example"},
    {"sec-fetch-site": "same-origin", "origin": "https://svar.example.evil.example"},
]
OURS = [
    {},
    {"origin": "null"},
    {"origin": "https://svar.example", "sec-fetch-site": "same-origin"},
    {"origin": "null", "sec-fetch-site": "same-origin"},
    {"origin": "http://tablet.local:8000", "host": "tablet.local:8000"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_pages_form_is_taken_nowhere(pupil_at_the_door, headers):
    before = all_rows()
    for path, methods in public_app().routes.items():
        if "POST" in methods:
            answer = pupil_at_the_door.post(
                path, {"code": pupil_at_the_door.stage.codes[0]}, **headers
            )
            assert answer.status_code == 403, path
            assert pupil_at_the_door.stage.codes[0] not in text(answer)
    assert all_rows() == before


def test_where_it_is_put_up_a_host_that_was_asked_for_is_not_ours_by_that(
    pupil_at_the_door, monkeypatch
):
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "public")
    settings.cache_clear()
    headers = {"origin": "https://evil.example", "host": "evil.example"}
    answer = pupil_at_the_door.post(
        "/form", {"code": pupil_at_the_door.stage.codes[0]}, **headers
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("headers", OURS)
def test_our_own_pages_form_is_taken(pupil_at_the_door, headers):
    assert (
        pupil_at_the_door.post(
            "/form", {"code": pupil_at_the_door.stage.codes[0]}, **headers
        ).status_code
        == 200
    )


def test_every_page_answers_head_as_it_answers_get(pupil_at_the_door):
    for path, methods in public_app().routes.items():
        if "GET" in methods:
            got = pupil_at_the_door.get(path)
            head = pupil_at_the_door.client.http.request("HEAD", path)
            assert (head.status_code, head.body) == (got.status_code, b""), path
            assert set(head.headers) == set(got.headers), path


@pytest.mark.parametrize("method", ANY_METHOD)
def test_a_wrong_method_is_said_to_be_one(pupil_at_the_door, method):
    for path, methods in public_app().routes.items():
        if method not in methods:
            answer = pupil_at_the_door.client.http.request(method, path)
            assert answer.status_code == 405, path
            assert answer.headers["Allow"], path
            assert answer.headers["Content-Type"].startswith("text/html"), path


def test_what_a_405_allows_is_what_is_no_405(pupil_at_the_door):
    for path in public_app().routes:
        asked = {
            method: pupil_at_the_door.client.http.request(
                method, path, headers=FORM if method == "POST" else {}
            )
            for method in ANY_METHOD
        }
        taken = {
            method for method, answer in asked.items() if answer.status_code != 405
        }
        for method in set(ANY_METHOD) - taken:
            said = set(asked[method].headers["Allow"].split(", "))
            assert said == taken, f"{method} {path}"
