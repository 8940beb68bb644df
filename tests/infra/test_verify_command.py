"""What make verify-deployed builds, prints and ends with."""

import subprocess

import pytest

from infra.verify_deployed import __main__ as command
from infra.verify_deployed import tagged
from tests.conftest import PREFIX
from tests.infra.deployed_in_moto import GIVEN, deployed
from tests.infra.released import release, zip_of

_GIT = (
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@x.example",
    "-c",
    "commit.gpgsign=false",
)
_MAKES = "package:\n\tmkdir -p build/archive\n\tcp code build/archive/deployment.zip\n"


@pytest.fixture
def account(aws, tmp_path, monkeypatch):
    (tmp_path / "built").mkdir()
    client = deployed(release(tmp_path / "built"))
    monkeypatch.setattr(command, "_clients", lambda region: client)
    return client


@pytest.fixture
def ask(account, tmp_path):
    built = str(tmp_path / "built")
    return lambda: command.main(["--build", built, "--prefix", PREFIX])


def test_what_is_as_released_ends_well_and_says_what_was_left_open(ask, capsys):
    assert ask() == 0
    said = capsys.readouterr().out
    assert said.endswith("What runs is what the release holds.\n")
    assert f"{PREFIX}-public, PublicUrl: {GIVEN['PublicUrl']}" in said
    assert GIVEN["AlarmEmail"] not in said


def test_what_differs_ends_with_one_and_shows_no_value(ask, account, capsys):
    name = f"{PREFIX}-staff"
    account("lambda").update_function_configuration(
        FunctionName=name, Environment={"Variables": {"MAIL_FROM": "thief@x.example"}}
    )
    account("lambda").update_function_code(FunctionName=name, ZipFile=zip_of("x"))
    assert ask() == 1
    said = capsys.readouterr().out
    assert f"DIFFERS  function {name}, code: " in said
    assert "thief" not in said


def test_what_may_not_be_looked_at_ends_with_two(ask, monkeypatch, capsys):
    def refused(*_):
        raise tagged.NotBuilt("it may not be seen")

    monkeypatch.setattr(command, "installed", refused)
    assert ask() == 2
    assert "Nothing was compared: it may not be seen" in capsys.readouterr().err


@pytest.fixture
def clone(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    root = tmp_path / "clone"
    root.mkdir()
    (root / "Makefile").write_text(_MAKES)
    (root / ".gitignore").write_text("build\n")
    (root / "code").write_text("as released")
    for asked in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-q", "-m", "x"],
        ["tag", "-a", "-m", "x", "v1"],
    ):
        subprocess.run(["git", *_GIT, *asked], cwd=root, check=True)
    return root


def test_a_tag_is_built_from_its_commit_and_not_from_what_lies_there(clone):
    (clone / "code").write_text("changed since")
    commit = tagged.commit_of(clone, "v1")
    built = tagged.build(clone, commit)
    assert (built / "archive" / "deployment.zip").read_text() == "as released"
    assert commit in str(built)
    assert tagged.build(clone, commit) == built


def test_what_is_no_tag_is_said(clone):
    with pytest.raises(tagged.NotBuilt, match="v2"):
        tagged.commit_of(clone, "v2")
