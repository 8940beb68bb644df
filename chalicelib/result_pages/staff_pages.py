"""Results of a school, of a school owner and of the programme: figures that were made
when a round, or a term, was over."""

from collections.abc import Callable
from functools import partial

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.result_pages.figure_words import words_of
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.figure import Figure
from chalicelib.results.release_term import released
from chalicelib.rounds import store as rounds
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


@staff_page("/staff/report", Action.SEE_REPORT)
def see_report(request: SignedInRequest) -> Response:
    account = request.account
    count_round.count_next(account, rounds.of_school(account.body_id), request.now)
    return request.page(
        "result_pages/report.html",
        snapshots=results.snapshots(account.body_id),
        said=_said(request),
    )


@staff_page("/staff/sums", Action.SEE_SUMS)
def see_sums(request: SignedInRequest) -> Response:
    terms = released(request.account.body_id, request.now)
    return request.page("result_pages/sums.html", terms=terms, said=_said(request))


@staff_page("/staff/programme", Action.ENTER_PROGRAMME)
def see(request: SignedInRequest) -> Response:
    terms = released(results.PROGRAMME, request.now)
    return request.page("result_pages/programme.html", terms=terms, said=_said(request))


def _said(request: SignedInRequest) -> Callable[[Figure], str]:
    return partial(words_of, texts(request.account.language))
