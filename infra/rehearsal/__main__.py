"""``python -m infra.rehearsal``: check the templates, deploy, use, try the rights, end
it all."""

import argparse
import signal
import sys
from contextlib import suppress
from pathlib import Path

from infra.doctor.__main__ import examine
from infra.doctor.patient import Patient
from infra.package.tools import Missing
from infra.rehearsal import (
    bounces,
    case,
    crowd,
    lines,
    restored,
    roles,
    school,
    speed,
    stacks,
    story,
    templates,
    tools,
    translated,
    verified,
)
from infra.rehearsal.engine import ROOT_KEY, Engine
from infra.rehearsal.report import Failed, need, step

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "host"
PROCESSES = 10


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m infra.rehearsal", description=__doc__
    )
    parser.add_argument("--port", type=int, default=8250)
    parser.add_argument(
        "--keep", action="store_true", help="leave it running, until Ctrl-C"
    )
    port, keep = parser.parse_args().port, parser.parse_args().keep
    try:
        python, checkov = tools.ministack(ROOT), tools.checkov(ROOT)
        sound = all(
            [
                step("cfn-lint", lambda: templates.lint(BUILD)),
                step("the SAM translator", lambda: templates.translate(BUILD, python)),
                step("what the translator gives", lambda: translated.sound(BUILD)),
                step(
                    "each time deployed",
                    lambda: translated.deployed_each_time(BUILD, python),
                ),
                step("checkov", lambda: templates.checkov(BUILD, checkov)),
            ]
        )
        with Engine(python, port) as engine:
            went = _rehearse(engine, port)
            if keep:
                _keep(engine)
            return 0 if went and sound else 1
    except (Failed, Missing) as error:
        print(f"make rehearse stopped: {error}", file=sys.stderr)
        return 1


def _rehearse(engine: Engine, port: int) -> bool:
    """Deployed as a person would, with a look at what a half-finished deployment is
    told."""
    deployed = all(
        (
            step("the zips have a bucket", lambda: stacks.zips(engine, BUILD)),
            step(
                "the second account has a bucket",
                lambda: stacks.case_backup(engine, BUILD),
            ),
            step("the data stack is created", lambda: stacks.data(engine, BUILD)),
            step(
                "the public zip is deployed",
                lambda: stacks.code(engine, BUILD, "public"),
            ),
            step(
                "a half-finished deployment is noticed", lambda: stacks.noticed(engine)
            ),
            step(
                "the archive zip is deployed",
                lambda: stacks.code(engine, BUILD, "archive"),
            ),
            step(
                "the staff zip is deployed", lambda: stacks.code(engine, BUILD, "staff")
            ),
        )
    )
    if not deployed:
        return False
    installed = stacks.installed(engine)
    school.describe(installed)
    codes = school.open_with(30)
    group = {
        "rektor@demoskolen.example",
        "helse@demoskolen.example",
        "sosial@demoskolen.example",
    }
    return all(
        [
            step("both doors answer", lambda: story.pages(installed)),
            step("a pupil answers, once", lambda: story.answer(installed, codes[0])),
            step(
                "the quarter of an hour passes", lambda: story.quarter_passes(installed)
            ),
            step("the schedule sends the mail", lambda: story.mail(installed, group)),
            step(
                "a sweep sends what is due in its shard",
                lambda: speed.of_a_sweep(installed, group),
            ),
            step(
                "eight sweeps at once send each mail once",
                lambda: speed.side_by_side(installed, group),
            ),
            step("all of it comes back", lambda: bounces.come_back(installed, group)),
            step(
                "the next people are told",
                lambda: story.mail(installed, {school.LAST}, 2),
            ),
            step(
                "a colleague signs in and opens it",
                lambda: story.opened(installed, "sosial@demoskolen.example"),
            ),
            step(
                "a case goes from flag to archive copy",
                lambda: case.flag_to_archive(installed, "sosial@demoskolen.example"),
            ),
            step(
                "the staff's door alone calls what sets copies",
                lambda: case.only_the_staff_calls(installed),
            ),
            step(
                "each line waited for comes",
                lambda: lines.waited_for(installed, BUILD, codes[1]),
            ),
            step(
                "what was erased stays so after a restore, deferred too",
                lambda: restored.asked_for_before(
                    installed, "sosial@demoskolen.example", "rektor@demoskolen.example"
                ),
            ),
            step(
                "the logs name nobody",
                lambda: story.logs(installed, [codes[0], *group, *case.SUPPORTERS]),
            ),
            step(
                f"{crowd.PEOPLE} of one school press their links at once",
                lambda: crowd.press_at_once(
                    installed, [port + 1 + n for n in range(PROCESSES)]
                ),
            ),
            step("the doctor finds it well", lambda: doctor(installed)),
            step(
                "what runs is what was built, and what is changed is named",
                lambda: verified.each_change_is_named(installed, BUILD),
            ),
            step("the public role may what it must", lambda: roles.public(installed)),
        ]
    )


def _keep(engine: Engine) -> None:
    """For a look at it by hand, and for make doctor; everything ends with Ctrl-C."""
    urls = stacks.installed(engine).urls
    key = " ".join(f"{name.upper()}={value}" for name, value in ROOT_KEY.items())
    print(
        "It runs on until Ctrl-C. In another window, where what only an account has is"
        f" missed:\n  AWS_ENDPOINT_URL={engine.endpoint} {key} \\\n "
        f" PUBLIC_URL={urls['public']} \\\n  STAFF_URL={urls['staff']}/staff make"
        " doctor",
        flush=True,
    )
    with suppress(KeyboardInterrupt):
        signal.pause()


def doctor(installed: stacks.Installed) -> str:
    urls = installed.urls
    patient = Patient(
        installed.engine.client, stacks.PREFIX, urls["public"], f"{urls['staff']}/staff"
    )
    need(examine(patient), "see the lines above")
    return ""


if __name__ == "__main__":
    sys.exit(main())
