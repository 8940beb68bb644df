"""What a browser says of a request by itself: the cookies it holds, and whose page sent
a form."""

from urllib.parse import urlsplit

from chalice.app import Request

from chalicelib.core.settings import settings

_FOREIGN = frozenset({"cross-site", "same-site"})
_HIDDEN = "null"
"""What a browser says for ``Origin`` where the page keeps it to itself, as ours do."""


def cookie(request: Request, name: str) -> str:
    """What the browser holds by this name; empty where it holds nothing. Cookies that
    others have set on the host may look like anything, and are none of our business."""
    for pair in request.headers.get("cookie", "").split(";"):
        held, _, value = pair.strip(" \t").partition("=")
        if held == name:
            return str(value)
    return ""


def is_foreign(request: Request) -> bool:
    """Whether the browser says that the form stood on another site's page. One that
    says nothing is let through here."""
    origin = request.headers.get("origin") or _HIDDEN
    site = request.headers.get("sec-fetch-site")
    return site in _FOREIGN or (origin != _HIDDEN and not _is_own(origin, request))


def is_ours(request: Request) -> bool:
    """Whether the browser says that the form stood on a page of this very host."""
    site = request.headers.get("sec-fetch-site")
    return site == "same-origin" or (
        not site and _is_own(request.headers.get("origin"), request)
    )


def _is_own(origin: str | None, request: Request) -> bool:
    """Ours are those we were told of, scheme and all; on somebody's own machine also
    the host the browser asked, which a proxy may have let somebody else name."""
    known = {_origin_of(url) for url in (settings().public_url, settings().staff_url)}
    if not settings().in_lambda:
        host = request.headers.get("host", "")
        known |= {_origin_of(f"{scheme}://{host}") for scheme in ("http", "https")}
    return _origin_of(origin or "") in known - {None}


def _origin_of(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # no address at all
        return None
    return (parts.scheme, parts.netloc) if parts.netloc else None
