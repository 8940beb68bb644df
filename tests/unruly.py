"""An AWS that misbehaves as it is told to: a small server below the real clients."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import Request, urlopen

import pytest

from chalicelib.core import aws

Answer = tuple[int, dict[str, Any]]
HANGS: Answer = (0, {})
"""The call is taken and never answered."""


def error(
    code: str, status: int = 400, message: str = "made by a test", **more: Any
) -> Answer:
    return status, {
        "__type": f"com.amazonaws.dynamodb.v20120810#{code}",
        "message": message,
        **more,
    }


def cancelled(*codes: str) -> Answer:
    """A transaction that was not done; a reason for each write."""
    reasons = [{"Code": code} for code in codes]
    return error("TransactionCanceledException", CancellationReasons=reasons)


@dataclass
class Unruly:
    """``answers`` are given in turn, the last again and again; None passes the call on
    to ``behind``. ``calls`` has each call's operation as it came, ``bodies`` what it
    said."""

    answers: list[Answer | None]
    behind: str = ""
    slow: float = 0.0
    calls: list[str] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)

    def next(self, operation: str, body: bytes) -> Answer | None:
        self.calls.append(operation)
        self.bodies.append(json.loads(body))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def unruly(
    monkeypatch: pytest.MonkeyPatch, service: str, script: Unruly
) -> Iterator[Unruly]:
    """The service's own client, made anew with its own settings, talks to
    ``script``."""
    over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script, over))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service.upper()}", address)
    _make_clients_anew()
    try:
        yield script
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        monkeypatch.delenv(f"AWS_ENDPOINT_URL_{service.upper()}")
        _make_clients_anew()


def seconds(do: Callable[[], Any]) -> float:
    begin = time.monotonic()
    do()
    return time.monotonic() - begin


def _make_clients_anew() -> None:
    aws.client.cache_clear()
    aws._session.cache_clear()


def _handler(script: Unruly, over: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            target = self.headers.get("X-Amz-Target") or self.path
            answer = script.next(target.rpartition(".")[2], body)
            if answer == HANGS:
                over.wait(60)
                self.close_connection = True
                return
            over.wait(script.slow)
            status, content = (
                (answer[0], json.dumps(answer[1]).encode()) if answer else (200, b"")
            )
            if answer is None:
                status, content = self._passed_on(body)
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _passed_on(self, body: bytes) -> tuple[int, bytes]:
            names = ("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")
            kept = {name: self.headers[name] for name in names if name in self.headers}
            request = Request(script.behind + self.path, body, kept)
            with urlopen(request, timeout=30) as got:
                return got.status, got.read()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
