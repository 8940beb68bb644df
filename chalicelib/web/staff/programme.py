"""Where the programme's people stand after sign-in: what they may see, and what they never see."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.web.staff.door import Guest, room


@room("/staff/programme", Action.ENTER_PROGRAMME)
def see(guest: Guest) -> Response:
    return guest.page("programme")
