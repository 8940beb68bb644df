"""Somebody with a browser of their own, who does what the page in front of them says;
what it takes is counted."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
SIGN_IN, WORK = "signing in", "work"


class Person:
    """``took`` counts by what it was for (signing in, or the work itself) and what it
    was: a ``load`` is a page that came, whatever led to it; a ``press`` a button or a
    link; a ``field`` what was typed, ticked or chosen."""

    def __init__(self, browser: Any, url: str, name: str, size: Any = WIDE) -> None:
        self.name, self.took = name, Counter[tuple[str, str]]()
        self._for, self._shown = WORK, 0
        self._paths: list[str] = []
        self.context = browser.new_context(
            viewport=size, locale="nb-NO", timezone_id="Europe/Oslo", base_url=url
        )
        self.context.set_default_timeout(15_000)
        self.tab = self.context.new_page()
        self.tab.on("response", self._came)

    def _came(self, response: Any) -> None:
        request = response.request
        moved = 300 <= response.status < 400
        if request.is_navigation_request() and not moved:
            self._paths.append(urlsplit(response.url).path)
            self.took[self._for, "load"] += 1

    @contextmanager
    def signing_in(self) -> Iterator[None]:
        self._for = SIGN_IN
        try:
            yield
        finally:
            self._for = WORK

    def come_back(self, url: str) -> None:
        """By a mail's link, with the device's passkey."""
        self.context.clear_cookies()
        with self.signing_in():
            self.go(url)
            self.press("Logg inn med passnøkkel")
            self.took[SIGN_IN, "load"] -= 1
        self.took[WORK, "load"] += 1

    def go(self, url: str) -> None:
        """A link in a mail, or an address typed: a press too."""
        self.took[self._for, "press"] += 1
        self.tab.goto(url)
        self._look()

    def press(self, name: str, role: str = "button") -> None:
        """The first thing of that name in sight, whatever item it is said to be for,
        and wait for the page it leads to."""
        self.took[self._for, "press"] += 1
        called = re.compile(rf"^{re.escape(name)}(\s+[A-Z0-9]{{6}})?$")
        wanted = self.tab.get_by_role(role, name=called).locator("visible=true")
        with self.tab.expect_navigation(wait_until="load"):
            wanted.first.click()
        self._look()

    def unfold(self, name: str) -> None:
        """What opens on the page itself."""
        self.took[self._for, "press"] += 1
        self.tab.locator("summary", has_text=name).click()
        self._look()

    def fill(self, label: str, words: str) -> None:
        self.took[self._for, "field"] += 1
        self.tab.get_by_label(label).fill(words)

    def tick(self, label: str, within: str = "main") -> None:
        """A box or one of several choices; what is so already is left."""
        box = self.tab.locator(within).get_by_label(label)
        if not box.is_checked():
            self.took[self._for, "field"] += 1
            box.check()

    def choose(self, label: str, option: str) -> None:
        """In a list; what stands there already is left."""
        chosen = self.tab.get_by_label(label)
        if chosen.locator("option:checked").inner_text().strip() != option:
            self.took[self._for, "field"] += 1
            chosen.select_option(label=option)

    def in_all(self, what: str) -> int:
        return self.took[SIGN_IN, what] + self.took[WORK, what]

    def been_at(self, beginning: str) -> set[str]:
        return {path for path in self._paths if path.startswith(beginning)}

    @property
    def page(self) -> str:
        said: str = self.tab.inner_text("body")
        return said

    def _look(self) -> None:
        """A picture of the page, where somebody wants to see it."""
        if not (folder := os.environ.get("PICTURES")):
            return
        self._shown += 1
        size = self.tab.viewport_size
        for wanted in (WIDE, NARROW):
            self.tab.set_viewport_size(wanted)
            name = f"{self.name}-{self._shown:02d}-{wanted['width']}.png"
            self.tab.screenshot(path=Path(folder) / name, full_page=True)
        self.tab.set_viewport_size(size)


def table(title: str, people: list[Person]) -> str:
    """The counts as docs/figures.md has them."""
    lines = [f"\n| {title} | page loads | presses | fields |", "|---|---|---|---|"]
    for person in people:
        for purpose in (SIGN_IN, WORK):
            counts = [person.took[purpose, what] for what in ("load", "press", "field")]
            if any(counts):
                lines.append(f"| {person.name}, {purpose} | {_cells(counts)} |")
    sums = [sum(p.in_all(what) for p in people) for what in ("load", "press", "field")]
    return "\n".join([*lines, f"| **in all** | {_cells(sums)} |"])


def _cells(counts: list[int]) -> str:
    return " | ".join(map(str, counts))
