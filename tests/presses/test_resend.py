"""A session that ends while somebody writes: nothing is done, and nothing written is
lost."""

import re

import pytest

from chalicelib.sign_in import own_sessions, sessions
from chalicelib.staff_door.blueprint import COOKIE
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.rows import all_rows, rows_with
from tests.staff_browser import hidden, text

WRITTEN = [
    ("note", 'Hun sa "nei" & gikk\r\nså <b>hjem</b>'),
    ("who", "a"),
    ("who", "b"),
]


@pytest.fixture
def path(stage):
    stage.send(hurt="few")
    return f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}/open"


@pytest.fixture
def writer(visitor, path):
    return visitor.become(NURSE)


def revoke(browser):
    session, account = sessions.session_of(browser.cookies[COOKIE], NOW)
    own_sessions.end(account, session.id, NOW)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_revoked_session_gives_back_what_was_typed(writer, path, language):
    revoke(writer)
    before = all_rows()
    answer = writer.post(path, WRITTEN, **{"accept-language": language})
    assert answer.status_code == 401
    assert texts(language)("staff.ended.kept") in text(answer)
    assert hidden(answer) == WRITTEN
    assert f'action="{path}"' in text(answer)
    assert "csrf" not in text(answer)
    assert "&lt;b&gt;hjem" in text(answer)
    assert all_rows() == before


def test_after_signing_in_elsewhere_one_press_shows_it_and_the_next_does_it(
    writer, path
):
    revoke(writer)
    kept = hidden(writer.post(path, WRITTEN))
    writer.become(PRINCIPAL)
    shown = writer.post(path, kept, csrf=False)
    assert shown.status_code == 403
    assert PRINCIPAL.name in text(shown)
    assert hidden(shown) == WRITTEN
    assert "opened_by" not in rows_with("answers", sk="FLAG#")[0]
    assert writer.post(path, hidden(shown)).status_code == 303
    assert rows_with("answers", sk="FLAG#")[0]["opened_by"] == PRINCIPAL.id


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_what_another_site_wrote_is_never_made_ready_to_press(writer, path, site):
    answer = writer.post(path, WRITTEN, csrf=False, **{"sec-fetch-site": site})
    assert answer.status_code == 403
    assert hidden(answer) == []


def test_a_browser_that_does_not_say_where_a_form_stood_gets_nothing_to_press(
    writer, path
):
    headers = {"sec-fetch-site": ""}
    assert hidden(writer.post(path, WRITTEN, csrf=False, **headers)) == []


@pytest.mark.parametrize("ends", [True, False])
def test_what_the_page_put_there_is_nothing_one_wrote(writer, path, ends):
    ours = [
        ("attempt", "r" * 22),
        ("to", "B" * 20),
        ("place", f"{'C' * 20}.{'D' * 20}"),
        ("forms", "exclusion_from_group"),
    ]
    wrote = [("text", "Takk for at du skrev."), ("email", "navn@test.example")]
    if ends:
        revoke(writer)
    answer = writer.post(path, [*ours, *wrote], csrf=ends)
    assert hidden(answer) == [*ours, *wrote]
    shown = re.findall(r'<pre class="typed".*?>(.*?)</pre>', text(answer), re.S)
    assert shown == [words for _, words in wrote]
