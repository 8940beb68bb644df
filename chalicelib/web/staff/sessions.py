"""One's own account: where one is signed in, and signing out."""

from chalice import Response

from chalicelib.services import feide, sessions
from chalicelib.web import http
from chalicelib.web.staff import presses
from chalicelib.web.staff.door import Guest, cookie, cookie_header, room


@room("/staff/sessions", None)
def list_sessions(guest: Guest) -> Response:
    return guest.page(
        "sessions",
        sessions=sessions.of_mine(guest.account, guest.now),
        this=guest.session,
        places=sessions.my_other_places(guest.account),
        feide=feide.is_offered(),
        connected=feide.is_connected(guest.account),
    )


@room("/staff/sessions/end", None, "POST")
def end_session(guest: Guest) -> Response:
    sessions.end(guest.account, guest.fields.get("session") or "", guest.now)
    return guest.saved("session_ended", "/staff/sessions")


@room("/staff/sessions/end-all", None, "POST")
def end_all(guest: Guest) -> Response:
    sessions.end_all(guest.account, guest.now)
    return http.redirect("/staff/sign-in", cookie_header(""))


@room("/staff/sessions/language", None, "POST")
def change_language(guest: Guest) -> Response:
    chosen = guest.fields.get("language") or ""
    if not sessions.change_language(guest.account, chosen, guest.now):
        return presses.same(guest.again) or http.redirect("/staff/sessions")
    return guest.saved("language", "/staff/sessions")


@room("/staff/sessions/place", None, "POST")
def change_place(guest: Guest) -> Response:
    chosen = guest.fields.get("place") or ""
    began = sessions.change_place(guest.session, cookie(), guest.account, chosen, guest.now)
    if began is None:
        return http.redirect("/staff/sessions")
    return http.redirect("/staff", cookie_header(began))


@room("/staff/sign-out", None, "POST")
def sign_out(guest: Guest) -> Response:
    sessions.end(guest.account, guest.session.id, guest.now)
    return http.redirect("/staff/sign-in", cookie_header(""))
