"""What must be in a zip and what must not. Anything amiss stops the packaging and is
named."""

import struct
from pathlib import Path

from jinja2 import ModuleLoader

from chalicelib.doors import PAGES
from chalicelib.locales import FOLDER
from infra.package import in_target, rendered
from infra.package.reached import FOUND_BY_BEING_THERE
from infra.strings.files import PARTS

MOST_MEGABYTES = {"public": 8, "staff": 14, "archive": 45}
"""What is there and some words to come; a library that slips in is more than that.
Typst alone is 34."""
_MACHINES = {"arm64": 0xB7, "x86_64": 0x3E}
_MACHINE_AT = 18
_NATIVE = {
    "public": ("_cffi_backend", "_rust"),
    "staff": ("_cffi_backend", "_rust", "_pydantic"),
    "archive": ("_typst",),
}
_DEVELOPMENT = (
    *(
        "moto",
        "pytest",
        "_pytest",
        "hypothesis",
        "mypy",
        "ruff",
        "playwright",
        "cfnlint",
    ),
    *("samtranslator", "mypy_boto3", "setuptools", "pip", "wheel", "tests", "infra"),
)


STRINGS: dict[str, tuple[str, ...]] = {
    "public": ("pupil",),
    "staff": PARTS,
    "archive": (),
}
"""Staff read pupils' strings too: the form, and the pages for what goes wrong."""


class Unfit(Exception):
    """What was built must not be deployed; the message says what is wrong with it."""


def unpacked(
    folder: Path, root: Path, side: str, architecture: str, version: str
) -> None:
    """Raises Unfit, naming everything that is wrong."""
    faults = [
        *_native(folder, side, architecture, version),
        *_templates(folder / "templates", side),
        *_modules(folder, root, side),
        *_strings(folder / "chalicelib" / "locales", side),
        *_development(folder),
    ]
    if faults:
        raise Unfit(f"the {side} zip is not fit to deploy:\n  " + "\n  ".join(faults))


def size(zip_file: Path, side: str) -> None:
    megabytes, most = zip_file.stat().st_size / 1e6, MOST_MEGABYTES[side]
    if megabytes > most:
        raise Unfit(f"{zip_file.name} is {megabytes:.1f} MB, more than {most}")


def _native(folder: Path, side: str, architecture: str, version: str) -> list[str]:
    found = sorted(folder.rglob("*.so"))
    missing = [
        f"no native part {wanted}*.so: no wheel for {architecture}, Python {version}?"
        for wanted in _NATIVE[side]
        if not any(library.name.startswith(wanted) for library in found)
    ]
    wrong = [
        f"{library.name} is not for {architecture}"
        for library in found
        if not _fits(library, architecture)
    ]
    abi = f"cpython-{version.replace('.', '')}-"
    other_versions = [
        f"{library.name} is not for Python {version}"
        for library in found
        if "cpython-" in library.name and abi not in library.name
    ]
    return missing + wrong + other_versions


def _fits(library: Path, architecture: str) -> bool:
    head = library.read_bytes()[: _MACHINE_AT + 2]
    is_elf = head.startswith(b"\x7fELF") and len(head) == _MACHINE_AT + 2
    return is_elf and struct.unpack_from("<H", head, _MACHINE_AT) == (
        _MACHINES[architecture],
    )


def _templates(compiled: Path, side: str) -> list[str]:
    return [
        f"template {name} is missing"
        for name in sorted(rendered.templates(side))
        if not (compiled / packed_name(name)).exists()
    ]


def packed_name(template: str) -> str:
    """What jinja2 calls the module of a template; what typst reads stays as it is."""
    if in_target.is_typst(template):
        return template
    return f"{ModuleLoader.get_template_key(template)}.pyc"


def _modules(folder: Path, root: Path, side: str) -> list[str]:
    """Forms and word lists are found by being there: nothing else would miss them."""
    folders = (
        root / "chalicelib" / package.replace(".", "/")
        for package in FOUND_BY_BEING_THERE
        if side in PAGES
    )
    sources = [source for there in folders for source in sorted(there.rglob("*.py"))]
    compiled = [
        folder / source.relative_to(root).with_suffix(".pyc") for source in sources
    ]
    return [
        f"{file.relative_to(folder)} is missing"
        for file in compiled
        if not file.exists()
    ]


def _strings(locales: Path, side: str) -> list[str]:
    """In each language exactly the files the door has, and those compiled."""
    wanted = {
        f"{source.parent.name}/{source.stem}.json"
        for source in FOLDER.glob("*/*.po")
        if source.stem in STRINGS[side]
    }
    found = {file.relative_to(locales).as_posix() for file in locales.glob("*/*")}
    return [f"strings {name} are missing" for name in sorted(wanted - found)] + [
        f"strings {name} are none of this side's" for name in sorted(found - wanted)
    ]


def _development(folder: Path) -> list[str]:
    inside = {file.name.split(".")[0] for file in folder.iterdir()}
    return [
        f"development package {name} is inside"
        for name in _DEVELOPMENT
        if name in inside
    ]
