"""What is in a zip: what Chalice packed, less what never runs, plus the templates,
compiled."""

import gzip
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from infra.package import check, reached, rendered, stand_ins
from infra.package.check import Unfit
from infra.package.tools import SETTINGS, Python

SERVICES = {
    "public": ("dynamodb", "secretsmanager"),
    "staff": ("dynamodb", "kms", "lambda", "s3", "secretsmanager", "sesv2"),
}
# Needed to build, to document or to try out, never to run: measured by leaving them out
# and running every page under Lambda's own client.
_NEVER_RUN = (
    "*.dist-info",
    "*.data",
    "bin",
    "cffi",
    "pycparser",
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "cryptography/hazmat/bindings/_rust/*.pyi",
    "boto3/data/*",
    "boto3/docs",
    "boto3/examples",
    # What runs beside AWS's own C library, in other processes, or in a browser
    "s3transfer/crt.py",
    "s3transfer/processpool.py",
    "urllib3/contrib/emscripten",
    # What speaks with devices: our browsers do
    *(f"fido2/{part}" for part in ("attestation", "client", "ctap*", "hid")),
    *(f"fido2/{part}.py" for part in ("mds3", "payment", "pcsc")),
    # Another year's pydantic, and what only tools ask for; zones are tzdata's
    "pydantic/v1",
    "pydantic/mypy.py",
    "dateutil/zoneinfo/*.tar.gz",
    "dateutil/rrule.py",
    # Of the one whose version is read
    "holidays-*.dist-info/RECORD",
    "holidays-*.dist-info/licenses",
    "botocore/data/*/*/examples-1.json",
    "botocore/data/*/*/paginators-1.json",
    "botocore/data/*/*/waiters-2.json",
    "botocore/data/*/*/*.sdk-extras.json",
)
_NORWEGIAN_TIME = "tzdata/zoneinfo/Europe/Oslo"


_READS_ITS_OWN_VERSION = "holidays-"
"""The library asks for it when it is imported: without it no clock of a flag would
run."""


def arrange(root: Path, python: Python, side: str, packed: Path) -> Path:
    """Unpack what Chalice made and bring it to what ``side`` runs. Returns the
    folder."""
    unpacked = packed.with_suffix("")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(unpacked)
    packed.unlink()
    _leave_out(unpacked, side)
    if side in SERVICES:
        _only_services(unpacked / "botocore" / "data", SERVICES[side])
        _only_oslo(unpacked / "tzdata")
        stand_ins.put(unpacked, side)
    if side == "staff":
        only_norway(unpacked / "holidays")
    all_there(unpacked, side)
    copy_templates(root, unpacked, side)
    only_strings(unpacked / "chalicelib" / "locales", side)
    _in_target(root, python, unpacked, side)
    return unpacked


def _leave_out(unpacked: Path, side: str) -> None:
    for pattern in _NEVER_RUN:
        for found in sorted(unpacked.glob(pattern)):
            if not found.name.startswith(_READS_ITS_OWN_VERSION):
                _remove(found)
    reached.keep_only(unpacked, side)


def all_there(unpacked: Path, side: str) -> None:
    """Before the source goes: raises Unfit, naming each library that the door wants in
    vain."""
    wanted = sorted(reached.libraries(side))
    missing = [library for library in wanted if not _is_there(unpacked, library)]
    if missing:
        raise Unfit(f"the {side} zip would not start: it lacks {', '.join(missing)}")


def _is_there(folder: Path, library: str) -> bool:
    return (folder / library).is_dir() or any(folder.glob(f"{library}.*"))


def _only_services(data: Path, services: tuple[str, ...]) -> None:
    for folder in (path for path in sorted(data.iterdir()) if path.is_dir()):
        if folder.name not in services:
            shutil.rmtree(folder)
            continue
        *older, _ = sorted(folder.iterdir())
        for version in older:
            shutil.rmtree(version)
    for model in sorted(data.glob("*/*/service-2.json.gz")):
        model.with_suffix("").write_text(
            without_words(gzip.decompress(model.read_bytes()))
        )
        model.unlink()
    _only_endpoints(data / "endpoints.json", services)


def without_words(model: bytes) -> str:
    """A service's model as its clients read it at each start: two thirds of it explain
    it. The explanations stay as empty ones, since botocore asks for some (S3's settings
    of a client)."""

    def unsaid(part: dict[str, Any]) -> dict[str, Any]:
        if isinstance(part.get("documentation"), str):
            part["documentation"] = ""
        return part

    return json.dumps(json.loads(model, object_hook=unsaid), separators=(",", ":"))


def _only_endpoints(file: Path, services: tuple[str, ...]) -> None:
    """A megabyte of every service's hosts in every region, read at each start."""
    kept = {"email" if service == "sesv2" else service for service in services} | {
        "sts"
    }
    content = json.loads(file.read_text())
    for partition in content["partitions"]:
        partition["services"] = {
            name: service
            for name, service in partition["services"].items()
            if name in kept
        }
    file.write_text(json.dumps(content, separators=(",", ":")))


def _only_oslo(tzdata: Path) -> None:
    zone = tzdata.parent / _NORWEGIAN_TIME
    kept = zone.read_bytes()
    shutil.rmtree(tzdata / "zoneinfo")
    zone.parent.mkdir(parents=True)
    zone.write_bytes(kept)
    for package in (zone.parent, zone.parent.parent):
        (package / "__init__.py").touch()


def only_norway(holidays: Path) -> None:
    """Its package of countries imports all of them, 250: most of a second at the first
    use. Stock exchanges have days of their own, and calendars to send are not made."""
    shutil.rmtree(holidays / "financial")
    for calendar_files in ("generate_ics.py", "ical.py"):
        (holidays / calendar_files).unlink()
    countries = holidays / "countries"
    for source in sorted(countries.glob("*.py")):
        if source.name != "norway.py":
            source.unlink()
    (countries / "__init__.py").touch()
    for language in sorted((holidays / "locale").iterdir()):
        if language.name != "no":
            _remove(language)


def copy_templates(root: Path, unpacked: Path, side: str) -> None:
    for name in sorted(rendered.templates(side)):
        target = unpacked / "templates" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "templates" / name, target)


def only_strings(locales: Path, side: str) -> None:
    """Compiled ones, and of those the door's."""
    for found in sorted(locales.glob("*/*")):
        if found.suffix != ".json" or found.stem not in check.STRINGS[side]:
            found.unlink()


def _in_target(root: Path, python: Python, unpacked: Path, side: str) -> None:
    """Compile with the Python that will run it; another one's bytecode would not
    load."""
    done = subprocess.run(  # noqa: S603 - our own venv's Python
        [python.path, "-m", "infra.package.in_target", unpacked],
        cwd=root,
        env=SETTINGS | {"APP_SIDE": side, "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unfit(f"compiling failed:\n{done.stdout}{done.stderr}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
