"""After the answer, without scripts: asked to be contacted, a receipt taken, come back
with it."""

import gzip
import re
from html import unescape

import pytest

from chalicelib.reading import answer_pupil
from chalicelib.threads.contact import Whom
from chalicelib.web import pupil_door as door
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL
from tests.faults import failing
from tests.pupil_browser import text
from tests.pupil_cast import first_thread, from_pupils, opened
from tests.rows import all_rows, rows_with

LANGUAGES = ("nb", "nn", "en")
REQUEST = {"whom": "nurse", "urgency": "today", "name": "Kim Prøvesen"}


@pytest.fixture
def visitor(pupil_at_the_door, monkeypatch):
    monkeypatch.setattr(door, "clock", lambda: BEFORE)
    return pupil_at_the_door


def ticket(page) -> dict[str, str]:
    found = re.search(r'name="ticket" value="(.*?)"', text(page))
    assert found
    return {"ticket": found[1]}


def along(page) -> dict[str, str]:
    found = re.search(r'name="answers" value="(.*?)"', text(page))
    assert found
    return {"answers": found[1]}


def code_on(page) -> str:
    found = re.search(r'class="receipt"[^>]*>([\d ]+)<', text(page))
    assert found
    return found[1]


@pytest.fixture
def thanks(visitor):
    return visitor.send(0, hurt="often")


@pytest.fixture
def code(visitor, thanks):
    return code_on(visitor.post("/receipt", ticket(thanks)))


def write(visitor, code, said, lang="nb", **more):
    page = visitor.post("/thread", {"receipt": code, "lang": lang})
    own = {name: visitor.hidden(page)[name] for name in ("receipt", "attempt", "lang")}
    return visitor.post("/thread/write", {**own, "text": said, **more})


def test_nothing_is_selected_or_ticked_and_the_answers_are_not_sent_along(
    visitor, thanks
):
    assert " checked>" not in text(thanks)
    page = visitor.post("/contact", {**ticket(thanks), **REQUEST})
    assert page.status_code == 200
    assert first_thread(NURSE).flag_ids == ()


@pytest.mark.parametrize("whom", list(Whom))
def test_a_contact_request_says_who_reads_it(visitor, thanks, whom):
    page = visitor.post("/contact", {**ticket(thanks), **REQUEST, "whom": whom.value})
    says = texts("nb")("pupil.contact.nurse_only") in text(page)
    assert says == (whom is Whom.NURSE)
    assert len(from_pupils(PRINCIPAL)) == (whom is not Whom.NURSE)


def test_ticked_the_answers_go_along(visitor, thanks):
    visitor.post("/contact", {**ticket(thanks), **REQUEST, **along(thanks)})
    assert first_thread(NURSE).flag_ids


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", ["whom", "urgency", "name"])
def test_what_is_missing_is_named_and_the_rest_is_kept(
    visitor, thanks, missing, language
):
    given = {k: v for k, v in REQUEST.items() if k != missing}
    page = visitor.post("/contact", {**ticket(thanks), **given, "lang": language})
    assert page.status_code == 400
    told = texts(language)(f"pupil.contact.problem.{missing}", most=80)
    assert told in text(page)
    assert text(page).count(" checked") == len(given.keys() & {"whom", "urgency"})
    assert ('value="Kim Prøvesen"' in text(page)) == (missing != "name")
    assert not rows_with("answers", sk="MESSAGE#")
    again = visitor.post("/contact", {**visitor.hidden(page), **REQUEST})
    assert again.status_code == 200


def test_a_name_that_is_too_long_is_not_taken(visitor, thanks):
    page = visitor.post("/contact", {**ticket(thanks), **REQUEST, "name": "å" * 81})
    assert page.status_code == 400
    assert "å" * 81 in text(page)


def test_the_receipt_must_be_typed_back_and_a_slip_is_told(visitor, thanks, code):
    own = ticket(thanks)
    wrong = visitor.post(
        "/receipt", {**own, "typed": code[:-1] + str(9 - int(code[-1]))}
    )
    assert wrong.status_code == 422
    assert texts("nb")("pupil.receipt.wrong") in text(wrong)
    assert code_on(wrong) == code
    right = visitor.post("/receipt", {**own, "typed": code.replace(" ", "-")})
    assert 'data-page="thread"' in text(right)
    pictured = visitor.post("/receipt", {**own, "typed": "", "saved": "yes"})
    assert 'data-page="thread"' in text(pictured)


def test_the_same_thanks_page_gives_the_same_code(visitor, thanks, code):
    assert code_on(visitor.post("/receipt", ticket(thanks))) == code
    again = visitor.post("/receipt", ticket(visitor.send(1, hurt="often")))
    assert code_on(again) != code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_in_each_language(visitor, code, language):
    t = texts(language)
    first = visitor.post("/thread", {"receipt": code, "lang": language})
    assert t("pupil.thread.empty") in unescape(text(first))
    sent = write(visitor, code, "Jeg er <alene> i friminuttene", language)
    assert t("pupil.thread.sent") in text(sent)
    assert "Jeg er &lt;alene&gt; i friminuttene" in text(sent)
    assert t("pupil.thread.unseen") in text(sent)
    (thread,) = from_pupils(NURSE)
    opened(NURSE, thread, NOW)
    answer_pupil.reply(NURSE, thread.id, "a" * 22, "Takk for at du sa det", NOW)
    back = visitor.post("/thread", {"receipt": code, "lang": language})
    assert "Takk for at du sa det" in text(back)
    assert t("pupil.thread.seen", on=t.day(NOW.date())) in text(back)


def test_pressing_twice_sends_once(visitor, code):
    page = visitor.post("/thread", {"receipt": code})
    own = {name: visitor.hidden(page)[name] for name in ("receipt", "attempt")}
    for _ in range(3):
        visitor.post("/thread/write", {**own, "text": "Hei"})
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


def test_telling_ones_name(visitor, code):
    page = write(visitor, code, "", name="Kim Prøvesen")
    assert texts("nb")("pupil.thread.name") in text(page)
    thread = first_thread(NURSE)
    assert thread.messages[0].content.text == "Kim Prøvesen"


@pytest.mark.parametrize(
    ("said", "problem"), [("", "empty"), (" \n ", "empty"), ("å" * 501, "too_long")]
)
def test_a_message_that_cannot_be_sent_is_given_back(visitor, code, said, problem):
    page = write(visitor, code, said)
    assert page.status_code == 422
    assert texts("nb")(f"pupil.thread.problem.{problem}") in text(page)
    assert said.strip() in unescape(text(page))
    assert not rows_with("answers", sk="MESSAGE#")


def test_taken_back(visitor, code):
    write(visitor, code, "Hei")
    page = visitor.post("/thread", {"receipt": code})
    done = visitor.post("/thread/withdraw", visitor.hidden(page))
    assert done.status_code == 200
    for path in ("/thread", "/thread/write", "/thread/withdraw"):
        late = visitor.post(path, {**visitor.hidden(page), "text": "Hei igjen"})
        assert late.status_code == 410
        assert texts("nb")("pupil.thread.withdrawn.what") in text(late)


def test_after_the_school_has_ended_it_the_words_are_given_back_to_copy(visitor, code):
    page = visitor.post("/thread", {"receipt": code})
    own = {name: visitor.hidden(page)[name] for name in ("receipt", "attempt")}
    write(visitor, code, "Hei")
    (thread,) = from_pupils(NURSE)
    answer_pupil.close_thread(NURSE, thread.id, "c" * 22, NOW)
    late = visitor.post("/thread/write", {**own, "text": "En ting til"})
    assert late.status_code == 422
    assert texts("nb")("pupil.thread.not_sent") in text(late)
    assert texts("nb")("pupil.thread.closed") in text(late)
    assert "En ting til" in text(late)
    assert "<textarea" not in text(late)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "status", "kind"),
    [
        ("12", 422, "receipt_mistyped"),
        ("123 456 789 012", 422, "receipt_mistyped"),
        ("000 000 000 000 00", 404, "receipt_unknown"),
    ],
)
def test_a_receipt_that_leads_nowhere(visitor, typed, status, kind, language):
    page = visitor.post("/thread", {"receipt": typed, "lang": language})
    assert page.status_code == status
    for part in ("title", "what", "kept", "next"):
        assert texts(language)(f"error.{kind}.{part}") in unescape(text(page))
    assert f'value="{typed}"' in text(page)


def test_when_the_database_is_away_what_was_written_stays_in_the_page(visitor, code):
    page = visitor.post("/thread", {"receipt": code})
    own = {name: visitor.hidden(page)[name] for name in ("receipt", "attempt")}
    with failing("dynamodb", "TransactWriteItems", "throttled"):
        away = visitor.post("/thread/write", {**own, "text": "Hei"})
    assert away.status_code == 503
    assert texts("nb")("error.not_said.kept") in text(away)
    visitor.post("/thread/write", visitor.hidden(away))
    assert len(rows_with("answers", sk="MESSAGE#")) == 1


DATABASE_AWAY = {
    "/thanks": "not_shown",
    "/receipt": "not_shown",
    "/thread": "not_shown",
    "/contact": "not_said",
    "/thread/write": "not_said",
    "/thread/withdraw": "not_withdrawn",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", DATABASE_AWAY)
def test_with_the_database_away_each_page_after_the_answer_says_what_is_true_of_it(
    visitor, code, path, language
):
    shown, t = visitor.send(1), texts(language)
    again = re.search(r'data-again="(.*?)"', text(shown))
    thread = visitor.hidden(visitor.post("/thread", {"receipt": code}))
    fields = {
        "/thanks": {**ticket(shown), **along(shown), "again": again[1]},
        "/receipt": ticket(shown),
        "/thread": {"receipt": code},
        "/contact": {**ticket(shown), **REQUEST},
        "/thread/write": {**thread, "text": "Hei"},
        "/thread/withdraw": thread,
    }[path]
    with (
        failing("dynamodb", "GetItem", "server_error"),
        failing("dynamodb", "BatchGetItem", "server_error"),
        failing("dynamodb", "TransactWriteItems", "server_error"),
    ):
        away = visitor.post(path, {**fields, "lang": language})
    assert away.status_code == 503
    kind = DATABASE_AWAY[path]
    assert t(f"error.{kind}.title") in unescape(text(away))
    assert t("error.not_ready.kept") not in unescape(text(away))
    button = re.search(r'<button class="button main">(.*?)</button>', text(away))[1]
    assert button in t(f"error.{kind}.next")


def test_a_forged_ticket_is_refused_and_stores_nothing(visitor, thanks):
    before = all_rows()
    for path in ("/receipt", "/contact"):
        page = visitor.post(path, {"ticket": "A.B.C.D", **REQUEST})
        assert page.status_code == 400
    assert all_rows() == before


def test_a_language_the_service_does_not_speak_falls_back_to_one_it_does(visitor, code):
    page = visitor.post("/thread", {"receipt": code, "lang": "xx"})
    assert '<html lang="nb"' in text(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_one_small_request_without_the_code_in_any_address(
    visitor, thanks, code, language
):
    own = {**ticket(thanks), "lang": language}
    pages = [
        visitor.send(1, lang=language),
        visitor.post("/contact", own),
        visitor.post("/contact", {**own, **REQUEST}),
        visitor.post("/receipt", own),
        visitor.get(f"/thread?lang={language}"),
        write(visitor, code, "Hei", language),
    ]
    for page in pages:
        assert f'<html lang="{language}"' in text(page)
        assert len(gzip.compress(page.body, 6)) <= 14_000
        assert page.headers["Cache-Control"] == "no-store"
        outside = re.findall(r'(?:src|href|action)="(https?://[^"]*)"', text(page))
        assert not [address for address in outside if code.replace(" ", "") in address]
