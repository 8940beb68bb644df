"""A figure in words."""

from chalicelib.results.disclosure import FEW
from chalicelib.results.figure import Figure
from chalicelib.web.language import Texts


def words_of(t: Texts, figure: Figure) -> str:
    """How many need attention, as exactly as may be said."""
    if figure.exact is not None:
        return t("results.exact", number=figure.exact, answers=figure.answers)
    if figure.says_nothing:
        return t("results.unsaid")
    if (figure.low, figure.high) == (0, FEW):
        return t("results.few")
    if figure.low == figure.answers - FEW:
        return t("results.nearly_all")
    return t("results.between", low=figure.low, high=figure.high)
