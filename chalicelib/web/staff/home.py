"""Where one stands after sign-in: the first room one may enter."""

from chalice import Response

from chalicelib.web import http
from chalicelib.web.staff import nav
from chalicelib.web.staff.door import Guest, room


@room("/staff", None)
def home(guest: Guest) -> Response:
    return http.redirect(f"/staff/{nav.rooms_for(guest.account)[0]}")
