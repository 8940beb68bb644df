"""Staff at the door: the stage of the tests' cast, the app's staff side, the cast's
clock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.app import Chalice
from chalice.test import Client, HTTPResponse

from chalicelib import doors
from chalicelib.accounts.account import Account
from chalicelib.rounds import store as rounds
from chalicelib.sign_in import sessions
from chalicelib.staff_door import blueprint, door
from chalicelib.staff_door.blueprint import staff
from chalicelib.web import form_body, responses
from chalicelib.web.safe_responses import make_responses_safe
from tests import roles
from tests.cast import ADMINISTRATOR, NOW, Stage, set_the_stage

OUR_PAGE = {"sec-fetch-site": "same-origin"}
TAKES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""As browsers say what they take; a file comes only to who does."""


@dataclass
class Browser:
    """One person's browser: it keeps the session's cookie and the token of its pages.
    The door has the staff role's rights."""

    client: Client
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""

    def get(self, path: str, **headers: str) -> HTTPResponse:
        with roles.playing("staff"):
            answer = self.client.http.get(path, headers={**self._cookie(), **headers})
        return self._kept(answer)

    def head(self, path: str) -> HTTPResponse:
        with roles.playing("staff"):
            return self.client.http.request("HEAD", path, headers=self._cookie())

    def post(
        self, path: str, fields: Any = (), csrf: bool = True, **headers: str
    ) -> HTTPResponse:
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        pairs += [("csrf", self.csrf)] if csrf else []
        headers = {
            "content-type": form_body.FORM,
            "accept": TAKES,
            **OUR_PAGE,
            **self._cookie(),
            **headers,
        }
        body = urlencode(pairs, doseq=True).encode()
        with roles.playing("staff"):
            answer = self.client.http.post(path, headers=headers, body=body)
        return self._kept(answer)

    def become(self, account: Account, now: datetime = NOW) -> "Browser":
        """Sign in without the walk through the mail."""
        self.cookies[blueprint.COOKIE] = sessions.start(account, now)
        found = sessions.session_of(self.cookies[blueprint.COOKIE], now)
        assert found
        self.csrf = found[0].csrf
        return self

    def _cookie(self) -> dict[str, str]:
        held = "; ".join(
            f"{name}={value}" for name, value in self.cookies.items() if value
        )
        return {"cookie": held} if held else {}

    def _kept(self, answer: HTTPResponse) -> HTTPResponse:
        given: str | list[str] = answer.headers.get("Set-Cookie", [])
        for header in [given] if isinstance(given, str) else given:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        if token := re.search(r'name="csrf" value="(.+?)"', text(answer)):
            self.csrf = token[1]
        return answer


@cache
def staff_app() -> Chalice:
    """Chalice can register a blueprint only once: it uses up what the routes were
    declared with."""
    app = Chalice("test")
    app.api.binary_types += responses.NOT_TEXT
    make_responses_safe(app)
    doors.import_pages("staff")
    app.register_blueprint(staff)
    return app


def text(answer: HTTPResponse) -> str:
    """The page, with somebody's own words as if they were ours: see
    ``test_isolation``."""
    return re.sub("</?bdi>", "", answer.body.decode(errors="replace"))


def hidden(answer: HTTPResponse) -> list[tuple[str, str]]:
    found = re.findall(
        r'<input type="hidden" name="(.*?)" value="(.*?)">', text(answer), re.S
    )
    return [(name, unescape(value)) for name, value in found if name != "csrf"]


def press(
    stage: Stage,
    extra: int | None = None,
    class_id: str = "6A",
    seen: int | None = None,
    **more: str,
) -> dict[str, str]:
    """What the button for cards sends, on the page as it is now unless ``seen`` says
    how it was."""
    round_ = rounds.get(stage.round.id)
    assert round_
    made = round_.classes[class_id].cards.made if seen is None else seen
    place = f"{stage.round.id}.{class_id}.{made}"
    fields = {
        "place": place,
        "extra_of": place,
        "attempt": "a" * 22,
        "extra": "1" if extra is None else str(extra),
        **more,
    }
    return fields if extra is None else {**fields, "do": "extra"}


@pytest.fixture
def stage(aws: Any, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(door, "clock", lambda: NOW)
    return set_the_stage()


@pytest.fixture
def visitor(stage: Stage) -> Iterator[Browser]:
    with Client(staff_app()) as client:
        yield Browser(client)


@pytest.fixture
def admin(visitor: Browser) -> Browser:
    return visitor.become(ADMINISTRATOR)
