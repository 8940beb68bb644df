"""Every field of every form of both doors, and whatever else a browser says, with the
worst texts at the largest body the door takes: no request costs more than 20 ms of our
own."""

import re
from collections.abc import Callable
from functools import partial
from secrets import token_urlsafe
from typing import Any

import pytest

from chalicelib.accounts.account import Account
from chalicelib.class_import.list_upload import MOST_BYTES as MOST_LIST_BYTES
from chalicelib.crypto.signed_tokens import issue
from chalicelib.staff_door import sign_in_page as sign_in_pages
from chalicelib.web import pupil_door
from tests.cast import NOW
from tests.costs import NAMES, asked, encoded, most_taken, names_in, too_dear, uploaded
from tests.pupil_browser import public_app
from tests.pupil_cast import receipt_with, ticket_of
from tests.referring import WHOLE
from tests.staff_browser import staff_app, stage, visitor
from tests.staff_door.test_pages import PEOPLE, filled, furnished

pytestmark = pytest.mark.walk
__all__ = ["furnished", "stage", "visitor"]

MOST_HEADER_BYTES = 8_000
"""API Gateway takes 10,240 bytes of headers, the path and the query with them."""
ONE_READER = {"csrf", "lang", "turn", "version"}
"""Read in one place for all pages: tried on those that have no field of their own."""
PLAIN = {
    **{name: values[0] for name, values in WHOLE.items()},
    "active": "yes",
    "attempt": "a" * 22,
    "breaks": "22.02.2027–26.02.2027",
    "closes": "14:00",
    "closes_on": "2026-11-25",
    "days": "200",
    "email": "ny@test.example",
    "form_id": "grades_5_7",
    "language": "nb",
    "languages": "nb nn",
    "last_grade": "7",
    "mode": "anonymous",
    "name": "Ny Testperson",
    "note": "Snakket med klassen",
    "ombud": "22 00 00 00",
    "on_duty": "A3",
    "opens": "08:30",
    "opens_on": "2026-11-25",
    "pace": "each",
    "reason": "Det ble avtalt på møtet i dag.",
    "position": "teacher",
    "slots": "11:45",
    "text": "Hei på deg",
    "to": "A2",
    "turn": "1",
    "version": "1",
    "why": "handled",
}
"""What else stands in the form, so that it is read to its end."""

ROUTES = [
    (path, method, entry.view_function)
    for app in (staff_app(), public_app())
    for path, methods in sorted(app.routes.items())
    for method, entry in methods.items()
    if method in ("GET", "POST")
]
POSTS = [(path, handler) for path, method, handler in ROUTES if method == "POST"]
GETS = [(path, handler) for path, method, handler in ROUTES if method == "GET"]
UPLOAD = "/staff/schools/import"


class Somebody:
    """Who may enter a page: what their browser sends, and what stands in the path."""

    def __init__(self, visitor: Any, path: str, handler: Any) -> None:
        rule = vars(handler).get("rule")
        free = rule is None or rule.action is None
        person = next(p for p in PEOPLE.values() if free or p.may(rule.action))
        visitor.become(person)
        self.csrf = visitor.csrf
        self.headers = {"cookie": f"__Host-session={visitor.cookies['__Host-session']}"}
        self.parameters = _parameters(path, person)
        self.app = staff_app() if path.startswith("/staff") else public_app()


def _parameters(path: str, person: Account) -> dict[str, str]:
    found = re.fullmatch(
        re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path), filled(path, person)
    )
    assert found
    return found.groupdict()


@pytest.fixture
def who(furnished, visitor, monkeypatch) -> Callable[[str, Any], Somebody]:
    monkeypatch.setattr(sign_in_pages, "ANSWER_AFTER", 0.0)
    monkeypatch.setattr(pupil_door, "clock", lambda: NOW)
    return partial(Somebody, visitor)


def plain_form(path: str, names: set[str], csrf: str, stage: Any) -> dict[str, str]:
    """With a thread of its own: one that a form before has withdrawn takes nothing
    more. With the attempt of a page, or nothing of what is sent would be read."""
    code, place = stage.codes[5], f"{stage.round.id}.6A"
    receipt = receipt_with(ticket_of(stage, token_urlsafe(16)))
    of_a_pupil = {
        "code": code,
        "ticket": ticket_of(stage, "t" * 22).text,
        "receipt": receipt,
        "place": place,
    }
    if path in ("/form", "/answer"):
        of_a_pupil["attempt"] = issue("attempt", f"{code}|{place}", NOW)
    elif path.startswith("/thread/"):
        of_a_pupil["attempt"] = issue("thread", receipt, NOW)
    known = PLAIN | of_a_pupil
    return {name: known[name] for name in names if name in known} | {"csrf": csrf}


def test_every_field_is_read_by_some_page():
    covered = {name for path, _, handler in ROUTES for name in names_in(path, handler)}
    assert covered == NAMES, "say in _TAKEN_WHOLE who reads it"


@pytest.mark.parametrize(("path", "handler"), POSTS, ids=[path for path, _ in POSTS])
def test_no_text_in_any_field_costs_more_than_a_page_may(path, handler, furnished, who):
    found = names_in(path, handler)
    slow: list[str] = []
    for name in sorted(found - ONE_READER or found):
        asker = who(path, handler)
        fields = plain_form(path, found, asker.csrf, furnished)
        most = most_taken(asker.app, path, asker.headers)

        def sent(
            text: str, asker: Any = asker, name: str = name, fields: Any = fields
        ) -> Any:
            body = encoded(fields, name, text, most)  # noqa: B023
            return asked(path, asker.headers, body=body, parameters=asker.parameters)

        slow += too_dear(asker.app, f"{path} {name}", sent, most)
    assert not slow


def test_no_file_costs_more_than_a_page_may(who):
    asker = who(UPLOAD, dict(POSTS)[UPLOAD])
    headers = asker.headers | {"content-type": "multipart/form-data; boundary=X"}

    def sent(text: str) -> Any:
        return asked(UPLOAD, headers, body=uploaded(asker.csrf, text))

    assert not too_dear(asker.app, "file", sent, MOST_LIST_BYTES - 500)


@pytest.mark.parametrize(("path", "handler"), GETS, ids=[path for path, _ in GETS])
def test_no_path_and_no_query_costs_more_than_a_page_may(path, handler, who):
    asker = who(path, handler)
    slow: list[str] = []
    for name in asker.parameters:

        def elsewhere(text: str, name: str = name) -> Any:
            return asked(
                path, asker.headers, "GET", parameters=asker.parameters | {name: text}
            )

        slow += too_dear(asker.app, f"{path} {{{name}}}", elsewhere, MOST_HEADER_BYTES)
    asks = {
        "body",
        "code",
        "first_day",
        "group",
        "kind",
        "lang",
        "last_day",
        "level",
        "state",
    }
    for name in asks & names_in(path, handler) | {"lang", "page"}:

        def queried(text: str, name: str = name) -> Any:
            query = {name: [text]}
            return asked(
                path, asker.headers, "GET", parameters=asker.parameters, query=query
            )

        slow += too_dear(asker.app, f"{path} ?{name}", queried, MOST_HEADER_BYTES)
    assert not slow


@pytest.mark.parametrize(
    "header", ["cookie", "accept-language", "origin", "content-type", "host"]
)
@pytest.mark.parametrize("path", ["/staff/sign-in", "/answer"])
def test_no_header_costs_more_than_a_page_may(path, header, who):
    asker = who(path, dict(POSTS)[path])

    def sent(text: str) -> Any:
        return asked(path, asker.headers | {header: text}, body=b"email=a@b.no")

    odd = ("; ", "a=b;", ",", "nb;q=0.1,", "https://[", "%41", '";boundary="')
    name = f"{path} {header}"
    assert not too_dear(asker.app, name, sent, MOST_HEADER_BYTES)
    assert not too_dear(asker.app, name, sent, MOST_HEADER_BYTES, odd)
