"""A person's passkeys: the page where they are made and taken away, and signing in with
one."""

from chalice import Response

from chalicelib.core import errors
from chalicelib.passkeys import challenge_store, own_passkeys, prove, sign_in_with
from chalicelib.passkeys.passkey import LONGEST_NAME, MOST
from chalicelib.presses import press_answers
from chalicelib.sign_in import sessions
from chalicelib.staff_door.blueprint import cookie, cookie_header
from chalicelib.staff_door.door import public_page, staff_page
from chalicelib.staff_door.sign_in_page import answer, asking, evenly
from chalicelib.staff_door.staff_request import SignedInRequest, StaffRequest
from chalicelib.web import responses

HELD = "__Host-passkey"
"""What a challenge follows from, for as long as it may be answered."""
_PAGE = "/staff/passkeys"
_SAID = {
    errors.PasskeyRefused: "staff.passkey.refused",
    errors.PasskeyUnknown: "staff.passkey.unknown",
    errors.PasskeyBlocked: "staff.passkey.blocked",
    errors.PasskeyTooOften: "staff.passkey.too_often",
    errors.LinkUnusable: "staff.passkey.refused",
}


@staff_page(_PAGE, None)
def list_passkeys(request: SignedInRequest) -> Response:
    return _show(request)


@public_page(f"{_PAGE}/challenge", "POST")
def ask_to_sign(visit: StaffRequest) -> Response:
    """For the script alone: what the device is to sign, as text."""
    held = challenge_store.begin(visit.now)
    lasts = int(challenge_store.LASTS.total_seconds())
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    return responses.page(
        challenge_store.challenge_of(held),
        headers=plain | cookie_header(held, HELD, lasts),
    )


@public_page(f"{_PAGE}/sign-in", "POST")
def sign_in(visit: StaffRequest) -> Response:
    try:
        with evenly():
            token = sign_in_with.token_for(_signed(visit), cookie(HELD), visit.now)
            return answer(visit, token, cookie_header("", HELD)["Set-Cookie"])
    except tuple(_SAID) as refused:
        if sessions.session_of(cookie(), visit.now):
            return responses.redirect("/staff")  # the same press, arrived twice
        return asking(visit, 403, _SAID[type(refused)])


@staff_page(f"{_PAGE}/new", None, "POST")
def add_passkey(request: SignedInRequest) -> Response:
    name, signed = request.fields.get("name") or "", _signed(request)
    try:
        own_passkeys.add(request.account, name, signed, cookie(HELD), request.now)
    except errors.PasskeyRefused:
        return _show(request, 422, "staff.passkey.problem.refused")
    except errors.Incomplete as error:
        return _show(request, 422, error.problem)
    return request.saved("passkey_made", _PAGE)


@staff_page(f"{_PAGE}/revoke", None, "POST")
def revoke_passkey(request: SignedInRequest) -> Response:
    passkey_id = request.fields.get("passkey") or ""
    if own_passkeys.revoke(request.account, passkey_id, request.now):
        return request.saved("passkey_revoked", _PAGE)
    return press_answers.same(request.again) or responses.redirect(_PAGE)


@staff_page(f"{_PAGE}/decline", None, "POST")
def decline_passkeys(request: SignedInRequest) -> Response:
    own_passkeys.decline(request.account)
    return request.saved("passkey_declined", "/staff/sessions")


def _signed(visit: StaffRequest) -> str:
    return visit.fields.get("signed") or ""


def _show(
    request: SignedInRequest, status: int = 200, problem: str | None = None
) -> Response:
    found = own_passkeys.of_mine(request.account)
    return request.page(
        "passkeys/passkeys.html",
        status,
        passkeys=found,
        can_make=request.account.let_in and len(found) < MOST,
        offered=own_passkeys.is_offered(request.account, request.session),
        known=" ".join(passkey.credential for passkey in found),
        name_on_devices=own_passkeys.name_on_devices(request.account),
        algorithms=prove.ALGORITHMS,
        most=MOST,
        longest=LONGEST_NAME,
        problem=problem,
    )
