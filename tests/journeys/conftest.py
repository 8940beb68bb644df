"""The staff's side behind a door on this machine, with the tests' AWS behind it and a
clock that a journey moves."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.core.settings import settings
from chalicelib.staff_door import door, sign_in_page
from chalicelib.storage import expiry
from chalicelib.upkeep import schedule
from infra.local.door import open_door
from tests import mailbox
from tests.cast import NOW
from tests.journeys.person import SIGN_IN, WORK, Person
from tests.staff_browser import staff_app


@dataclass
class Service:
    url: str
    browser: Any
    now: datetime = NOW
    people: list[Person] = field(default_factory=list)

    def person(self, name: str, **settings: Any) -> Person:
        """With an empty browser."""
        self.people.append(Person(self.browser, self.url, name, **settings))
        return self.people[-1]

    def later(self, **time: float) -> None:
        """The clock's sweeps come each minute on the way."""
        end = self.now + timedelta(**time)
        while self.now < end:
            self.now = min(end, self.now + timedelta(minutes=1))
            schedule.sweep(self.now)

    def mail_to(self, address: str) -> str:
        """The newest mail to somebody, as they read it."""
        return next(
            mail.body for mail in reversed(mailbox.sent()) if address in mail.to
        )

    def place_in_mail_to(self, address: str) -> str:
        (place,) = re.findall(r"http\S+/staff\b", self.mail_to(address))
        return str(place)

    def sign_in_from_mail(self, person: Person, address: str) -> None:
        """By the newest mail that waits, which says where to sign in."""
        with person.signing_in():
            person.go(self.place_in_mail_to(address))
        self.sign_in(person, address)

    def sign_in(self, person: Person, address: str) -> None:
        """From the page with the field for the address, by the link that is mailed; the
        page one comes to is the first of the work."""
        with person.signing_in():
            person.fill("E-post", address)
            person.press("Send meg en lenke")
            (link,) = re.findall(r"http\S+/sign-in/\S+", self.mail_to(address))
            person.go(link)
            person.press("Logg inn")
            person.took[SIGN_IN, "load"] -= 1
        person.took[WORK, "load"] += 1


@pytest.fixture
def service(
    aws: Any, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    app = staff_app()
    monkeypatch.setattr(app, "__class__", app.__class__)  # as it was, for other tests
    server = open_door(app, 0)
    url = f"http://localhost:{server.server_address[1]}"
    monkeypatch.setenv("PUBLIC_URL", url)
    monkeypatch.setenv("STAFF_URL", f"{url}/staff")
    settings.cache_clear()
    made = Service(url, browser)
    monkeypatch.setattr(door, "clock", lambda: made.now)
    monkeypatch.setattr(expiry, "clock", lambda: made.now.timestamp())
    monkeypatch.setattr(sign_in_page, "ANSWER_AFTER", 0.0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    for person in made.people:
        person.context.close()
    server.shutdown()
    server.server_close()
    thread.join()
