"""A case that is over and that the archive has is erased: asked twice, since nothing
brings it back."""

import secrets

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_copies import erase_case
from chalicelib.case_pages.case_press import number_of
from chalicelib.core import errors
from chalicelib.schools.retention import DAYS_OF_COPIES
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.form_fields import seen

_PATH = "/staff/cases/{number}/erase"


@staff_page(_PATH, Action.WORK_CASES)
def ask_to_erase(request: SignedInRequest, number: str) -> Response:
    return _show(request, number)


@staff_page(_PATH, Action.WORK_CASES, "POST")
def erase(request: SignedInRequest, number: str) -> Response:
    if (request.fields.get("number") or "").strip() != str(number_of(number)):
        return _show(request, number, 422, "case_erasure.problem.number")
    account, version = request.account, seen(request.fields)
    try:
        erase_case.erase(account, number_of(number), version, request.now)
    except errors.ChangedMeanwhile:
        return _show(request, number, 409, "case_erasure.problem.changed")
    except errors.Incomplete as error:
        return _show(request, number, 422, error.problem)
    return request.page("staff_door/erased.html", on=request.now.date())


def _show(
    request: SignedInRequest, number: str, status: int = 200, problem: str = ""
) -> Response:
    case = erase_case.to_erase(request.account, number_of(number), request.now)
    return request.page(
        "copy_pages/erase.html",
        status,
        case=case,
        kept_because=erase_case.kept_because(case),
        days_of_copies=DAYS_OF_COPIES,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
    )
