"""A figure in words."""

from chalicelib.results.disclosure import FEW
from chalicelib.results.figure import Figure
from chalicelib.web.language import Texts


def words_of(t: Texts, figure: Figure) -> str:
    """How many need attention, as exactly as may be said."""
    if not figure.answers:
        return t("results.nobody")
    if figure.exact is not None:
        return t("results.exact", number=figure.exact, answers=figure.answers)
    if figure.says_nothing:
        return t("results.unsaid")
    if (figure.low, figure.high) == (0, FEW):
        return t("results.few")
    if figure.low == figure.answers - FEW:
        return t("results.nearly_all")
    if not figure.low:
        return t("results.up_to", high=figure.high)
    return t("results.between", low=figure.low, high=figure.high)


def short_words(t: Texts, figure: Figure) -> tuple[str, str]:
    """Of a hidden number: a word or two for a plot, and what stands in a table."""
    if not figure.answers:
        return t("results.short.nobody"), t("results.nobody")
    if (figure.low, figure.high) == (0, FEW):
        return t("results.short.few"), t("results.few")
    return t("results.short.hidden"), words_of(t, figure)


def cell_words(t: Texts, figure: Figure | None) -> str:
    """As short as a cell of a wide table wants; None where it was not asked."""
    if figure is None:
        return t("results.trend.unasked")
    if not figure.answers or (figure.low, figure.high) == (0, FEW):
        return short_words(t, figure)[0]
    if figure.exact is not None:
        return t("results.cell", number=figure.exact, answers=figure.answers)
    if figure.says_nothing:
        return t("results.short.hidden")
    return t("results.cell.between", low=figure.low, high=figure.high)
