"""How what came in was followed up: for a school, its owner, and the programme's
people."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.follow_up_quality.count_month import count
from chalicelib.follow_up_quality.quality_figures import QUALITY_FIGURES
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.figures_view import tables
from chalicelib.group_results.report import LEADS_BACK, summed_of
from chalicelib.group_results.store import FigureKind
from chalicelib.group_results.thresholds import THRESHOLDS, ReportLevel
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_SHOWN = {
    FigureKind.CASES: tuple(figure.name for figure in QUALITY_FIGURES),
    FigureKind.STANDING: ("standing",),
    FigureKind.THREADS: ("answered",),
}


@staff_page("/staff/report/follow-up", Action.SEE_REPORT)
def see_at_school(request: SignedInRequest) -> Response:
    count(request.account.body_id, request.now)
    return _page(request, ReportLevel.SCHOOL, request.account.body_id)


@staff_page("/staff/sums/follow-up", Action.SEE_SUMS)
def see_at_owner(request: SignedInRequest) -> Response:
    count(request.account.body_id, request.now)
    return _page(request, ReportLevel.OWNER, request.account.body_id)


@staff_page("/staff/programme/follow-up", Action.ENTER_PROGRAMME)
def see_in_programme(request: SignedInRequest) -> Response:
    return _page(request, ReportLevel.PROGRAMME, frozen_store.PROGRAMME)


def _page(request: SignedInRequest, level: ReportLevel, reader: str) -> Response:
    t = texts(request.language)
    found = {kind: summed_of(level, reader, kind) for kind in _SHOWN}
    return request.page(
        "follow_up_quality/follow_up.html",
        level=level,
        here=LEADS_BACK[level],
        least=THRESHOLDS[level],
        parts=[
            (kind, found[kind], tables(t, names, found[kind].figures))
            for kind, names in _SHOWN.items()
            if (kind, level) != (FigureKind.STANDING, ReportLevel.PROGRAMME)
        ],
    )
