"""A stand-in for Feide, on this machine only: it says that you are whoever you choose
to be."""

import logging
import socket
import threading
import warnings
from collections.abc import Iterable
from typing import Any

DEMO = {
    "demo-rektor": "rektor@demoskolen.example",
    "demo-helse": "helse@demoskolen.example",
    "demo-laerer": "laerer@demoskolen.example",
    "demo-eier": "eier@demokommunen.example",
}
"""Whom the stand-in offers with one press, and whose address each is connected to."""


Groups = dict[str, list[dict[str, Any]]]
"""What the stand-in says of each person's groups."""


def start(people: Iterable[str], groups: Groups | None = None) -> str:
    """Serve in a thread until the process ends; gives the issuer at once, below which
    are the ``groups`` too.

    The port listens before anything is imported: that takes a second, and who comes
    early waits.
    """
    held = socket.create_server(("127.0.0.1", 0))
    threading.Thread(
        target=_serve, args=(held, people, groups or {}), daemon=True
    ).start()
    return f"http://127.0.0.1:{held.getsockname()[1]}"


def _serve(held: socket.socket, people: Iterable[str], groups: Groups) -> None:
    from authlib.deprecate import AuthlibDeprecationWarning

    # It warns of its own next version, and switches that on when it is imported.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    import oidc_provider_mock
    from werkzeug.serving import WSGIRequestHandler, make_server

    from infra.local import feide_groups

    class Quiet(WSGIRequestHandler):
        def log(self, *_: object) -> None:
            """Nothing: a line holds the address and the whole query."""

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.getLogger("oidc_provider_mock").setLevel(logging.ERROR)
    provider = oidc_provider_mock.app(
        user_claims=[
            oidc_provider_mock.User(sub=person, claims={}) for person in people
        ]
    )
    feide_groups.serve(provider, groups)
    host, port = held.getsockname()
    make_server(
        host, port, provider, threaded=True, request_handler=Quiet, fd=held.fileno()
    ).serve_forever()
