"""What goes wrong on the staff side is told in the staff's words, and leads to their
own pages."""

from dataclasses import replace
from html import unescape

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.locales import LOCALES
from chalicelib.storage import database, transaction
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NURSE
from tests.staff_browser import text

KINDS = (
    "forged",
    "unavailable",
    "not_found",
    "method",
    "too_large",
    "media",
    "not_utf8",
    "bad_fields",
    "server_error",
)
LIST = "/staff/schools/import"
WORDS_OF_PUPILS = ("kode", "code")


@pytest.fixture(params=["nb", "nn", "en"])
def administrator(request, stage, visitor):
    account = replace(ADMINISTRATOR, language=request.param)
    transaction.commit(*accounts.put_account(account))
    visitor.become(account)
    visitor.language = request.param
    return visitor


def broken(visitor, kind):
    match kind:
        case "too_large":
            return visitor.post(LIST, {"text": "x" * 300_000})
        case "media":
            return visitor.post(
                LIST, {"text": "x"}, **{"content-type": "application/json"}
            )
        case "method":
            return visitor.client.http.put("/staff/schools", headers=visitor._cookie())
        case "not_found":
            return visitor.get("/staff/inbox")
        case "forged":
            return visitor.post(LIST, {"text": "x"}, **{"sec-fetch-site": "cross-site"})


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("too_large", 413),
        ("media", 415),
        ("method", 405),
        ("not_found", 404),
        ("forged", 403),
    ],
)
def test_the_page_is_in_the_accounts_language_and_leads_to_its_pages(
    administrator, kind, status
):
    answer = broken(administrator, kind)
    page, t = unescape(text(answer)), texts(administrator.language)
    assert answer.status_code == status
    for part in ("title", "what", "kept", "next"):
        assert t(f"staff.error.{kind}.{part}") in page
    assert 'class="button" href="/staff"' in page
    assert t("staff.nav.schools") in page
    assert 'href="/"' not in page


def test_who_is_not_signed_in_reads_the_browsers_language_and_no_menu(stage, visitor):
    answer = visitor.post(
        "/staff/sign-in",
        {"email": "x" * 20_000},
        csrf=False,
        **{"accept-language": "nn"},
    )
    assert answer.status_code == 413
    assert texts("nn")("staff.error.too_large.title") in text(answer)
    assert "<nav" not in text(answer)


def test_without_the_database_it_says_so_in_the_browsers_language(
    stage, visitor, monkeypatch
):
    visitor.become(NURSE)

    def away(*_):
        raise transaction.Unavailable

    monkeypatch.setattr(database, "get", away)
    answer = visitor.get("/staff/inbox", **{"accept-language": "en"})
    assert answer.status_code == 503
    assert texts("en")("staff.error.unavailable.title") in text(answer)


def test_a_fault_of_ours_is_told_in_our_words(stage, visitor, monkeypatch):
    visitor.become(NURSE)
    monkeypatch.setattr("chalicelib.reading.inbox_list.list_items", lambda *_: 1 / 0)
    answer = visitor.get("/staff/inbox")
    assert answer.status_code == 500
    assert texts("nb")("staff.error.server_error.kept") in text(answer)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_has_its_words_and_none_of_the_pupils(language):
    strings = LOCALES[language].strings
    for kind in KINDS:
        said = [
            strings[f"staff.error.{kind}.{part}"]
            for part in ("title", "what", "kept", "next")
        ]
        assert not [
            sentence
            for sentence in said
            if any(word in sentence for word in WORDS_OF_PUPILS)
        ]
