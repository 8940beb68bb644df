"""The house rules of wording, as far as a script sees them: one thought a sentence,
plain words, the glossary's terms. What was agreed word for word, and few others, are
excepted by name."""

import re

import pytest

from chalicelib.locales import LOCALES

LANGUAGES = ["nb", "nn", "en"]
PUPILS = ("pupil.", "error.", "help.", "form.", "item.", "cards.card.")
PUPILS_MOST, STAFF_MOST = 12, 20
AGREED = {
    "item.hurt.text",
    "item.excluded.text",
    "item.adult_hurt.text",
    "item.leadership.text",
    "item.trusted_adult.text",
    "pupil.mode.anonymous",
    "pupil.mode.confidential",
    "pupil.mode.danger",
}
"""Measured questions and the sentences of the modes: no script and no colleague touches
them."""

LISTS = {"staff.setup.import.example", "staff.people_list.example"}
"""Shows what a list looks like, semicolons and all."""

AVOIDED = {
    "nb": (
        r"høyst|straks|orientert|eksport\w*|økten?|dersom|se over|er blitt|er"
        r" kommet|hake[nr]?"
        r"|purring|undersøkelsen?|ved skolen|brukt opp|(?<!fram )til (?:da|det"
        r" er|runden)|klokken"
    ),
    "nn": (
        r"høgst|straks|orientert|eksport\w*|økta?|dersom|sjå over|er blitt|vorte|er"
        r" komen?"
        r"|hak[ae]n?|purring|undersøkinga?|ved skulen|brukt opp|(?<!fram )til (?:då|det"
        r" er|runden)"
        r"|klokken|begynn\w*|byrj\w*|svarar|grunngj[eæ]v\w*|gjev|henne|lat|har svara"
        r"|kva"
        r" (?:klasse|kort|dag|skule|svar|funksjon)|ikke|noe|noen|jeg|fra|også|mer|bare|hvis|dere"
    ),
    "en": (
        r"stands (?:here|below|in|at|under|above)|shall be|anew|used up|else than"
        r"|look\w* (?:it )?over"
    ),
}


def texts(language):
    """What the rules hold for: every string but those agreed word for word."""
    return {k: v for k, v in LOCALES[language].strings.items() if k not in AGREED}


def sentences(text):
    """Ends at a full stop, a question or an exclamation mark before a capital or an
    opening quotation mark; 1.–4. and 11.45 end nothing."""
    return re.split(r"(?<=[.!?])[»”]?\s+(?=[A-ZÆØÅ«“{*])", text)


def words(sentence):
    return [word for word in sentence.split() if re.search(r"\w", word)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_holds_one_thought(language):
    long = [
        (key, sentence)
        for key, text in texts(language).items()
        for sentence in sentences(text)
        if len(words(sentence))
        > (PUPILS_MOST if key.startswith(PUPILS) else STAFF_MOST)
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_semicolon(language):
    assert [
        key for key, text in texts(language).items() if ";" in text and key not in LISTS
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_were_replaced_do_not_come_back(language):
    avoided = re.compile(rf"\b(?:{AVOIDED[language]})\b", re.IGNORECASE)
    assert [
        (k, m[0]) for k, text in texts(language).items() if (m := avoided.search(text))
    ] == []


@pytest.mark.parametrize(
    ("language", "marks"), [("nb", '“”"'), ("nn", '“”"'), ("en", '«»"')]
)
def test_names_of_buttons_and_pages_stand_in_the_languages_own_marks(language, marks):
    assert [
        key for key, text in texts(language).items() if set(text) & set(marks)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clock_is_written_with_a_full_stop(language):
    clock = re.compile(r"\b\d{1,2}:\d{2}\b")
    assert [key for key, text in texts(language).items() if clock.search(text)] == []


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("nb", "så (?:se|si|snakk|skriv|sørg|ring|bekreft|avslutt|svar|spør)"),
        ("nn", "så (?:sjå|sei|snakk|skriv|sørg|ring|stadfest|avslutt|svar|spør)"),
    ],
)
def test_a_condition_never_begins_with_its_verb_and_ends_in_an_order(language, order):
    """«Er noe galt, så si fra»: a question and an order are two sentences."""
    wrong = re.compile(rf", {order}\b")
    assert [key for key, text in texts(language).items() if wrong.search(text)] == []


def test_both_written_norwegians_part_their_sentences_alike():
    """Where one has a sentence more than the other, one of them was mended alone."""
    nb, nn = texts("nb"), texts("nn")
    assert [k for k in nb if len(sentences(nb[k])) != len(sentences(nn[k]))] == []
