"""moto's own server in a thread: one request at a time, since moto is not
thread-safe."""

import threading
from typing import Any

from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_api import recorder
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.ses.models import ses_backends
from werkzeug.serving import make_server

from infra.local import light_copies
from infra.local.environment import REGION
from infra.local.functions import Functions


class _Quiet(MotoRequestHandler):
    """Says nothing: paths and bodies are not for the console."""

    # A connection that never speaks must not hold up the only worker.
    timeout = 10

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


class Engine:
    """Listens from the start; answers after ``start``."""

    def __init__(self) -> None:
        light_copies.use()
        self._server = make_server(
            "127.0.0.1",
            0,
            Functions(DomainDispatcherApplication(create_backend_app)),
            threaded=False,
            request_handler=_Quiet,
        )
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Answer requests, after first doing again what the recording holds.

        The replay runs from here and not through the endpoint of the same name: that
        one sends requests to the very worker that waits for it.
        """
        threading.Thread(
            target=self._server.serve_forever, name="moto", daemon=True
        ).start()
        recorder.replay_recording(target_host=self.endpoint)

    def stop(self) -> None:
        """Finish the request in hand, then answer no more."""
        self._server.shutdown()
        self._server.server_close()


def sent_messages() -> list[Any]:
    """Every e-mail moto's SES was given, oldest first (SESv2 hands its mail to the same
    place)."""
    return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)
