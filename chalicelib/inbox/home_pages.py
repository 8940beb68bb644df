"""Where one stands after sign-in."""

from chalice import Response

from chalicelib.passkeys import own_passkeys
from chalicelib.staff_door import navigation
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses


@staff_page("/staff", None)
def home(request: SignedInRequest) -> Response:
    first = f"/staff/{navigation.first_of(request.account)}"
    if own_passkeys.is_offered_now(request.account, request.session, request.now):
        return request.saved("passkey_offer", first)
    return responses.redirect(first)
