import pytest

from chalicelib.web import responses
from tests.web.security import SECURITY

pytestmark = pytest.mark.usefixtures("environment")


def test_a_page_has_every_security_header_and_its_nonce():
    page = responses.page("hei", nonce="N0")
    assert set(page.headers) >= SECURITY
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.count("'nonce-N0'") == 2
    assert "default-src 'none'" in policy


def test_a_new_nonce_for_every_page_and_it_stands_in_the_page():
    first, second = (responses.error_page("not_found", "nb", 404) for _ in range(2))
    assert (
        first.headers["Content-Security-Policy"]
        != second.headers["Content-Security-Policy"]
    )
    nonce = first.body.split('nonce="')[1].split('"')[0]
    assert f"'nonce-{nonce}'" in first.headers["Content-Security-Policy"]


def test_a_redirect_carries_the_stage(monkeypatch):
    monkeypatch.setenv("BASE_PATH", "/stage")
    responses.templates.settings.cache_clear()
    sent = responses.redirect("/staff", {"Set-Cookie": ["a=1"]})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/stage/staff")
    assert sent.headers["Set-Cookie"] == ["a=1"]
