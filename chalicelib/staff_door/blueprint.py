"""The pages of the staff, and the cookies of the request that is being answered."""

from chalice import Blueprint

from chalicelib.web import origin

COOKIE = "__Host-session"
staff = Blueprint("chalicelib.staff_door.blueprint")


def cookie_header(
    value: str, name: str = COOKIE, seconds: int | None = None
) -> dict[str, str]:
    """The header that hands a cookie over; an empty value takes it away."""
    lasts = 0 if not value else seconds
    ending = "" if lasts is None else f"; Max-Age={lasts}"
    return {
        "Set-Cookie": f"{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{ending}"
    }


def cookie(name: str = COOKIE) -> str:
    """What the browser holds, of a session or by another name; empty where it holds
    nothing."""
    return origin.cookie(staff.current_request, name)
