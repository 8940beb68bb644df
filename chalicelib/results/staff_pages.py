"""Where the programme's people stand after sign-in: what they may see, and what they
never see."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/programme", Action.ENTER_PROGRAMME)
def see(request: SignedInRequest) -> Response:
    return request.page("results/programme.html")
