"""What the words of a text are about, each topic in every language that has words for
it."""

import pytest

from chalicelib.urgent_words.lists import (
    BY_TOPIC,
    NEEDLES,
    TOPICS,
    WORD_LISTS,
    topics_in,
)

ABOUT = [
    ("Jeg vil dø", ("life",)),
    ("jeg kutter meg", ("self_harm",)),
    ("jeg ble voldtatt", ("abuse",)),
    ("pappa slår meg", ("violence",)),
    ("han har kniv på skolen", ("weapon",)),
    ("hjelp", ("help",)),
    ("han har kniv, og jeg vil dø", ("life", "weapon")),
    ("Mandag har vi gym", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "topics"), ABOUT)
def test_topics_stand_in_their_order(text, topics):
    assert topics_in(text) == topics


@pytest.mark.parametrize("language", WORD_LISTS)
def test_every_word_is_about_its_topic(language):
    for topic, words in WORD_LISTS[language].items():
        assert [
            word for word in words if topic not in topics_in(word.rstrip("*"))
        ] == []


def test_every_word_is_among_those_that_make_a_text_urgent_and_in_no_other_topic_than_known():
    assert {needle for words in BY_TOPIC.values() for needle in words} == set(NEEDLES)
    assert set(BY_TOPIC) == set(TOPICS)
