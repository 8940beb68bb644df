"""Valid HTML: every page of the pupils' preview and every staff page that links lead
to."""

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import replace

import pytest
from chalice.test import Client

from chalicelib.accounts import store as accounts
from chalicelib.staff_door import door
from chalicelib.staff_door import sign_in_page as sign_in
from chalicelib.storage import transaction
from tests.browser.staff_states import states
from tests.cast import (
    ADMINISTRATOR,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    PROGRAMME,
    TEACHER,
    set_the_stage,
)
from tests.conftest import ROOT
from tests.staff_browser import Browser, staff_app

pytestmark = [pytest.mark.browser, pytest.mark.walk]
LANGUAGES = ("nb", "nn", "en")
HERE = ROOT / "tests" / "html"
CHECKER = HERE / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
NO_TEXT = re.compile(r"<option[^>]*>\s*</option>")
"""W3C's checker forbids it, this one does not look."""
LINK = re.compile(r'href="(/staff[^"#?]*)"')


@pytest.fixture
def check(tmp_path):
    """What the checker finds in pages by name."""
    node = shutil.which("node")
    if not node or not CHECKER.exists():
        missing = "no HTML checker: make html-checker (wants node and npm)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)

    def found(pages):
        assert pages
        assert [name for name, html in pages.items() if NO_TEXT.search(html)] == []
        for name, html in pages.items():
            (tmp_path / f"{name.strip('/').replace('/', '.')}.html").write_text(html)
        report = tmp_path / "report.json"
        # By a file: it ends before a pipe has taken all of it
        formatter = f"json={report}"
        command = [
            node,
            CHECKER,
            "--config",
            HERE / "htmlvalidate.json",
            "--formatter",
            formatter,
        ]
        run = subprocess.run(
            [*command, tmp_path], capture_output=True, text=True, check=False
        )
        assert run.returncode in (0, 1), run.stderr[-2000:]
        faults = defaultdict(list)
        for page in json.loads(report.read_text(encoding="utf-8")):
            for message in page["messages"]:
                where = f"{page['filePath'].rpartition('/')[2]}:{message['line']}"
                faults[f"{message['ruleId']}: {message['message']}"].append(where)
        return {fault: places[:3] for fault, places in faults.items()}

    return found


def test_every_page_of_the_pupils_door(pages, check):
    assert (
        check(
            {f"{code}.{state}": page["html"] for (code, state), page in pages.items()}
        )
        == {}
    )


@pytest.fixture
def visitor(aws, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: NOW)
    monkeypatch.setattr(sign_in, "ANSWER_AFTER", 0.0)
    stage = set_the_stage()
    stage.send(0, contact="today", hurt="few")
    stage.send(1, hurt="often", safe="hardly_ever")
    with Client(staff_app()) as client:
        yield Browser(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_staff_pages_in_every_state(visitor, check, language):
    made = states(visitor, language)
    assert check({name: shown["html"] for name, shown in made.items()}) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_staff_page_that_links_lead_to(visitor, check, language):
    seen = {}
    for person in (PRINCIPAL, NURSE, TEACHER, OWNER, ADMINISTRATOR, PROGRAMME):
        transaction.commit(*accounts.put_account(replace(person, language=language)))
        visitor.become(person)
        waiting = ["/staff"]
        while waiting:
            path = waiting.pop()
            if f"{person.id}{path}" in seen:
                continue
            answer = visitor.get(path)
            html = answer.body.decode()
            seen[f"{person.id}{path}"] = html
            led = [answer.headers["Location"]] if "Location" in answer.headers else []
            waiting += [
                *led,
                *(link for link in LINK.findall(html) if "csv" not in link),
            ]
    assert len(seen) > 40
    assert check({name: html for name, html in seen.items() if "<html" in html}) == {}
