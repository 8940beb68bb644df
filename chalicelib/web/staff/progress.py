"""How many of each class have answered, for the teacher who has the class; never who."""

from chalice import Response

from chalicelib.domain.accounts import Action
from chalicelib.services import cards
from chalicelib.web.staff.door import Guest, room


@room("/staff/progress", Action.SEE_PROGRESS)
def see(guest: Guest) -> Response:
    return guest.page("progress", classes=cards.list_classes(guest.account, guest.now))
