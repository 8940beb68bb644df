"""What packaged code calls itself: the commit, and whether it is that alone."""

import subprocess

import pytest

from chalicelib.core import version as shown
from infra.package import version
from tests.conftest import ROOT

_GIT = (
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@x.example",
    "-c",
    "commit.gpgsign=false",
)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-27T23:30:00+01:00")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for asked in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *_GIT, *asked], cwd=tmp_path, check=True)
    return tmp_path


def test_a_commit_is_called_by_its_day_and_number(clone):
    day, commit = version.of(clone).split()
    assert day == "2026-11-27"
    assert len(commit) == 12
    assert set(commit) <= set("0123456789abcdef")


def test_a_file_that_is_none_of_the_commits_is_told_by_a_plus(clone):
    before = version.of(clone)
    (clone / "more.py").write_text("")
    assert version.of(clone) == f"{before}+"


def test_a_tag_changes_nothing(clone):
    before = version.of(clone)
    subprocess.run(["git", *_GIT, "tag", "v1"], cwd=clone, check=True)
    assert version.of(clone) == before


def test_outside_a_clone_there_is_no_version(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert version.of(tmp_path) == ""


def test_it_is_written_where_the_page_looks_for_it():
    assert ROOT / version.FILE == shown.FILE
