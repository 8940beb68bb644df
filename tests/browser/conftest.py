"""Every page the preview lists, put before a browser with the headers it is sent
with."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from chalicelib.help_pages.accessibility import AXE_LEVELS
from tests.conftest import ROOT

_SCRIPT = re.compile(r"<script.*?</script>", re.S)
HOME = "https://svar.example/"
LEVELS = list(AXE_LEVELS)
# The first is off unless asked for, though it is WCAG 2.2 AA. The second is advice, and
# we differ: with one question a screen its legend is the heading, at the level it has
# on the long page.
RULES = {"target-size": {"enabled": True}, "page-has-heading-one": {"enabled": False}}

Pages = dict[tuple[str, str], dict[str, str]]


@pytest.fixture(scope="session")
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Pages:
    """By language and state, what ``make preview`` made: in bokmål alone where no walk
    runs."""
    folder = tmp_path_factory.mktemp("preview")
    walks = any(item.get_closest_marker("walk") for item in request.session.items)
    only = [] if walks else ["--language", "nb"]
    command = [sys.executable, "-m", "infra.preview", "--to", str(folder), *only]
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith("AWS_")
    }
    run = subprocess.run(
        command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    listed = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    return {(page["language"], page["state"]): page for page in listed}


@pytest.fixture
def show(browser: Any, pages: Pages) -> Iterator[Callable[..., Any]]:
    """Open a state in a browser. ``before`` runs before the page's own script;
    ``settings`` are those of a browser context."""
    tabs: dict[str, Any] = {}

    def open_in(
        language: str,
        state: str,
        scripts: bool = True,
        before: str = "",
        **settings: Any,
    ) -> Any:
        kind = repr((before, settings))
        if kind not in tabs:
            tabs[kind] = _tab(browser, before, settings)
        tab, shown = tabs[kind], pages[language, state]
        # Left out rather than switched off: axe-core is a script itself.
        tab.shown = (
            shown if scripts else {**shown, "html": _SCRIPT.sub("", shown["html"])}
        )
        tab.goto(HOME)
        return tab

    yield open_in
    for tab in tabs.values():
        tab.context.close()


def _tab(browser: Any, before: str, settings: dict[str, Any]) -> Any:
    context = browser.new_context(
        **{"viewport": {"width": 360, "height": 640}, **settings}
    )
    context.set_default_timeout(10_000)
    if before:
        context.add_init_script(before)
    tab = context.new_page()
    tab.route("**/*", lambda route: route.fulfill(**_response(tab.shown)))
    return tab


def _response(shown: dict[str, str]) -> dict[str, Any]:
    headers = {"Content-Security-Policy": shown["policy"]}
    return {
        "body": shown["html"],
        "content_type": "text/html; charset=utf-8",
        "headers": headers,
    }


def faults(tab: Any) -> list[str]:
    """What axe-core finds wrong with the page as it stands, the whole of it on the
    screen: what the bar at the bottom covers just now is scrolled to. A page on its
    way is waited for."""
    tab.wait_for_load_state()
    size = tab.viewport_size
    tall = tab.evaluate("document.documentElement.scrollHeight")
    tab.set_viewport_size({**size, "height": max(size["height"], tall)})
    if not tab.evaluate("typeof axe !== 'undefined'"):
        tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate(
        "([levels, rules]) => axe.run({runOnly: levels, rules, resultTypes:"
        " ['violations']})",
        [LEVELS, RULES],
    )
    tab.set_viewport_size(size)
    return [
        f"{fault['id']}: {node['html'][:120]} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
