"""Words by which somebody could be recognised."""

import pytest

from chalicelib.class_reply.fields import SENTENCES, sentence_of
from chalicelib.class_reply.recognisable import recognisable_in
from chalicelib.web.language import texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi snakket med Zineb.", ("Zineb",)),
        ("Ola slår andre.", ("Ola",)),
        ("olas lue", ()),
        ("Noen tok Olas lue.", ("Olas",)),
        ("Kari Nordmann sa det.", ("Kari", "Nordmann")),
        ("Dere sa: Ingen er med.", ()),
        ("Første linje\nAndre linje", ()),
        ("Går det bra? Ja! Vi ser.", ()),
        ("På SFO er det bråk.", ()),
        ("I 6A er det fint.", ()),
        ("We saw it on Monday, and I will ask.", ()),
        ("Snakk med Anne-Lise.", ("Anne-Lise",)),
    ],
)
def test_names(text, found):
    assert recognisable_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 elever er alene", ("2 elever",)),
        ("To av dere er alene", ("To av dere",)),
        ("Tre jenter sa det", ("Tre jenter",)),
        ("éin elev", ("éin elev",)),
        ("One pupil said so", ("One pupil",)),
        ("10 % er alene", ("10 %",)),
        ("1 av 20 er alene", ("1 av 20",)),
        ("Mange av dere er med", ()),
        ("Rom 12, fra 10.30", ()),
        ("to voksne er ute", ()),
    ],
)
def test_numbers_of_few(text, found):
    assert recognisable_in(text) == found


def test_each_is_named_once_in_the_order_of_the_texts():
    assert recognisable_in("med Per og Kim", "og Per, 2 elever") == (
        "Per",
        "Kim",
        "2 elever",
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_none_of_our_own_sentences_is_warned_of(language):
    t = texts(language)
    ours = [
        sentence_of(t, field, number)
        for field, many in SENTENCES.items()
        for number in range(1, many + 1)
    ]
    assert recognisable_in(*ours) == ()


def test_a_long_text_costs_no_more_than_its_length():
    assert recognisable_in("a " * 50_000 + "« " * 20_000) == ()
