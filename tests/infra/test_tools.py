"""Which Python packages: the one that Lambda will run."""

import pytest

from infra.package import tools
from tests.conftest import ROOT


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine that has these versions; installing into a venv is left out."""
    for version in ("3.13", "3.12"):
        python = tmp_path / f"python{version}"
        python.write_text(f"#!/bin/sh\necho {version}\n")
        python.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    monkeypatch.setattr(tools, "LOCAL", tmp_path)
    monkeypatch.setattr(
        tools, "_prepared", lambda _, found, version: tools.Python(found, version)
    )
    monkeypatch.delenv("PYTHON_VERSION", raising=False)
    return tmp_path


def test_the_pinned_one_is_taken_though_there_is_a_newer_unless_another_is_asked_for(
    machine, monkeypatch
):
    newer = machine / "python3.14"
    newer.write_text("#!/bin/sh\necho 3.14\n")
    newer.chmod(0o755)
    assert tools.target_python(machine).version == tools.PINNED == "3.13"
    monkeypatch.setenv("PYTHON_VERSION", "3.12")
    assert tools.target_python(machine).version == "3.12"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("3.14", r"Python 3\.14 does not run"),
        ("3.11", r"PYTHON_VERSION=3\.11 is none of 3\.15"),
    ],
)
def test_one_that_is_not_there_or_does_not_do_is_named(
    machine, monkeypatch, asked, said
):
    monkeypatch.setenv("PYTHON_VERSION", asked)
    with pytest.raises(tools.Missing, match=said):
        tools.target_python(machine)


def test_every_way_to_deploy_in_the_readme_takes_templates_of_any_length():
    """CloudFormation takes 51,200 bytes in a call; ours are longer, and go by way of a
    bucket; all but the one that makes it."""
    commands = (
        (ROOT / "infra" / "README.md").read_text().replace("\\\n", "").splitlines()
    )
    deploying = [
        command
        for command in commands
        if command.lstrip().startswith("aws cloudformation deploy --stack-name")
    ]
    first, *rest = deploying
    assert "build/zips.yaml" in first
    assert len(rest) == 3
    assert all("--s3-bucket $BUCKET" in command for command in rest)


def test_what_is_said_to_be_stopped_is_given_back():
    text = (ROOT / "infra" / "README.md").read_text()
    restore = text.partition("## Restore")[2].partition("\n## ")[0]
    assert restore.count("put-function-concurrency") == 5
    assert "delete-function-concurrency" in restore
