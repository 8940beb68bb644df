"""The pages API Gateway answers by itself: no function runs, so it cannot ask for the
language.

Each page says it in every language, with the same headers as ours and no script.
"""

import base64
import hashlib
import re
from typing import Any

from chalicelib.web.language import languages, texts
from chalicelib.web.responses import HEADERS
from chalicelib.web.templates import render

_PAGES = {
    "MISSING_AUTHENTICATION_TOKEN": ("not_found", 404),
    "RESOURCE_NOT_FOUND": ("not_found", 404),
    "REQUEST_TOO_LARGE": ("too_large", 413),
    "UNSUPPORTED_MEDIA_TYPE": ("media", 415),
    "THROTTLED": ("busy", 429),
    "QUOTA_EXCEEDED": ("busy", 429),
    "DEFAULT_4XX": ("bad_fields", None),
    "DEFAULT_5XX": ("server_error", None),
}
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def responses(start: dict[str, Any]) -> dict[str, Any]:
    """For the template's GatewayResponses. ``start`` is the path of the first page, as
    an expression of CloudFormation's: the build does not know it."""
    return {
        name: _response(kind, status, start) for name, (kind, status) in _PAGES.items()
    }


def _response(kind: str, status: int | None, start: dict[str, Any]) -> dict[str, Any]:
    page = render("web/gateway.html", languages()[0], kind=kind, texts=texts)
    # The gateway picks by what the browser accepts, and JSON where nothing fits.
    body = {"Fn::Sub": [page, {"Start": start}]}
    made: dict[str, Any] = {
        "ResponseParameters": {"Headers": _headers(page)},
        "ResponseTemplates": {"text/html": body, "application/json": body},
    }
    return made | ({"StatusCode": status} if status else {})


def _headers(page: str) -> dict[str, str]:
    """In the quotes that mean a fixed value."""
    policy = (
        f"default-src 'none'; style-src '{_hash(page)}'; img-src data:; form-action"
        " 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return {
        name: f"'{value}'"
        for name, value in {**HEADERS, "Content-Security-Policy": policy}.items()
    }


def _hash(page: str) -> str:
    (style,) = _STYLE.findall(page)
    return (
        "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    )
