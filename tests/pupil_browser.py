"""A pupil at the door: the stage of the tests' cast, the app's public side, the cast's
clock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.app import Chalice
from chalice.test import Client, HTTPResponse

from chalicelib import doors
from chalicelib.web import form_body
from chalicelib.web import pupil_door as door
from chalicelib.web.pupil_door import pupil
from chalicelib.web.safe_responses import make_responses_safe
from tests import roles
from tests.cast import NOW, Stage, set_the_stage


@dataclass
class Pupil:
    """Fills in forms as a browser without scripts would; the door has the public role's
    rights."""

    client: Client
    stage: Stage

    def get(self, path: str, **headers: str) -> HTTPResponse:
        with roles.playing("public"):
            return self.client.http.get(path, headers=headers)

    def post(self, path: str, fields: Any, **headers: str) -> HTTPResponse:
        body = (
            fields
            if isinstance(fields, bytes)
            else urlencode(fields, doseq=True).encode()
        )
        headers = {"content-type": form_body.FORM, **headers}
        with roles.playing("public"):
            return self.client.http.post(path, headers=headers, body=body)

    def open(self, number: int = 0, **fields: str) -> HTTPResponse:
        return self.post("/form", {"code": self.stage.codes[number], **fields})

    def hidden(self, answer: HTTPResponse) -> dict[str, str]:
        found = re.findall(
            r'<input type="hidden" name="(.*?)" value="(.*?)">', text(answer), re.S
        )
        return {name: unescape(value) for name, value in found}

    def send(self, number: int = 0, **items: Any) -> HTTPResponse:
        """Open and send; an empty form too, as who is asked and says yes."""
        return self.post(
            "/answer", {**self.hidden(self.open(number)), "asked": "empty", **items}
        )


@cache
def public_app() -> Chalice:
    """Chalice can register a blueprint only once: it uses up what the routes were
    declared with."""
    app = Chalice("test")
    make_responses_safe(app)
    doors.import_pages("public")
    app.register_blueprint(pupil)
    return app


def text(answer: HTTPResponse) -> str:
    return answer.body.decode()


def words(answer: HTTPResponse) -> str:
    """What a person reads of the page, whatever the tags between the words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text(answer))).split()).replace(
        " .", "."
    )


@pytest.fixture
def pupil_at_the_door(aws: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pupil]:
    monkeypatch.setattr(door, "clock", lambda: NOW)
    with Client(public_app()) as client:
        yield Pupil(client, set_the_stage())


@pytest.fixture
def asked(page):
    """What the browser asks before leaving; each is answered with staying."""
    kinds = []
    page.on("dialog", lambda dialog: (kinds.append(dialog.type), dialog.dismiss()))
    return kinds


@pytest.fixture
def thanks(page, local_service, codes, asked):
    return at_the_end(page, local_service.url, codes.pop())


def at_the_end(page, address, code):
    """A form is filled in and sent: the last page."""
    page.goto(address)
    page.fill("#code", code)
    page.keyboard.press("Enter")
    page.wait_for_selector("#answers")
    while page.is_visible("#next"):
        rows = page.locator("input[type=radio]:visible")
        if rows.count():
            rows.first.check()
        page.click("#next")
    page.click("#send")
    page.wait_for_selector("main[data-page=thanks]")
    page.wait_for_function("history.state && history.state.at === 1")
    return page


def stays(page):
    page.wait_for_timeout(400)
    page.wait_for_selector("main[data-page=thanks]:visible")
    assert page.locator("[name=ticket]").count() > 0
