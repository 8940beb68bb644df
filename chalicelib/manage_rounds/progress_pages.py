"""How many of each class have answered, for the teacher who has the class; never
who."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.manage_rounds import cards
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/progress", Action.SEE_PROGRESS)
def see(request: SignedInRequest) -> Response:
    return request.page(
        "manage_rounds/progress.html",
        classes=cards.list_classes(request.account, request.now),
    )
