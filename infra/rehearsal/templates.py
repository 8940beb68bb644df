"""Every template before it is deployed: cfn-lint, the SAM translator, checkov."""

import json
import subprocess
import sys
from pathlib import Path

from infra.package.__main__ import SIDES
from infra.rehearsal.engine import REGION
from infra.rehearsal.report import need

BASELINE = Path(__file__).parent / "checkov.json"
"""Check id to the reason for which this project does without it."""
_TRANSLATE = """
import json, sys
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
import boto3
template = json.load(open(sys.argv[1]))
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://rehearsal-code/one.zip"
session = boto3.session.Session(region_name=sys.argv[2])
translator = Translator({}, Parser(), boto_session=session)
print(json.dumps(translator.translate(template, {})))
"""


def lint(build: Path) -> str:
    """The written templates and, of the code stacks, what the transform makes of
    them."""
    files = [
        build / "zips.yaml",
        build / "data.yaml",
        build / "case_backup.yaml",
        *(build / side / "sam.json" for side in SIDES),
    ]
    binary = Path(sys.executable).with_name("cfn-lint")
    command = [str(binary), "--regions", REGION, "--", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    need(done.returncode == 0, f"cfn-lint: {done.stdout[-2000:]}{done.stderr[-500:]}")
    return f"{len(files)} templates"


def translate(build: Path, python: Path) -> str:
    """As CloudFormation's own transform does it; the result is left beside, for
    checkov."""
    resources = 0
    for side in SIDES:
        done = subprocess.run(  # noqa: S603 - our own venv's Python
            [python, "-c", _TRANSLATE, build / side / "sam.json", REGION],
            capture_output=True,
            text=True,
            check=False,
        )
        need(
            done.returncode == 0,
            f"the SAM translator refused {side}: {done.stderr[-1500:]}",
        )
        translated = json.loads(done.stdout)
        resources += len(translated["Resources"])
        (build / side / "translated.json").write_text(json.dumps(translated, indent=1))
    return f"{resources} resources"


def checkov(build: Path, binary: Path) -> str:
    """Fails on whatever is not in the baseline, and on a reason that is no longer
    needed."""
    command: list[str | Path] = [
        binary,
        "--framework",
        "cloudformation",
        "--output",
        "json",
        "--quiet",
    ]
    files = [
        build / "zips.yaml",
        build / "data.yaml",
        build / "case_backup.yaml",
        *(build / side / "translated.json" for side in SIDES),
    ]
    command += [part for file in files for part in ("--file", file)]
    done = subprocess.run(  # noqa: S603 - our own venv's command
        [*command, "--skip-download"], capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    found = found if isinstance(found, dict) else found[0]
    failed = {
        (check["check_id"], check["check_name"], check["resource"])
        for check in found["results"]["failed_checks"]
    }
    reasons = json.loads(BASELINE.read_text(encoding="utf-8"))
    new = sorted(check for check in failed if check[0] not in reasons)
    need(not new, f"checkov, without a reason in {BASELINE.name}: {new}")
    needless = sorted(set(reasons) - {check[0] for check in failed})
    need(not needless, f"{BASELINE.name} excuses what no longer fails: {needless}")
    return f"{found['summary']['passed']} passed, {len(failed)} excused with a reason"
