import pytest

from chalicelib.core.written_reason import reason_in


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "x" * 500,
        "fordi",
        "fordi " * 5,
        "ab cd",
        "1234567890 1234567890",
        "a b c d " * 9,
    ],
)
def test_what_is_no_sentence_is_no_reason(text):
    assert reason_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Eleven ba meg om hjelp.",
        "Foreldra krev at det blir sletta",
        "  Åse bør få vite det nå  ",
    ],
)
def test_a_sentence_is_a_reason_without_the_space_around_it(text):
    assert reason_in(text) == text.strip()


def test_a_reason_ends_somewhere():
    assert reason_in("Dette er en grunn. " * 52)
    assert reason_in("Dette er en grunn. " * 60) is None
