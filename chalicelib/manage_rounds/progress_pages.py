"""A class teacher's first page: how many of their classes have answered, never who."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.manage_rounds import cards
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/progress", Action.SEE_PROGRESS)
def see(request: SignedInRequest) -> Response:
    sees_all = request.account.may(Action.RUN_ROUNDS)
    return request.page(
        "manage_rounds/progress.html",
        classes=cards.list_classes(request.account, request.now),
        nothing="cards.none" if sees_all else "progress.none",
    )
