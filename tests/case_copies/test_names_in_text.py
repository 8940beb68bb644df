import pytest

from chalicelib.case_copies.names_in_text import forms, parts


def test_the_parts_of_a_name_are_its_words_and_the_halves_of_what_is_one():
    assert parts("Anne-Lise  Ødegård B") == {"anne-lise", "anne", "lise", "ødegård"}
    assert parts("André") == parts("Andre\u0301") == {"andre"}
    assert parts("Łukasz Žák") == {"lukasz", "zak"}
    assert parts("Bö Ängström") == parts("Bø Ængstrøm") == {"bø", "ængstrøm"}


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Oles", {"oles", "ole"}),
        ("JONAS’", {"jonas", "jona"}),
        ("Ole-Martin", {"ole-martin", "ole", "martin"}),
        ("per", set()),
        ("Per", {"per"}),
    ],
)
def test_a_word_is_known_in_each_of_its_forms(word, known):
    assert set(forms(word)) == known
