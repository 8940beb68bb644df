"""Signing in by a link in a mail."""

import re

from chalice import Response

from chalicelib.accounts import email_address
from chalicelib.core import errors
from chalicelib.sign_in import by_link, sessions
from chalicelib.sign_in.session import LINK_LASTS
from chalicelib.staff_door.blueprint import cookie, cookie_header, staff
from chalicelib.staff_door.door import public_page
from chalicelib.staff_door.sign_in_page import LIMITS, PRESS, answer, asking, evenly
from chalicelib.staff_door.staff_request import StaffRequest
from chalicelib.web import form_body, origin

_PRESS_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


@public_page("/staff/sign-in")
def ask(visit: StaffRequest) -> Response:
    return asking(visit)


@public_page("/staff/sign-in", "POST")
def send_link(visit: StaffRequest) -> Response:
    """The same answer, as late, for an address that has an account and for one that has
    not."""
    email = (visit.fields.get("email") or "").strip()
    try:
        email_address.taken(email)
    except email_address.Untakable as error:
        said = f"staff.setup.problem.person.email.{error.why}" if error.why else None
        return asking(visit, 422, said or "staff.sign_in.problem")
    with evenly():
        by_link.ask_for_link(email, visit.now)
    return visit.page("staff_door/sign_in_sent.html", limits=LIMITS)


@public_page("/staff/sign-in/{token}")
def show_button(visit: StaffRequest, token: str) -> Response:
    """A link that is only followed does nothing: mail scanners follow links. People
    press."""
    shown = visit.page("staff_door/sign_in_open.html", token=token)
    if not _PRESS_FORM.fullmatch(cookie(PRESS)):
        lasts = int(LINK_LASTS.total_seconds())
        shown.headers |= cookie_header(sessions.new_secret(), PRESS, lasts)
    return shown


@public_page("/staff/sign-in/{token}", "POST")
def use_link(visit: StaffRequest, token: str) -> Response:
    """A browser that does not say whose page the button stood on must have been on
    ours."""
    if not origin.is_ours(staff.current_request) and not _PRESS_FORM.fullmatch(
        cookie(PRESS)
    ):
        raise form_body.BadRequest("forged", 403)
    try:
        with evenly():
            return answer(visit, token)
    except errors.LinkUnusable:
        return asking(visit, 410, "staff.sign_in.unusable")
