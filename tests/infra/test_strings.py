"""From bokmål to every language, and from .po to what runs, in a copy of the
project."""

import json
import shutil
import subprocess
import sys

import polib
import pytest

from chalicelib.locales import FOLDER, LOCALES
from infra.strings import places
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path):
    """With the pupils' strings in two languages and a draft."""
    left_out = ("__pycache__", "*.json", "staff.po", "mail.po", "en", "pl", "uk")
    for folder in ("chalicelib", "infra", "templates"):
        ignored = shutil.ignore_patterns(*left_out)
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def run(project, *command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def path(project, language, part="pupil"):
    return project / "chalicelib" / "locales" / language / f"{part}.po"


def entry(project, language, key, part="pupil"):
    (found,) = [
        string
        for string in polib.pofile(path(project, language, part))
        if string.msgctxt == key
    ]
    return found


def change(project, language, key, **fields):
    """As an editor of such files does it."""
    file = polib.pofile(path(project, language))
    (found,) = [string for string in file if string.msgctxt == key]
    for name, value in fields.items():
        setattr(found, name, value)
    file.save()


def test_a_second_run_changes_no_file(project):
    run(project, "-m", "infra.strings")
    before = {file: file.read_bytes() for file in project.rglob("*.po")}
    run(project, "-m", "infra.strings")
    assert {file: file.read_bytes() for file in project.rglob("*.po")} == before


def test_when_bokmaal_changes_the_others_are_fuzzy_and_remember_what_they_were_written_for(
    project,
):
    was = entry(project, "nn", "pupil.exit")
    change(project, "nb", "pupil.exit", msgstr="Gå ut")
    said = run(project, "-m", "infra.strings")
    for language in ("nn", "ar"):
        found = entry(project, language, "pupil.exit")
        assert (found.fuzzy, found.msgid, found.previous_msgid) == (
            True,
            "Gå ut",
            was.msgid,
        )
        assert f"{language}: 1 out of date" in said
    assert "  pupil.exit is out of date" in said
    assert entry(project, "nn", "pupil.exit").msgstr == was.msgstr
    assert entry(project, "nb", "pupil.exit").msgid == "Gå ut"
    assert not entry(project, "nb", "pupil.exit").fuzzy
    assert not entry(project, "nn", "pupil.hide").fuzzy


def test_what_a_reader_has_checked_forgets_the_bokmaal_of_before(project):
    change(project, "nb", "pupil.exit", msgstr="Gå ut")
    run(project, "-m", "infra.strings")
    change(project, "nn", "pupil.exit", msgstr="Gå ut no", flags=[])
    run(project, "-m", "infra.strings")
    found = entry(project, "nn", "pupil.exit")
    assert (found.fuzzy, found.msgstr, found.previous_msgid) == (
        False,
        "Gå ut no",
        None,
    )


def test_a_key_is_added_and_taken_away_in_bokmaal_alone(project):
    file = polib.pofile(path(project, "nb"))
    file.remove(next(string for string in file if string.msgctxt == "pupil.exit"))
    file.insert(0, polib.POEntry(msgctxt="pupil.new", msgstr="Ny"))
    file.save()
    said = run(project, "-m", "infra.strings")
    assert "nn: 1 missing" in said
    assert "  pupil.new is missing" in said
    for language in ("nn", "ar"):
        found = polib.pofile(path(project, language))
        assert (found[0].msgctxt, found[0].msgid, found[0].msgstr) == (
            "pupil.new",
            "Ny",
            "",
        )
        assert "pupil.exit" not in [string.msgctxt for string in found]


def test_a_language_begins_with_an_empty_file(project):
    path(project, "pl").parent.mkdir()
    path(project, "pl").write_text("")
    run(project, "-m", "infra.strings")
    found = polib.pofile(path(project, "pl"))
    assert found.metadata["Language"] == "pl"
    keys = [string.msgctxt for string in polib.pofile(path(project, "nb"))]
    assert [(string.msgctxt, string.msgstr) for string in found] == [
        (key, "") for key in keys
    ]


def test_what_changed_is_compiled_when_the_next_tool_runs_and_what_is_empty_is_left_out(
    project,
):
    texts = 'Gå «ut» "nå"\nog en \\ til'
    change(project, "nb", "pupil.exit", msgstr=texts)
    change(project, "nn", "pupil.exit", msgstr="")
    ask = (
        "import infra; from chalicelib.locales import LOCALES; s ="
        " LOCALES['nb'].strings;"
    )
    assert run(project, "-c", f"{ask} print(s['pupil.exit'])") == f"{texts}\n"
    compiled = path(project, "nb").with_suffix(".json")
    assert "pupil.exit" not in json.loads(
        path(project, "nn").with_suffix(".json").read_bytes()
    )
    made = compiled.stat().st_mtime_ns
    run(project, "-c", "import infra")
    assert compiled.stat().st_mtime_ns == made
    change(project, "nb", "pupil.exit", msgstr="Ut")
    assert run(project, "-c", f"{ask} print(s['pupil.exit'])") == "Ut\n"
    path(project, "nb").unlink()
    run(project, "-c", "import infra")
    assert not compiled.exists()
    assert not [file for file in project.rglob("*") if file.suffix.strip(".").isdigit()]


def test_a_key_named_whole_stands_there_and_otherwise_where_its_longest_beginning_does():
    found = places.files(["pupil.exit", "error.busy.title", "inbox.did.opened"])
    assert found["pupil.exit"] == ["templates/web/pupil_base.html"]
    assert "templates/web/_trouble.html" in found["error.busy.title"]
    assert all(
        FOLDER.parents[1].joinpath(place).exists()
        for several in found.values()
        for place in several
    )


def test_each_page_has_strings_and_a_string_without_one_ends_the_program():
    keys = LOCALES["nb"].strings
    assert {places.page(key) for key in keys} == set(places.PAGES.values())
    with pytest.raises(SystemExit, match=r"nowhere\.title: say in PAGES"):
        places.page("nowhere.title")
