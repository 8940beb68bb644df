"""What the figures of a form say, in a sentence or two: of the questions, never of who
stands where among classes or schools. Made from what may be shown alone."""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.results.disclosure import FEW
from chalicelib.results.figure import Figure
from chalicelib.web.language import Texts

_FIRST = "thriving"


def lead_of(t: Texts, figures: Mapping[str, Figure]) -> str:
    """Empty where nobody answered."""
    if not any(figure.answers for figure in figures.values()):
        return ""
    return " ".join(_sentences(t, figures))


def mostly_hidden(figures: Mapping[str, Figure]) -> bool:
    """Whether most numbers may not be told."""
    hidden = [figure for figure in figures.values() if figure.exact is None]
    return 2 * len(hidden) > len(figures)


def _sentences(t: Texts, figures: Mapping[str, Figure]) -> Iterator[str]:
    first = figures.get(_FIRST)
    if first and first.good is not None:
        yield t("results.lead.good", number=first.good, answers=first.answers)
    elif first and first.exact is not None:
        number = first.answers - first.exact
        yield t("results.lead.rest", number=number, answers=first.answers)
    told = {
        item: figure.exact
        for item, figure in figures.items()
        if figure.exact is not None
    }
    yield _most(t, figures, told) if told else _nothing_told(t, figures)


def _most(t: Texts, figures: Mapping[str, Figure], told: Mapping[str, int]) -> str:
    """The question where most need something more; where a hidden one may be more, it
    is said that only the shown ones are looked at."""
    most = max(told.values())
    items = [item for item, number in told.items() if number == most]
    answers = figures[items[0]].answers
    things = [
        t(f"results.thing.{item}")
        for item in items
        if figures[item].answers == answers  # asked of as many
    ]
    hidden = (figure for figure in figures.values() if figure.exact is None)
    is_sure = all(figure.high <= most for figure in hidden)
    return t(
        f"results.lead.{'most' if is_sure else 'most_shown'}",
        things=_listed(t, things),
        number=most,
        answers=answers,
    )


def _nothing_told(t: Texts, figures: Mapping[str, Figure]) -> str:
    few = all((figure.low, figure.high) == (0, FEW) for figure in figures.values())
    return t(f"results.lead.{'few' if few else 'hidden'}")


def _listed(t: Texts, words: Sequence[str]) -> str:
    *before, last = words
    if not before:
        return last
    return t("results.and", before=", ".join(before), last=last)
