from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from chalicelib.locales import LOCALES
from chalicelib.web.form_body import Fields
from chalicelib.web.language import (
    MissingString,
    asked_language,
    language_name,
    language_of,
    languages,
    negotiate,
    texts,
)
from tests.web.posted import posted


@pytest.mark.usefixtures("environment")
def test_bokmaal_and_nynorsk_come_first_and_no_draft_is_on_offer():
    assert languages()[:2] == ("nb", "nn")
    assert not any(LOCALES[language].draft for language in languages())


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nb"),
        ("", "nb"),
        ("nn", "nn"),
        ("NN-no", "nn"),
        ("no", "nb"),
        ("en-GB,en;q=0.9", "en"),
        ("de, fr;q=0.9", "nb"),
        ("de, nn;q=0.2, en;q=0.8", "en"),
        ("en;q=0, nn;q=0.1", "nn"),
        ("en;q=nonsense, nn;q=0.1", "nn"),
        (";;;,,,", "nb"),
        ("x," * 10_000 + "en", "nb"),
    ],
)
def test_the_browser_is_given_the_offered_language_it_likes_best(header, language):
    assert negotiate(header, ("nb", "nn", "en")) == language


def test_only_what_is_offered_is_given():
    assert negotiate("en", ("nn", "nb")) == "nn"


def test_a_missing_string_names_language_and_key():
    with pytest.raises(MissingString, match=r"nn: no\.such\.key"):
        texts("nn")("no.such.key")


def test_a_form_may_have_words_of_its_own_for_an_item():
    t = texts("nb")
    assert "friminutt" in t.item("grades_5_7", "company")
    assert "pause" in t.item("grades_8_10", "company")
    assert t.option("grades_8_10", "company", "always") == "Alltid"


def test_moments_are_said_in_norwegian_time_summer_and_winter():
    winter, summer = (
        datetime(2027, 1, 5, 7, 5, tzinfo=UTC),
        datetime(2027, 6, 1, 6, 30, tzinfo=UTC),
    )
    assert texts("nb").moment(winter) == "tirsdag 5. januar klokka 08.05"
    assert texts("nn").moment(summer) == "tysdag 1. juni klokka 08.30"
    assert texts("en").moment(summer) == "Tuesday 1 June at 08:30"


def test_a_language_is_called_what_it_calls_itself():
    assert language_name("nn") == "Nynorsk"


def test_a_draft_says_in_bokmaal_what_it_lacks():
    assert "pupil.about.title" not in LOCALES["ar"].strings
    assert texts("ar")("pupil.about.title") == texts("nb")("pupil.about.title")
    assert texts("ar")("pupil.form.next") != texts("nb")("pupil.form.next")


def test_a_round_is_called_the_same_whatever_order_its_classes_come_in():
    opens, closes = (
        datetime(2027, 1, 5, 7, 5, tzinfo=UTC),
        datetime(2027, 1, 5, 12, 0, tzinfo=UTC),
    )
    named = SimpleNamespace(mode="anonymous", opens_at=opens, closes_at=closes)
    for labels in (("10A", "9B", "9A"), ("9A", "10A", "9B")):
        named.labels = labels
        said = texts("nn").round(named)
        assert said == "9A, 9B, 10A · Anonym · tysdag 5. januar klokka 08.05–13.00"
        assert texts("en").round(named).endswith("· Tuesday 5 January at 08:05–13:00")
    named.labels, named.closes_at = ("8–10", "8-10"), opens.replace(day=6)
    said = texts("nb").round(named)
    assert said.startswith(
        "8-10, 8.–10. trinn · Anonym · tirsdag 5. januar klokka 08.05 – onsdag"
    )


@pytest.mark.usefixtures("environment")
def test_a_field_wins_over_the_query_and_that_over_the_browser():
    asked = posted(query="nn", **{"accept-language": "en"})
    assert language_of(asked, Fields({"lang": ["nb"]})) == "nb"
    assert language_of(asked) == "nn"
    assert language_of(posted(**{"accept-language": "en"})) == "en"
    assert asked_language(posted(query="klingon")) is None
    assert language_of(None) == "nb"
