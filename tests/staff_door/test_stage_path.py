"""Behind API Gateway's own address every path begins with the stage; the cookie knows
no path."""

import pytest

from chalicelib.core.settings import settings
from tests.cast import PRINCIPAL
from tests.staff_browser import text


@pytest.fixture
def under_the_stage(visitor, monkeypatch):
    monkeypatch.setenv("BASE_PATH", "/api")
    settings.cache_clear()
    return visitor


def test_the_session_is_for_the_whole_host_and_the_links_have_the_stage(
    under_the_stage,
):
    under_the_stage.become(PRINCIPAL)
    page = text(under_the_stage.get("/staff/inbox"))
    assert 'href="/api/staff' in page
    assert 'href="/staff' not in page
    assert 'action="/staff' not in page
    left = under_the_stage.post("/staff/sign-out")
    given = left.headers["Set-Cookie"]
    (session,) = [
        header
        for header in ([given] if isinstance(given, str) else given)
        if "session" in header
    ]
    assert session.startswith("__Host-session=")
    assert "; Path=/;" in f"{session};".replace("path", "Path")
    assert left.headers["Location"].startswith("/api/staff")
