import pytest

from chalicelib.plans.vague_words import VAGUE, marked, vague_in


@pytest.mark.parametrize("word", [*VAGUE, "skolen", "skulen"])
def test_every_vague_word_is_marked_in_a_sentence(word):
    text = f"Det gjør {word} hver dag."
    assert vague_in(text) == (word,)
    assert "".join(part.text for part in marked(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Skolen FØLGER MED i friminuttet", ("skolen", "følger med")),
        ("Spise sammen på skolen", ()),
        ("Gå saman til skulen", ()),
        ("skolens gymsal", ()),
        ("Kari følger medelever til bussen", ()),
        ("Ved behov og ved behov", ("ved behov",)),
        ("Kari Nordvik, hver fredag", ()),
        ("", ()),
    ],
)
def test_a_place_a_longer_word_and_plain_facts_are_not_vague(text, words):
    assert vague_in(text) == words


def test_the_parts_are_the_text_again():
    assert marked("Ring ved behov hjem") == [
        ("Ring ", False),
        ("ved behov", True),
        (" hjem", False),
    ]
