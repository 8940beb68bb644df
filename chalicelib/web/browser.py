"""What a browser says of a request by itself: the cookies it holds, and whose page sent a form."""

from urllib.parse import urlsplit

from chalice.app import Request

from chalicelib.config import settings

_FOREIGN = frozenset({"cross-site", "same-site"})
_HIDDEN = "null"
"""What a browser says for ``Origin`` where the page keeps it to itself, as ours do."""


def cookie(request: Request, name: str) -> str:
    """What the browser holds by this name; empty where it holds nothing. Cookies that others have
    set on the host may look like anything, and are none of our business."""
    for one in request.headers.get("cookie", "").split(";"):
        held, _, value = one.strip(" \t").partition("=")
        if held == name:
            return str(value)
    return ""


def is_foreign(request: Request) -> bool:
    """Whether the browser says that the form stood on another site's page. One that says nothing
    is let through here."""
    origin = request.headers.get("origin") or _HIDDEN
    site = request.headers.get("sec-fetch-site")
    return site in _FOREIGN or (origin != _HIDDEN and not _is_own(origin, request))


def is_ours(request: Request) -> bool:
    """Whether the browser says that the form stood on a page of this very host."""
    site = request.headers.get("sec-fetch-site")
    return site == "same-origin" or (not site and _is_own(request.headers.get("origin"), request))


def _is_own(origin: str | None, request: Request) -> bool:
    """Our host is the one we were told of, or the one the browser asked."""
    try:
        host = urlsplit(origin or "").netloc
    except ValueError:  # no address at all
        return False
    known = {urlsplit(url).netloc for url in (settings().public_url, settings().staff_url)}
    return bool(host) and host in known | {request.headers.get("host", "")}
