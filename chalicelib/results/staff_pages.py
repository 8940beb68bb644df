"""Where results will stand: for a school, and where the programme's people stand after
sign-in. Both say what comes, and what never does."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest


@staff_page("/staff/programme", Action.ENTER_PROGRAMME)
def see(request: SignedInRequest) -> Response:
    return request.page("results/programme.html")


@staff_page("/staff/report", Action.SEE_REPORT)
def see_report(request: SignedInRequest) -> Response:
    return request.page("results/report.html")
