import pytest

from chalicelib.result_pages.figure_words import short_words, words_of
from chalicelib.results.figure import Figure
from chalicelib.web.language import texts


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(20, 6, 6), "6 av 20 trenger noe mer"),
        (Figure(20, 0, 4), "Færre enn 5, kanskje ingen, trenger noe mer"),
        (Figure(20, 16, 20), "Alle eller nesten alle trenger noe mer"),
        (Figure(60, 6, 14), "Minst 6 og ikke flere enn 14 trenger noe mer"),
        (Figure(60, 0, 12), "Ikke flere enn 12, kanskje ingen, trenger noe mer"),
        (Figure(7, 0, 7), "For få svar til å si noe"),
        (Figure(0, 0, 0), "Ingen har svart"),
    ],
)
def test_a_figure_in_words(figure, words):
    assert words_of(texts("nb"), figure) == words


@pytest.mark.parametrize(
    ("figure", "short"),
    [
        (Figure(20, 0, 4), "under 5"),
        (Figure(60, 0, 12), "skjult"),
        (Figure(60, 6, 14), "skjult"),
        (Figure(0, 0, 0), "ingen svar"),
    ],
)
def test_a_hidden_figure_in_a_plot(figure, short):
    assert short_words(texts("nb"), figure) == (short, words_of(texts("nb"), figure))
