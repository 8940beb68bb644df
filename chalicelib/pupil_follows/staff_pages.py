"""What the pupil can see of the case with their code, and the button that shows it."""

import secrets

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_pages.case_press import number_of, pen_of
from chalicelib.cases.follow import followed
from chalicelib.cases.may_open import may_change
from chalicelib.cases.write import own
from chalicelib.core import errors
from chalicelib.pupil_follows import release
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest

_SHOWN = "/staff/cases/{number}/shown"


@staff_page(_SHOWN, Action.WORK_CASES)
def see(request: SignedInRequest, number: str) -> Response:
    return _page(request, number)


@staff_page(_SHOWN, Action.WORK_CASES, "POST")
def change(request: SignedInRequest, number: str) -> Response:
    shows = request.fields.get("do") == "show"
    try:
        (release.show if shows else release.hide)(pen_of(request, number))
    except errors.Tampered:
        return request.page("staff_door/error.html", 400, kind="forged")
    except errors.ChangedMeanwhile:
        return _page(request, number, 409, "shown.problem.changed")
    except errors.Incomplete as error:
        return _page(request, number, 422, error.problem)
    what = "case_shown" if shows else "case_hidden"
    return request.saved(what, f"/staff/cases/{number_of(number)}/shown")


def _page(
    request: SignedInRequest, number: str, status: int = 200, problem: str = ""
) -> Response:
    case = own(request.account, number_of(number), request.now, may_change)
    return request.page(
        "pupil_follows/shown.html",
        status,
        case=case,
        followed=followed(case),
        has_code=release.pupils_copy(case, request.now) is not None,
        may_show=release.may_show(request.account, case, request.now),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
