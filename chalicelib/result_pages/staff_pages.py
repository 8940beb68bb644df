"""Results of a school: figures that were made when a round was over."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.core import errors
from chalicelib.result_pages.not_counted import not_counted
from chalicelib.result_pages.report_view import report_view
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.rounds import store as rounds
from chalicelib.schools import store as schools
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


@staff_page("/staff/report", Action.SEE_REPORT)
def see_report(request: SignedInRequest) -> Response:
    return _report(request, None)


@staff_page("/staff/report/rounds/{round_id}", Action.SEE_REPORT)
def see_round(request: SignedInRequest, round_id: str) -> Response:
    return _report(request, round_id)


def _report(request: SignedInRequest, round_id: str | None) -> Response:
    """The latest round where none is named; who comes first counts what is over."""
    account, t = request.account, texts(request.account.language)
    listed = rounds.of_school(account.body_id)
    count_round.count_next(account, listed, request.now)
    listed = rounds.of_school(account.body_id)
    found = results.snapshots(account.body_id)
    wanted = [shown for shown in found if round_id in (None, shown.round_id)]
    if round_id and not wanted:
        raise errors.NotFound
    return request.page(
        "result_pages/report.html",
        shown=report_view(t, wanted[0], found) if wanted else None,
        missing=not_counted(t, listed, request.now),
        mode=next(
            (
                round_.mode
                for round_ in listed
                if wanted and round_.id == wanted[0].round_id
            ),
            "",
        ),
        school=schools.get(account.body_id),
    )
