"""The house: a package imports only those before it in the list, each outer thing has
one door, modules stay small."""

import ast
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests.conftest import ROOT

PACKAGES = """
locales doors core crypto storage web service_status audit accounts schools outbox sign_in presses staff_door passkeys
forms rounds answers results class_reply items urgent_words flags threads pupil_threads referrals escalation
delivery reading archive
case_drafts cases case_forms case_access case_reminders plans case_pages case_access_pages plan_pages case_copies copy_pages
handle_items inbox printouts manage_schools class_import manage_people people_import roster_import answer_form manage_rounds closing_answers pupil_follows group_log access_requests weekly_overview overview class_teacher help_pages group_results follow_up_quality result_pages result_exports case_backup upkeep
"""
"""Lowest first, as README has them."""
ORDER = PACKAGES.split()
OUTSIDE = {
    "chalice": ("web", "presses", "staff_door", "class_import.list_upload"),
    "cryptography": ("crypto.sealing",),
    "joserfc": ("sign_in.feide_client",),
    "fido2": ("passkeys.prove",),
    "urllib3": ("sign_in.feide_http",),
    "boto3": ("core.aws",),
    "jinja2": ("web.templates",),
    "markupsafe": ("web", "rounds", "forms", "flags"),
    "segno": ("web.qr_code",),
    "xlsxwriter": ("result_exports.xlsx_file",),
    "typst": ("archive.typesetting",),
    "holidays": ("core.local_time",),
}
"""Who may import a library, besides modules of pages where it is Chalice."""
TOP = {
    *(
        "app.py",
        "chalicelib",
        "templates",
        "infra",
        "tests",
        "requirements.txt",
        "README.md",
    ),
    *("Makefile", "pyproject.toml", "requirements-dev.txt", ".chalice", ".ci", "docs"),
    ".gitignore",
}
LINES, LINES_OF_TESTS = 250, 300


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "chalicelib", include_external_packages=True, cache_dir=None
    )


def ours() -> list[str]:
    return sorted(name for name in graph().modules if name.startswith("chalicelib."))


def package_of(module: str) -> str:
    return module.split(".")[1]


def imported_by(module: str) -> set[str]:
    return set(graph().find_modules_directly_imported_by(module))


def sources(*folders: str) -> list[Path]:
    return [p for folder in folders for p in sorted((ROOT / folder).rglob("*.py"))] + [
        ROOT / "app.py"
    ]


def test_every_package_has_its_place_in_the_order():
    assert sorted(ORDER) == sorted({package_of(name) for name in ours()})


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_those_before_it_in_the_list(package):
    above = ORDER[: ORDER.index(package) + 1]
    wrong = [
        f"{name} imports {other}"
        for name in ours()
        if package_of(name) == package
        for other in sorted(imported_by(name))
        if other.startswith("chalicelib.") and package_of(other) not in above
    ]
    assert wrong == []


def test_the_readme_has_the_same_list():
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text(), flags=re.M)
    named = [
        name.removesuffix(".py") for row in rows for name in re.findall(r"`(.*?)`", row)
    ]
    assert named[: len(ORDER)] == ORDER


def test_no_module_imports_itself_round_about():
    assert graph().nominate_cycle_breakers("chalicelib") == set()


@pytest.mark.parametrize("library", sorted(OUTSIDE))
def test_each_outer_thing_has_one_door(library):
    allowed = tuple(f"chalicelib.{name}" for name in OUTSIDE[library])
    importers = (
        graph().find_modules_that_directly_import(library)
        if library in graph().modules
        else set()
    )
    wrong = {
        name
        for name in importers
        if not name.startswith(allowed or ("-",))
        if not (library == "chalice" and name.endswith(("_page", "_pages")))
    }
    assert wrong == set()


def test_one_module_makes_the_clients_of_aws_and_the_rest_know_its_errors_alone():
    importers = graph().find_modules_that_directly_import("botocore")
    allowed = {"core.aws", "core.retries", "outbox.compose", "storage.transaction"}
    assert {name.removeprefix("chalicelib.") for name in importers} <= allowed


def test_nobody_but_the_app_imports_pages():
    pages = [name for name in ours() if name.endswith("_pages")]
    assert pages
    importers = {
        name: graph().find_modules_that_directly_import(name) for name in pages
    }
    assert {name: who for name, who in importers.items() if who} == {}


def test_a_local_name_of_a_module_stands_for_one_module():
    """``from package import module as name``: a reader of two files must not mistake
    one."""
    named = defaultdict(set)
    for path in sources("chalicelib"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "chalicelib"
            ):
                for alias in node.names:
                    if f"{node.module}.{alias.name}" in graph().modules:
                        named[alias.asname or alias.name].add(
                            f"{node.module}.{alias.name}"
                        )
    assert {name: modules for name, modules in named.items() if len(modules) > 1} == {}


def test_no_two_classes_have_one_name():
    classes = Counter(
        node.name
        for path in sources("chalicelib")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, number in classes.items() if number > 1] == []


def test_only_stores_read_the_database():
    readers = graph().find_modules_that_directly_import("chalicelib.storage.database")
    wrong = {
        name
        for name in readers
        if package_of(name) != "storage" and not name.endswith("store")
    }
    assert wrong == set()


def test_the_environment_is_read_in_one_module():
    wrong = [
        path.name
        for path in sources("chalicelib")
        if path.name != "settings.py"
        if {"environ", "getenv"}
        & set(path.read_text(encoding="utf-8").replace(".", " ").split())
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    sources("chalicelib", "infra", "tests"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_module_is_long(path):
    most = LINES_OF_TESTS if (ROOT / "tests") in path.parents else LINES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


def test_the_public_side_imports_nothing_slow():
    """Start-up time: what the pupil's side never uses, it never loads."""
    script = (
        "import app, gc, sys; assert gc.isenabled(); print(*sorted({'pydantic',"
        " 'holidays', 'joserfc', 'fido2', 'segno', 'moto',"
        " 'chalicelib.urgent_words.lists',"
        " 'cryptography.hazmat.primitives.serialization'} & set(sys.modules)))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "APP_SIDE": "public",
        "AWS_REGION": "eu-north-1",
        "FORMS_TABLE": "f",
        "CODES_TABLE": "k",
        "ANSWERS_TABLE": "a",
        "PUBLIC_URL": "https://svar.example",
        "STAFF_URL": "https://ansatt.example/staff",
    }
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.split() == []


def test_the_top_folder_holds_nothing_else():
    run = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if run.returncode:
        pytest.skip("not a git clone")
    assert {name.split("/")[0] for name in run.stdout.split("\0") if name} <= TOP


def test_one_module_writes_what_a_row_waits_with():
    """A row without its shard, or in another's, is due for nobody."""
    wrote = re.compile(r"keys\.due_shard\(|\(\"due_shard\", \"due_at\"\)")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "chalicelib").rglob("*.py")
        if wrote.search(path.read_text())
    }
    assert found == {"chalicelib/storage/timers.py"}
