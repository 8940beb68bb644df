"""One's own account: where one is signed in, and signing out."""

from chalice import Response

from chalicelib.sign_in import by_feide, own_sessions
from chalicelib.staff_door import press_answers
from chalicelib.staff_door.blueprint import cookie, cookie_header
from chalicelib.staff_door.door import SignedInRequest, staff_page
from chalicelib.web import http


@staff_page("/staff/sessions", None)
def list_sessions(guest: SignedInRequest) -> Response:
    return guest.page(
        "staff_door/sessions.html",
        sessions=own_sessions.of_mine(guest.account, guest.now),
        this=guest.session,
        places=own_sessions.my_other_places(guest.account),
        feide=by_feide.is_offered(),
        connected=by_feide.is_connected(guest.account),
    )


@staff_page("/staff/sessions/end", None, "POST")
def end_session(guest: SignedInRequest) -> Response:
    own_sessions.end(guest.account, guest.fields.get("session") or "", guest.now)
    return guest.saved("session_ended", "/staff/sessions")


@staff_page("/staff/sessions/end-all", None, "POST")
def end_all(guest: SignedInRequest) -> Response:
    own_sessions.end_all(guest.account, guest.now)
    return http.redirect("/staff/sign-in", cookie_header(""))


@staff_page("/staff/sessions/language", None, "POST")
def change_language(guest: SignedInRequest) -> Response:
    chosen = guest.fields.get("language") or ""
    if not own_sessions.change_language(guest.account, chosen, guest.now):
        return press_answers.same(guest.again) or http.redirect("/staff/sessions")
    return guest.saved("language", "/staff/sessions")


@staff_page("/staff/sessions/place", None, "POST")
def change_place(guest: SignedInRequest) -> Response:
    chosen = guest.fields.get("place") or ""
    began = own_sessions.change_place(guest.session, cookie(), guest.account, chosen, guest.now)
    if began is None:
        return http.redirect("/staff/sessions")
    return http.redirect("/staff", cookie_header(began))


@staff_page("/staff/sign-out", None, "POST")
def sign_out(guest: SignedInRequest) -> Response:
    own_sessions.end(guest.account, guest.session.id, guest.now)
    return http.redirect("/staff/sign-in", cookie_header(""))
