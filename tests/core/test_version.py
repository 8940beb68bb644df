"""Which version this is, as the build says."""

import pytest

from chalicelib.core import version


@pytest.fixture
def file(monkeypatch, tmp_path):
    monkeypatch.setattr(version, "FILE", tmp_path / "version.txt")
    version.version.cache_clear()
    yield tmp_path / "version.txt"
    version.version.cache_clear()


def test_what_the_build_wrote_is_the_version(file):
    file.write_text("2026-11-27 c8178f74ab12")
    assert version.version() == "2026-11-27 c8178f74ab12"


def test_where_nothing_was_built_there_is_none(file):
    assert version.version() == ""
