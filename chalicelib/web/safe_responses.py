"""Every response of a door, looked at before it goes out.

Chalice answers errors of its own in JSON; here they become pages.
"""

import logging
from collections.abc import Callable

from chalice.app import Chalice, Request, Response

from chalicelib.core import time_left
from chalicelib.web.form_body import BadRequest, read_form
from chalicelib.web.language import language_of
from chalicelib.web.responses import HEADERS, Headers, error_page, is_page, kind_of

_FORBIDDEN = frozenset("\r\n\0")


def make_responses_safe(app: Chalice) -> None:
    """Let nothing out of ``app`` that is not a kind page with safe headers."""
    app.log.addFilter(_without_values)

    @app.middleware("http")
    def safe_response(
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


def _injected(headers: Headers) -> bool:
    values = [
        value
        for given in headers.values()
        for value in (given if type(given) is list else [given])
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
