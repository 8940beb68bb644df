"""The sums of a term are made by the first who asks for them after its day of release,
once and for all."""

from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.core.local_time import local_day
from chalicelib.results import store as results
from chalicelib.results.term_figures import TermFigures, of_rounds, release_day
from chalicelib.schools.term import Term, term_of
from chalicelib.storage import transaction

_MOST = 4
"""Terms that are looked for: what a round is in a sum is kept a year."""


def released(body_id: str, now: datetime) -> list[TermFigures]:
    """Every term's that may be told, the latest first; ``body_id`` a school owner or
    ``results.PROGRAMME``. Raises Unavailable."""
    known = {term.term_id for term in results.terms(body_id)}
    missing = [term for term in _over(now) if term.id not in known]
    for term in missing:
        _release(body_id, term)
    return results.terms(body_id)


def _release(body_id: str, term: Term) -> None:
    figures = of_rounds(term, results.parts(body_id, term))
    if figures.forms:
        with suppress(transaction.Refused):  # somebody was first: the same figures
            transaction.commit(results.put_term(body_id, term, figures))


def _over(now: datetime) -> list[Term]:
    """The latest terms whose day of release has come."""
    day, terms = local_day(now), []
    term = term_of(day)
    for _ in range(_MOST):
        if day >= release_day(term):
            terms.append(term)
        term = term_of(term.first_day - timedelta(days=1))
    return terms
