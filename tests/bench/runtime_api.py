"""Lambda's Runtime API, as much of it as one function needs, on 127.0.0.1.

Two things its client (awslambdaric 4.2.2) wants: a Content-Type on the answer to /next,
and no Nagle, which would add 44 ms to each call.
"""

import json
import queue
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """The function is killed while it waits for its next event: that is how a turn
        ends."""


class RuntimeApi:
    """``ready`` gets the instant of the first /next: the function has started. ``call``
    sends it one event and returns what it answered."""

    def __init__(self) -> None:
        self.ready: queue.Queue[float] = queue.Queue()
        self._events: queue.Queue[Any] = queue.Queue()
        self._answers: queue.Queue[Any] = queue.Queue()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def call(self, event: Any) -> Any:
        self._events.put(event)
        return self._answers.get(timeout=30)

    def close(self) -> None:
        self._events.put(None)
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            disable_nagle_algorithm = True
            wbufsize = -1
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                api.ready.put(time.perf_counter())
                event = api._events.get()
                if event is None:
                    self.close_connection = True
                    return
                headers = {
                    "Lambda-Runtime-Aws-Request-Id": (
                        "00000000-0000-0000-0000-000000000000"
                    ),
                    "Lambda-Runtime-Deadline-Ms": str(int((time.time() + 30) * 1000)),
                    "Lambda-Runtime-Invoked-Function-Arn": (
                        "arn:aws:lambda:eu-north-1:0:function:x"
                    ),
                }
                self._say(200, json.dumps(event).encode(), headers)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._say(202, b"{}", {})
                failed = "/error" in self.path
                api._answers.put(
                    {"failed": body.decode()} if failed else json.loads(body)
                )
                if "/init/error" in self.path:
                    api.ready.put(float("nan"))

            def _say(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in {
                    "Content-Type": "application/json",
                    **headers,
                }.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet: a line a call would drown the figures."""

        return Handler
