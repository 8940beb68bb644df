"""A wire between browser and service that breaks the way wires do: bytes, not mocks."""

import socket
import threading
import time
from contextlib import suppress


class Wire:
    """Carries connections to ``port``. ``fault`` may change at any moment: None;
    ``cut`` (what is sent gets lost), ``deaf`` (it arrives, and the answer gets lost),
    ``slow`` (the answer takes ``SECONDS``)."""

    SECONDS = 2.0

    def __init__(self, port: int) -> None:
        self.fault: str | None = None
        self._to = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _open(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                for ends, lost in (((near, far), "cut"), ((far, near), "deaf")):
                    threading.Thread(
                        target=self._carry, args=(*ends, lost), daemon=True
                    ).start()

    def _carry(self, source: socket.socket, target: socket.socket, lost: str) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.fault == lost:
                    break
                if self.fault == "slow" and lost == "deaf":
                    time.sleep(self.SECONDS)
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
