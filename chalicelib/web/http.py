"""What both doors share of HTTP: reading a form, the headers, error pages, the last
word.

Chalice answers errors of its own in JSON; the middleware makes them pages.
"""

import logging
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from chalice.app import Chalice, Request, Response

from chalicelib.core import time_left
from chalicelib.web import language as i18n
from chalicelib.web import templates as templating

FORM = "application/x-www-form-urlencoded"
READING = ["GET", "HEAD"]
"""The methods of a page that is only looked at."""
MOST_BYTES = 16_384
MOST_TEXT_BYTES = 65_536
"""For a form with a text field: what is far too long comes back whole, with words on
it."""
MOST_LONG_BYTES = 131_072
MOST_FIELDS = 64
_FORBIDDEN = frozenset("\r\n\0")
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

Headers = Mapping[str, str | list[str]]


class BadRequest(Exception):
    """The request cannot be read. ``kind`` names the error page that says why."""

    def __init__(self, kind: str, status: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


class Fields:
    """The fields of a submitted form, in the order they stood on the page."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = {name: tuple(each) for name, each in values.items()}

    def get(self, name: str) -> str | None:
        """The first value: a pressed button stands before a hidden field of the same
        name."""
        return self._values.get(name, (None,))[0]

    def without(self, name: str) -> "Fields":
        """The same fields but for one."""
        return Fields(
            {each: [*all_] for each, all_ in self._values.items() if each != name}
        )

    def all(self) -> dict[str, tuple[str, ...]]:
        """Every field with all its values."""
        return dict(self._values)


def read_form(request: Request, most_bytes: int = MOST_BYTES) -> Fields:
    """The submitted fields. Raises BadRequest: media, too_large, not_utf8 or
    bad_fields."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise BadRequest("media", 415)
    body = request.raw_body
    if len(body) > most_bytes:
        raise BadRequest("too_large", 413)
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
        return Fields(
            parse_qs(
                text,
                keep_blank_values=True,
                max_num_fields=MOST_FIELDS,
                errors="strict",
            )
        )
    except UnicodeDecodeError:
        raise BadRequest("not_utf8", 400) from None
    except ValueError:
        raise BadRequest("bad_fields", 400) from None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a form is read, and in which types of content it may come."""

    types: tuple[str, ...]
    read: Callable[[Request], Fields]


SHORT = Reader((FORM,), read_form)
LONG = Reader((FORM,), lambda request: read_form(request, MOST_LONG_BYTES))
"""For a page of thought: what fits its fields fits, in every alphabet."""


def asked_language(request: Request | None, fields: Fields | None = None) -> str | None:
    """The language the reader has chosen by a field or by ``?lang=``, if any is on
    offer."""
    query = request.query_params if request else None
    wanted = (
        fields.get("lang") if fields else None,
        query.get("lang") if query else None,
    )
    return next((each for each in wanted if each in i18n.languages()), None)


def language_of(request: Request | None, fields: Fields | None = None) -> str:
    """The language to answer in: the chosen one, else what the browser prefers."""
    header = request.headers.get("accept-language") if request else None
    return asked_language(request, fields) or i18n.negotiate(header, i18n.languages())


def url(path: str) -> str:
    """The path as a browser must ask for it."""
    return templating.url(path)


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
    body = templating.render(template, language, nonce=nonce, **context)
    return page(body, status, nonce)


def redirect(path: str, headers: Headers | None = None) -> Response:
    """See other: the browser fetches ``path`` of this service, and of no other, with
    GET."""
    if not re.match(r"/(?![/\\])", path):
        raise ValueError("not a path of this service")
    return page("", 303, headers={"Location": url(path), **(headers or {})})


def error_page(kind: str, language: str, status: int) -> Response:
    """What happened, what was kept, what to do next. ``kind`` as in the locales' error
    strings."""
    return show("web/error.html", language, status, kind=kind)


def kind_of(status: int) -> str:
    """Which error page says what a status means."""
    return "server_error" if status >= 500 else _KINDS.get(status, "bad_fields")


def middleware(app: Chalice) -> None:
    """Let nothing out of ``app`` that is not a kind page with safe headers."""
    app.log.addFilter(_without_values)

    @app.middleware("http")
    def last_word(
        request: Request | None, respond: Callable[[Request | None], Response]
    ) -> object:
        with time_left.of_a_request(_seconds_left(request)):
            response = respond(request)
        if response.status_code >= 400 and not is_page(response):
            response = _kind_page(request, response)
        response.headers = {**HEADERS, **response.headers}
        if request and request.method == "HEAD":
            response.body = ""
        if _injected(response.headers):
            app.log.error("A header with a line break was refused")
            return error_page("server_error", language_of(request), 500)
        return response


def _seconds_left(request: Request | None) -> float | None:
    context = request.lambda_context if request else None
    return context.get_remaining_time_in_millis() / 1000 if context else None


def _kind_page(request: Request | None, response: Response) -> Response:
    made = error_page(
        kind_of(response.status_code), _language_of_body(request), response.status_code
    )
    if "Allow" in response.headers:
        made.headers["Allow"] = response.headers["Allow"]
    return made


def _language_of_body(request: Request | None) -> str:
    try:
        return language_of(request, read_form(request) if request else None)
    except BadRequest:
        return language_of(request)


def is_page(response: Response) -> bool:
    """Whether somebody has made words of it already."""
    return str(response.headers.get("Content-Type", "")).startswith("text/html")


def _injected(headers: Headers) -> bool:
    values = [
        one
        for each in headers.values()
        for one in (each if type(each) is list else [each])
    ]
    return any(_FORBIDDEN & set(text) for text in (*headers, *values))


def _without_values(record: logging.LogRecord) -> bool:
    """Chalice logs the traceback of what it catches, and a message may quote what a
    person wrote. The kind of exception and the place in the code are enough."""
    if record.exc_info and record.exc_info[0]:
        trace = record.exc_info[2]
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = (
            f"{trace.tb_frame.f_globals['__name__']}:{trace.tb_lineno}"
            if trace
            else "?"
        )
        record.msg = f"{record.getMessage()}: {record.exc_info[0].__name__} in {where}"
        record.args, record.exc_info, record.exc_text = (), None, None
    return True


def _policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
        "connect-src 'self'; img-src data:; media-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
