"""One's own account: where one is signed in, and signing out."""

import re
from dataclasses import replace

from chalice import Response

from chalicelib.presses import press_answers
from chalicelib.sign_in import by_feide, own_sessions, sessions
from chalicelib.staff_door.blueprint import cookie, cookie_header
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses

_OF_A_LINE = re.compile(r"/staff/(inbox/[a-z]+/[A-Za-z0-9_-]+|cases/[0-9]{1,6})")
"""Where a line of the list leads, once one is at its place."""


@staff_page("/staff/sessions", None)
def list_sessions(request: SignedInRequest) -> Response:
    return request.page(
        "staff_door/sessions.html",
        sessions=own_sessions.of_mine(request.account, request.now),
        this=request.session,
        places=own_sessions.my_other_places(request.account),
        feide=by_feide.is_offered(),
        connected=by_feide.is_connected(request.account),
    )


@staff_page("/staff/sessions/end", None, "POST")
def end_session(request: SignedInRequest) -> Response:
    own_sessions.end(request.account, request.fields.get("session") or "", request.now)
    return request.saved("session_ended", "/staff/sessions")


@staff_page("/staff/sessions/end-all", None, "POST")
def end_all(request: SignedInRequest) -> Response:
    own_sessions.end_all(request.account, request.now)
    return responses.redirect("/staff/sign-in", cookie_header(""))


@staff_page("/staff/sessions/language", None, "POST")
def change_language(request: SignedInRequest) -> Response:
    chosen = request.fields.get("language") or ""
    if not own_sessions.change_language(request.account, chosen, request.now):
        return press_answers.same(request.again) or responses.redirect(
            "/staff/sessions"
        )
    return request.saved("language", "/staff/sessions")


@staff_page("/staff/sessions/place", None, "POST")
def change_place(request: SignedInRequest) -> Response:
    chosen = request.fields.get("place") or ""
    began = own_sessions.change_place(
        request.session, cookie(), request.account, chosen, request.now
    )
    if began is None:
        return responses.redirect("/staff/sessions")
    to, found = request.fields.get("to") or "", sessions.session_of(began, request.now)
    if not _OF_A_LINE.fullmatch(to) or found is None:
        return responses.redirect("/staff", cookie_header(began))
    there = replace(request, session=found[0], account=found[1]).saved("place", to)
    said = str(there.headers["Set-Cookie"])
    there.headers["Set-Cookie"] = [said, *cookie_header(began).values()]
    return there


@staff_page("/staff/sign-out", None, "POST")
def sign_out(request: SignedInRequest) -> Response:
    own_sessions.end(request.account, request.session.id, request.now)
    return responses.redirect("/staff/sign-in", cookie_header(""))
