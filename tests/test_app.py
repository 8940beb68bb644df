"""The assembled service, called as Lambda calls it."""

import json
import subprocess
import sys

from tests.conftest import ROOT


def test_every_function_the_stages_declare_takes_an_event_and_a_context(environment):
    """Lambda calls by name: what stands under the name in app.py, not what a decorator made."""
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
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout)
    assert told == {"app.app": True, "app.sweep": True, "app.bounced": True}
