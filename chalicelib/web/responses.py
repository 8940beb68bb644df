"""Pages, redirects and error pages, each with the headers that keep it safe."""

import re
import secrets
from collections.abc import Mapping

from chalice.app import Response

from chalicelib.web import templates

_KINDS = {
    403: "not_found",
    404: "not_found",
    405: "method",
    413: "too_large",
    415: "media",
}
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
PDF, ZIP = "application/pdf", "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_TEXT = (PDF, ZIP, XLSX)
"""What files are that go out as bytes."""

Headers = Mapping[str, str | list[str]]


def page(
    body: str,
    status: int = 200,
    nonce: str | None = None,
    headers: Headers | None = None,
) -> Response:
    """A page with every security header. Styles and scripts run only where they carry
    the nonce."""
    all_headers: dict[str, str | list[str]] = {**HEADERS, **(headers or {})}
    if nonce:
        all_headers["Content-Security-Policy"] = _policy(nonce)
    return Response(body, all_headers, status)


def show(
    template: str, language: str, status: int = 200, **context: object
) -> Response:
    """The template as a page, with a fresh nonce that the template finds as
    ``nonce``."""
    nonce = secrets.token_urlsafe(16)
    body = templates.render(template, language, nonce=nonce, **context)
    return page(body, status, nonce)


def file(body: str | bytes, headers: Headers) -> Response:
    """To be kept, with every security header; ``headers`` say what it is."""
    return Response(body, {**HEADERS, **headers}, 200)


def redirect(path: str, headers: Headers | None = None) -> Response:
    """See other: the browser fetches ``path`` of this service, and of no other, with
    GET."""
    if not re.match(r"/(?![/\\])", path):
        raise ValueError("not a path of this service")
    return page("", 303, headers={"Location": templates.url(path), **(headers or {})})


def error_page(kind: str, language: str, status: int) -> Response:
    """What happened, what was kept, what to do next. ``kind`` as in the locales' error
    strings."""
    return show("web/error.html", language, status, kind=kind)


def kind_of(status: int) -> str:
    """Which error page says what a status means."""
    return "server_error" if status >= 500 else _KINDS.get(status, "bad_fields")


def is_page(response: Response) -> bool:
    """Whether somebody has made words of it already."""
    return str(response.headers.get("Content-Type", "")).startswith("text/html")


def _policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "connect-src 'self'; img-src data:; media-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
