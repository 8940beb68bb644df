"""What an adult finds on the page about the form: which code this is, and how to check
it."""

from html import unescape

import pytest

from chalicelib.core import version
from chalicelib.web.language import texts
from tests.pupil_browser import text


@pytest.fixture
def called(monkeypatch, tmp_path):
    """As the build would write it."""
    version.version.cache_clear()
    monkeypatch.setattr(version, "FILE", tmp_path / "version.txt")
    yield (tmp_path / "version.txt").write_text
    version.version.cache_clear()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_about_says_which_version_it_is(visitor, called, language):
    t = texts(language)
    assert t("pupil.about.version.none") in unescape(
        text(visitor.get(f"/about?lang={language}"))
    )
    version.version.cache_clear()
    called("2026-11-27 c8178f74ab12")
    page = unescape(text(visitor.get(f"/about?lang={language}")))
    assert t("pupil.about.version.this", version="2026-11-27 c8178f74ab12") in page
    assert t("pupil.about.version.none") not in page
    assert "make verify-deployed" in page
