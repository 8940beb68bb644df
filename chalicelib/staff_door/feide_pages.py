"""Signing in with Feide, and saying that a Feide identity is one's own."""

from chalice import Response

from chalicelib.core import errors
from chalicelib.sign_in import by_feide, sessions
from chalicelib.sign_in.feide_client import Attempt
from chalicelib.staff_door.blueprint import cookie, staff
from chalicelib.staff_door.door import public_page, staff_page
from chalicelib.staff_door.feide_attempt import forget, keep, kept
from chalicelib.staff_door.sign_in_page import answer, asking
from chalicelib.staff_door.staff_request import SignedInRequest, StaffRequest
from chalicelib.web import responses

_SIGN_IN, _CONNECT = "in", "connect"


@public_page("/staff/feide")
def begin(visit: StaffRequest) -> Response:
    try:
        attempt, address = by_feide.begin()
    except errors.FeideAway:
        return asking(visit, 503, "staff.feide.away")
    return responses.page(
        "", 303, headers={"Location": address, **keep(_SIGN_IN, attempt)}
    )


@public_page("/staff/feide/back")
def come_back(visit: StaffRequest) -> Response:
    """Feide has sent the browser back; what it kept is used once."""
    asked = dict(staff.current_request.query_params or {})
    state, code = asked.get("state") or "", asked.get("code") or ""
    try:
        purpose, attempt = kept(state)
        if purpose == _CONNECT:
            return _connected(visit, attempt, state, code)
        if purpose != _SIGN_IN:
            raise errors.FeideRefused
        token = by_feide.token_for(attempt, state, code, visit.now)
        return answer(visit, token, forget(state)["Set-Cookie"])
    except errors.FeideAway:
        return asking(visit, 503, "staff.feide.away")
    except errors.FeideUnknown:
        return asking(visit, 403, "staff.feide.unknown")
    except (errors.FeideRefused, errors.LinkUnusable):
        if sessions.session_of(cookie(), visit.now):
            return responses.redirect("/staff")  # the way back, arrived twice
        return asking(visit, 403, "staff.feide.refused")


@staff_page("/staff/feide/connect", None, "POST")
def connect(request: SignedInRequest) -> Response:
    """A page with a link and not a redirect: forms may not lead away from here."""
    if not by_feide.is_offered():
        return responses.redirect("/staff/sessions")
    attempt, address = by_feide.begin()
    shown = request.page("staff_door/feide_connect.html", address=address)
    shown.headers |= keep(_CONNECT, attempt)
    return shown


@staff_page("/staff/feide/disconnect", None, "POST")
def disconnect(request: SignedInRequest) -> Response:
    by_feide.disconnect(request.account, request.now)
    return request.saved("feide_disconnected", "/staff/sessions")


def _connected(
    visit: StaffRequest, attempt: Attempt, state: str, code: str
) -> Response:
    found = sessions.session_of(cookie(), visit.now)
    if found is None:
        return responses.redirect("/staff/sign-in")
    by_feide.connect(found[1], attempt, state, code, visit.now)
    return responses.redirect("/staff/sessions", forget(state))
