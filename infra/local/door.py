"""The HTTP server: Chalice's own, made quick, quiet, and careful about what it
reads."""

import functools
import socket
import sys
import time
from collections.abc import Mapping
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

from chalice import Chalice
from chalice.config import Config
from chalice.local import ChaliceRequestHandler, LocalDevServer, ThreadedHTTPServer

from chalicelib.web.language import languages, negotiate
from chalicelib.web.responses import error_page, show
from infra.local import mailbox
from infra.local.engine import sent_messages
from infra.local.gateway import Gateway, NotRoutedError, safe_for_threads

# The app refuses forms over 16 kB itself, and lists over 256; this only keeps a flood
# out of memory.
LARGEST_BODY = 512 * 1024

_UNREAD_SECONDS = 2.0


class Handler(ChaliceRequestHandler):
    """One connection. Writes to the console the method, the route's template and the
    status."""

    # Without these two a request waits 44 ms for Nagle's algorithm and a delayed ACK.
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 60

    def __init__(
        self, request: Any, client: Any, server: Any, app_object: Any, config: Any
    ):
        self._gateway = Gateway(app_object, config)
        # Chalice's own __init__ differs only in the gateway it makes.
        BaseHTTPRequestHandler.__init__(self, request, client, server)

    def _generic_handle(self) -> None:
        length = body_length(self.headers)
        if length is None:
            self._refuse("bad_fields", 400)
        elif length > LARGEST_BODY:
            self._refuse("too_large", 413)
        else:
            body = self.rfile.read(length)
            if len(body) == length:
                self._handle_whole(body or None)
            else:
                # Half a form must never count as an answer; whoever sent it has gone.
                self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = (
        _generic_handle
    )
    do_TRACE = do_CONNECT = _generic_handle

    def _handle_whole(self, body: bytes | None) -> None:
        if self.command == "GET" and urlsplit_path(self.path) == mailbox.PATH:
            self._reply(mailbox.PATH, _mail_page())
            return
        try:
            route, response = self._gateway.answer(
                self.command, self.path, dict(self.headers), body
            )
        except NotRoutedError:
            route, response = "-", self._error("not_found", 404)
        self._reply(route, response)

    def _error(self, kind: str, status: int) -> dict[str, Any]:
        headers = getattr(self, "headers", None)
        accepted = headers.get("Accept-Language") if headers else None
        path = getattr(self, "path", "")
        language = _language(path, accepted)
        if path.startswith("/staff"):
            made = show("staff_door/error.html", language, status, kind=kind)
        else:
            made = error_page(kind, language, status)
        answer: dict[str, Any] = made.to_dict()
        return answer

    def _refuse(self, kind: str, status: int) -> None:
        """Answer without having read the body, and close: what follows is not a
        request."""
        self.close_connection = True
        self._reply("-", self._error(kind, status))
        self.wfile.flush()
        self._throw_away_rest()

    def _throw_away_rest(self) -> None:
        # Closing on unread bytes resets the connection, and the reader never sees the
        # page.
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(_UNREAD_SECONDS)
        end = time.monotonic() + _UNREAD_SECONDS
        try:
            while time.monotonic() < end and self.rfile.read1(LARGEST_BODY):
                pass
        except OSError:
            return

    def _reply(self, route: str, response: Mapping[str, Any]) -> None:
        body = response.get("body") or b""
        content = body if isinstance(body, bytes) else body.encode("utf-8")
        self.send_response(response["statusCode"])
        for name, value in _each_header(response):
            if name.lower() not in ("content-length", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
        # Any other name of a method is somebody else's text.
        method = self.command if hasattr(self, f"do_{self.command}") else "-"
        _log(f"{method} {route} {response['statusCode']}")

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """A request that is not HTTP as we speak it; the default page would repeat its
        words. A method that has no name above is the app's to refuse."""
        if code == 501:
            self._generic_handle()
            self.wfile.flush()
            return
        self.command = ""
        # A request line nobody could read counts as HTTP/0.9, whose answers have no
        # status.
        self.request_version = self.protocol_version
        self._refuse("bad_fields", 400)

    def version_string(self) -> str:
        """Neither the name nor the version of what answers."""
        return "local"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what the library logs holds paths and addresses."""


class Server(ThreadedHTTPServer):
    """A thread for each connection, and room in the queue for a whole class."""

    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Name the kind of fault; the library would print the address and the
        values."""
        kind = sys.exc_info()[0]
        if kind and not issubclass(kind, ConnectionError | TimeoutError):
            _log(f"fault in the local server: {kind.__name__}")


def open_door(app: Chalice, port: int) -> Server:
    """Listen on 127.0.0.1; raises OSError when the port is busy. Port 0 takes a free
    one."""
    served = LocalDevServer(
        safe_for_threads(app),
        Config(chalice_stage="local"),
        "127.0.0.1",
        port,
        handler_cls=Handler,
        server_cls=Server,
    )
    server: Server = served.server
    return server


def body_length(headers: Message) -> int | None:
    """The length of the body; None where the request does not say it in one plain
    way."""
    stated = headers.get_all("Content-Length", [])
    if headers.get_all("Transfer-Encoding") or len(stated) > 1:
        return None
    text = stated[0].strip() if stated else "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def urlsplit_path(target: str) -> str:
    """The path of a request target."""
    return target.partition("?")[0]


@functools.lru_cache(maxsize=64)
def _known(language: str) -> bool:
    return language in languages()


def _language(target: str, accepted: str | None) -> str:
    query = parse_qs(target.partition("?")[2])
    asked = query.get("lang", [""])[0]
    return asked if _known(asked) else negotiate(accepted, languages())


def _each_header(response: Mapping[str, Any]) -> list[tuple[str, str]]:
    several = response.get("multiValueHeaders") or {}
    single = [
        (k, v) for k, v in (response.get("headers") or {}).items() if k not in several
    ]
    return single + [
        (name, value) for name, values in several.items() for value in values
    ]


def _mail_page() -> dict[str, Any]:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return {
        "statusCode": 200,
        "headers": headers,
        "body": mailbox.page(sent_messages()),
    }


def _log(line: str) -> None:
    print(line, flush=True)
