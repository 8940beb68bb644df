"""Results of a school owner and of the programme: sums that were made when a term was
over, and for the owner what each school has."""

from typing import Any

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.result_pages.owner_schools import form_lines, without_figures
from chalicelib.result_pages.sums_view import form_sums, term_name, term_tabs
from chalicelib.results import store as results
from chalicelib.results.release_term import released
from chalicelib.results.term_figures import TermFigures, release_day
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.term import Term, term_called, term_of
from chalicelib.staff_door.blueprint import staff
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


@staff_page("/staff/sums", Action.SEE_SUMS)
def see_sums(request: SignedInRequest) -> Response:
    """Some queries, however many schools: what each has stands beside the sums."""
    owner_id, t = request.account.body_id, texts(request.account.language)
    found = released(owner_id, request.now)
    term = _asked_term(request, found)
    rounds = results.of_owner(owner_id, term)
    is_under_way = term == term_of(local_day(request.now))
    glances = standing_store.of_owner(owner_id) if is_under_way else {}
    listed = schools.of_owner(owner_id)
    return _page(
        request,
        "result_pages/sums.html",
        term,
        found,
        lines=form_lines(t, listed, rounds),
        without=without_figures(t, listed, rounds, glances, request.now),
        schools=len(listed),
    )


@staff_page("/staff/programme", Action.ENTER_PROGRAMME)
def see_programme(request: SignedInRequest) -> Response:
    found = released(results.PROGRAMME, request.now)
    term = _asked_term(request, found)
    return _page(request, "result_pages/programme.html", term, found)


def _page(
    request: SignedInRequest,
    template: str,
    term: Term,
    found: list[TermFigures],
    **more: Any,
) -> Response:
    t = texts(request.account.language)
    shown = next((figures for figures in found if figures.term_id == term.id), None)
    return request.page(
        template,
        term=term,
        name=term_name(t, term),
        tabs=term_tabs(t, found, term_of(local_day(request.now))),
        shown=shown,
        forms=form_sums(t, shown, found) if shown else [],
        comes_on=release_day(term),
        **more,
    )


def _asked_term(request: SignedInRequest, found: list[TermFigures]) -> Term:
    """The latest that is summed where none is asked for; before the first, the one
    under way. Raises NotFound."""
    asked = dict(staff.current_request.query_params or {}).get("term")
    under_way = term_of(local_day(request.now))
    known = [figures.term_id for figures in found]
    if asked is None:
        return term_called(known[0]) if known else under_way
    if asked not in (*known, under_way.id):
        raise errors.NotFound
    return term_called(asked)
