"""The sums of a term, of a school owner or of all: a part for each form. All of it is
made from figures that may be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.result_pages.bars import BarRow, bar_rows
from chalicelib.result_pages.lead import lead_of, mostly_hidden
from chalicelib.result_pages.trend import Moment, Trend, trend_of
from chalicelib.result_pages.what_asked import AskedQuestion, asked_of_some, what_asked
from chalicelib.results.term_figures import FormFigures, TermFigures
from chalicelib.schools.term import Term, term_called
from chalicelib.web.language import Texts


@dataclass(frozen=True, slots=True)
class FormSums:
    """What was asked with one form."""

    form_id: str
    counts: str
    lead: str
    rows: list[BarRow]
    mostly_hidden: bool
    asked: list[AskedQuestion]
    asked_of_some: list[str]
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class TermTab:
    term_id: str
    name: str


def term_tabs(t: Texts, released: Sequence[TermFigures], now_in: Term) -> list[TermTab]:
    """The term that is under way, and those that are summed, the latest first."""
    known = {now_in.id, *(figures.term_id for figures in released)}
    return [
        TermTab(term.id, term_name(t, term))
        for term in sorted(map(term_called, known), reverse=True)
    ]


def term_name(t: Texts, term: Term) -> str:
    return t(f"results.term.{term.half}", year=term.year)


def form_sums(
    t: Texts, shown: TermFigures, released: Sequence[TermFigures]
) -> list[FormSums]:
    """``released`` has all terms that are summed."""
    return [
        _sums(t, form_id, figures, shown, released)
        for form_id, figures in shown.forms.items()
    ]


def _sums(
    t: Texts,
    form_id: str,
    figures: FormFigures,
    shown: TermFigures,
    released: Sequence[TermFigures],
) -> FormSums:
    return FormSums(
        form_id=form_id,
        counts=t(
            "results.sums.counts",
            answers=figures.answers,
            pupils=figures.pupils,
            rounds=figures.rounds,
            schools=figures.schools,
        ),
        lead=lead_of(t, figures.figures),
        rows=bar_rows(t, figures.figures) if figures.answers else [],
        mostly_hidden=bool(figures.answers) and mostly_hidden(figures.figures),
        asked=what_asked(t, form_id, figures.figures),
        asked_of_some=asked_of_some(t, form_id, figures.figures, figures.answers),
        trend=trend_of(t, _moments(t, form_id, shown, released)),
    )


def _moments(
    t: Texts, form_id: str, shown: TermFigures, released: Sequence[TermFigures]
) -> list[Moment]:
    """The term and the ones before it in which the form was used, the earliest
    first."""
    until = term_called(shown.term_id)
    earliest_first = sorted(released, key=lambda found: term_called(found.term_id))
    return [
        _moment(t, term_called(found.term_id), found.forms[form_id])
        for found in earliest_first
        if term_called(found.term_id) <= until and form_id in found.forms
    ]


def _moment(t: Texts, term: Term, figures: FormFigures) -> Moment:
    answered = t("results.counts", answers=figures.answers, pupils=figures.pupils)
    name = t(f"results.half.{term.half}")
    return Moment(name, term.year, answered, figures.figures)
