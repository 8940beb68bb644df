import gzip
import re
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.core.ids import grouped
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import screens
from chalicelib.manage_rounds.open import make_codes
from chalicelib.web import pupil_door as door
from chalicelib.web.help_lines import HELP_LINES
from chalicelib.web.language import texts
from tests.cast import SCHOOL
from tests.faults import failing
from tests.pupil_browser import text, words
from tests.rows import all_rows, rows_with

LANGUAGES = ("nb", "nn", "en")
MOST_BYTES = 14_000


def checked(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r'type="radio" name="(\w+)" value="(\w+)" checked', page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_page_in_each_language(visitor, language):
    answer = visitor.get(f"/?lang={language}")
    assert answer.status_code == 200
    assert texts(language)("pupil.code.title") in text(answer)
    assert visitor.hidden(answer) == {"lang": language}


def test_a_browser_that_asks_for_a_language_gets_it(visitor):
    answer = visitor.get("/", **{"accept-language": "nn-NO,nn;q=0.9"})
    assert '<html lang="nn"' in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_every_item_option_skip_and_the_mode(visitor, language):
    answer, t = visitor.open(lang=language), texts(language)
    page = text(answer)
    for question in FORMS["grades_5_7"].questions:
        assert t.item("grades_5_7", question.id) in unescape(page)
        for option in getattr(question, "options", ()):
            assert f'name="{question.id}" value="{option}"' in page
    assert page.count('value="skip"') == 9
    assert all(
        t(f"pupil.mode.{part}") in words(answer) for part in ("anonymous", "danger")
    )
    assert checked(page) == set()


def test_the_form_is_in_the_rounds_language_where_the_browser_says_nothing(visitor):
    assert '<html lang="nb"' in text(visitor.open())
    assert '<html lang="nb"' in text(visitor.open(lang="fr"))


def test_a_code_is_taken_as_it_stands_on_the_card(visitor):
    code = grouped(visitor.stage.codes[0]).lower()
    assert visitor.post("/form", {"code": f" {code} "}).status_code == 200


def test_no_text_field_where_a_small_class_takes_part(visitor):
    small = make_codes(visitor.stage.round, "STEP5-7", 1)[0]
    page = text(visitor.post("/form", {"code": small}))
    assert 'name="contact"' in page
    assert "<textarea" not in page


def test_another_language_keeps_attempt_and_choices(visitor):
    first = visitor.hidden(visitor.open())
    fields = [*first.items(), ("hurt", "few"), ("safe", "skip"), ("more", "Hei  du")]
    page = visitor.post("/form", [("lang", "nn"), *fields])
    assert '<html lang="nn"' in text(page)
    assert visitor.hidden(page) == {**first, "lang": "nn"}
    assert checked(text(page)) == {("hurt", "few"), ("safe", "skip")}
    assert ">\nHei  du</textarea>" in text(page)


def test_sending_stores_and_thanks_in_the_language_of_the_form(visitor):
    fields = visitor.hidden(visitor.open(lang="nn"))
    answer = visitor.post("/answer", {**fields, "thriving": "good"})
    assert answer.status_code == 200
    assert "Svara dine er sende." in text(answer)
    assert texts("nn")("pupil.mode.anonymous") in words(answer)
    assert len(rows_with("answers", sk="ANSWER#")) == 1


def test_the_last_page_has_every_help_line_and_the_ombud_of_the_school(visitor):
    page = text(visitor.send(thriving="bad")).replace("&nbsp;", " ")
    for line in HELP_LINES:
        number = SCHOOL.ombud if line.id == "ombud" else line.phone
        assert (number or line.url) in page


def test_a_second_press_is_thanked_and_stores_nothing_more(visitor):
    fields = {**visitor.hidden(visitor.open()), "hurt": "often"}
    answers = [visitor.post("/answer", fields) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len(rows_with("answers", sk="ANSWER#")) == 1


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"hurt": "sometimes"}, "Velg svaret ditt en gang til:"),
        ({"hurt": ["few", "few"]}, "Velg bare ett svar:"),
        ({"more": "x" * 501}, "Teksten er for lang."),
        ({"classmate": "Ola"}, "Noe som ikke hører til skjemaet"),
    ],
)
def test_what_cannot_be_taken_brings_the_form_back_with_the_rest_kept(
    visitor, items, said
):
    before = visitor.hidden(visitor.open())
    rows = all_rows()
    answer = visitor.post("/answer", {**before, "thriving": "ok", **items})
    assert answer.status_code == 400
    assert said in text(answer)
    assert ("thriving", "ok") in checked(text(answer))
    assert visitor.hidden(answer) == before
    assert all_rows() == rows
    name = next(iter(items))
    assert (f'href="#{name}"' in text(answer)) == (name != "classmate")
    assert "Ola" not in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("mistyped", 422),
        ("unknown", 404),
        ("spent", 409),
        ("not_open", 403),
        ("closed", 410),
    ],
)
def test_each_refusal_has_its_page_and_stores_nothing(
    visitor, monkeypatch, kind, status, language
):
    fields = {**visitor.hidden(visitor.open()), "hurt": "few"}
    good = visitor.stage.codes[0]
    if kind == "mistyped":
        fields["code"] = good[:-1] + ("2" if good[-1] != "2" else "3")
    if kind in ("unknown", "spent"):
        visitor.send(0)
    if kind in ("not_open", "closed"):
        round_ = visitor.stage.round
        at = (
            round_.opens_at
            if kind == "not_open"
            else round_.closes_at + timedelta(hours=1)
        )
        monkeypatch.setattr(door, "clock", lambda: at - timedelta(seconds=1))
    rows = all_rows()
    path = "/answer" if kind == "spent" else "/form"
    asked = fields if path == "/answer" else {"code": fields["code"]}
    answer = visitor.post(path, {**asked, "lang": language})
    assert answer.status_code == status
    assert texts(language)(f"error.{kind}.title") in unescape(text(answer))
    assert f'<html lang="{language}"' in text(answer)
    assert all_rows() == rows
    if kind == "not_open":
        assert texts(language).moment(visitor.stage.round.opens_at) in text(answer)


@pytest.mark.parametrize(
    "change",
    [
        {"place": "nowhere"},
        {"place": "X.Y"},
        {"attempt": "short"},
        {"attempt": ["a" * 22, "b" * 22]},
        {"code": []},
        {"place": []},
    ],
)
def test_meddling_with_hidden_fields_is_refused_and_stores_nothing(visitor, change):
    fields = visitor.hidden(visitor.open())
    rows = all_rows()
    answer = visitor.post("/answer", {**fields, **change})
    assert answer.status_code in (400, 422)
    assert 'class="trouble"' in text(answer)
    assert all_rows() == rows


def test_when_the_database_is_away_the_answers_stay_in_the_page_and_go_again(visitor):
    fields = {**visitor.hidden(visitor.open()), "hurt": "few", "more": 'a "b"\r\nc'}
    with failing("dynamodb", "TransactWriteItems", "server_error"):
        answer = visitor.post("/answer", fields)
    assert answer.status_code == 503
    assert "Svarene er ikke sendt" in text(answer)
    assert visitor.hidden(answer) == fields
    assert "Takk" in text(visitor.post("/answer", visitor.hidden(answer)))


def test_when_the_form_cannot_be_fetched_the_code_stays_in_the_page(visitor):
    with (
        failing("dynamodb", "GetItem", "server_error"),
        failing("dynamodb", "BatchGetItem", "server_error"),
    ):
        answer = visitor.open()
    assert answer.status_code == 503
    assert "Vi får ikke åpnet skjemaet nå" in text(answer)
    assert visitor.hidden(answer) == {"code": visitor.stage.codes[0]}


def test_a_code_that_is_refused_and_an_error_keep_the_language_that_was_chosen(visitor):
    refused = visitor.post("/form", {"code": "AAAAAAAAAA", "lang": "nn"})
    assert visitor.hidden(refused) == {"lang": "nn"}
    error = visitor.post("/thanks", {"lang": "nn"})
    assert 'href="/?lang=nn"' in text(error)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"code=%FF", 400),
        (b"\xff", 400),
        (b"x" * 65_537, 413),
        (b"a&" * 200 + b"a=1", 400),
    ],
)
def test_bodies_nobody_can_read(visitor, body, status):
    answer = visitor.post("/form", body)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")


def test_no_page_sets_a_cookie_or_may_be_stored(visitor):
    answers = [visitor.get("/"), visitor.get("/about"), visitor.open(), visitor.send(1)]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_page_arrives_in_one_round_trip(visitor, language):
    form = visitor.open(lang=language)
    wrong = {"safe": ["yes", "no"], "hurt": "pizza", "more": "x" * 501, "unknown": "x"}
    problems = visitor.post(
        "/answer", {**visitor.hidden(form), "lang": language, **wrong}
    )
    assert problems.body.count(b"<li>") > form.body.count(b"<li>") + 3
    assert f'<html lang="{language}"' in text(problems)
    assert len(gzip.compress(problems.body)) <= MOST_BYTES
    assert len(gzip.compress(form.body)) <= MOST_BYTES


def test_nothing_inline_runs_without_the_nonce(visitor):
    page = visitor.open()
    nonce = re.search(
        r"script-src 'nonce-(.*?)'", page.headers["Content-Security-Policy"]
    )[1]
    tags = re.findall(r"<(?:script|style)\b[^>\[]*>", text(page))
    assert len(tags) == 2
    assert all(f'nonce="{nonce}"' in tag for tag in tags)
    assert not re.search(
        r"\son\w+=|\sstyle=", re.sub(r"<script.*?</script>", "", text(page), flags=re.S)
    )


def test_a_text_shares_the_screen_of_the_choice_before_it():
    shown = [
        [q.id for q in screen] for screen in screens(FORMS["grades_8_10"].questions)
    ]
    assert shown[-1] == ["contact", "more"]
    assert len(shown) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_in_plain_words_what_happens_to_answers(visitor, language):
    page = text(visitor.get(f"/about?lang={language}"))
    for part in ("why", "who", "anonymous", "then", "counted", "stored"):
        assert texts(language)(f"pupil.about.{part}.title") in page
