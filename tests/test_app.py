"""The assembled service, called as Lambda calls it."""

import json
import re
import subprocess
import sys

from tests.conftest import ROOT


def test_every_function_the_stages_declare_takes_an_event_and_a_context(environment):
    """Lambda calls by name: what stands under the name in app.py, not what a decorator
    made."""
    script = """
import inspect, json, app
names = {one.handler_string for one in app.app.event_sources} | {"app.app"}
told = {}
for name in names:
    found = getattr(app, name.removeprefix("app."))
    try:
        inspect.signature(found).bind({}, None)
        told[name] = True
    except TypeError:
        told[name] = False
print(json.dumps(told))
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout)
    assert told == {"app.app": True, "app.sweep": True, "app.bounced": True}


def test_what_sets_copies_starts_with_no_setting_but_which_side_it_is():
    script = """
import app, json
(found,) = app.app.pure_lambda_functions
assert (found.name, found.handler_string) == ("archive", "app.set_copy")
assert not app.app.routes
print(json.dumps(app.set_copy({}, None)))
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"APP_SIDE": "archive"},
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines()[-1] == '{"problem": "unset"}'


def test_warnings_reach_the_log_of_every_function(environment):
    """Chalice takes the logger of the app's name for its own, and lets only errors
    through it."""
    script = """
import app
from chalicelib.delivery import take_bounces
from chalicelib.upkeep import reconcile
from chalicelib.upkeep.reconciliation import Count
reconcile._say(Count(lost=("FLAG#x",)))
reconcile._say(Count())
take_bounces.take(None, None)
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    said = [line.partition(" - WARNING - ")[2] for line in run.stdout.splitlines()]
    assert [" ".join(line.split()[:2]) for line in said] == [
        "reconciled short",
        "reconciled whole",
        "bounce left",
    ]


def test_every_line_of_the_code_goes_to_the_logger_whose_level_the_app_sets():
    used = {
        name
        for path in (ROOT / "chalicelib").rglob("*.py")
        for name in re.findall(r"getLogger\((.*?)\)", path.read_text())
    }
    assert used == {'"supportgrupper"'}
