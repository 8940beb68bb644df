"""A case is opened from outside its team, with a written reason."""

import secrets

from chalice import Response

from chalicelib.case_pages.case_press import number_of
from chalicelib.cases.may_open import GLASS_LASTS, may_break, may_open
from chalicelib.cases.write import own
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses


def show_break(
    request: SignedInRequest, number: str, status: int = 200, problem: str | None = None
) -> Response:
    """Who can open it already is shown the case."""
    account, now, which = request.account, request.now, number_of(number)
    case = own(
        account, which, now, lambda *asked: may_break(*asked) or may_open(*asked)
    )
    if may_open(account, case, now):
        return responses.redirect(f"/staff/cases/{which}")
    return request.page(
        "case_access_pages/break.html",
        status,
        case=case,
        hours=int(GLASS_LASTS.total_seconds()) // 3600,
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields,
    )
