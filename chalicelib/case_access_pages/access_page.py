"""Who has access to a case, why, and what one can do about it."""

import secrets

from chalice import Response

from chalicelib.case_access.access_view import OF_ACCESS, access_view
from chalicelib.case_pages.case_press import number_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases import see_case
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts


def show_access(
    request: SignedInRequest, number: str, status: int = 200, problem: str | None = None
) -> Response:
    account, now = request.account, request.now
    seen = see_case.see(
        account, number_of(number), now, lambda _, entry: entry.kind in OF_ACCESS
    )
    words = CaseWords(texts(request.language), seen.people, now)
    return request.page(
        "case_access_pages/access.html",
        status,
        case=seen.case,
        called=words.called(seen.case, seen.about),
        access=access_view(seen.case, seen.entries, seen.people, account, now, words.t),
        attempt=secrets.token_urlsafe(16),
        problem=problem,
        typed=request.fields,
    )
