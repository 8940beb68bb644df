"""``python -m infra.local [--port 8000]``: the service, its engine and its
schedules."""

import argparse
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from infra.local import environment, feide, recording
from infra.local.feide_groups import DEMO_GROUPS
from infra.tables import create_tables


def main() -> int:
    """Run until Ctrl-C or SIGTERM; the exit code says whether it came up."""
    port = _arguments()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    os.umask(0o077)
    try:
        return _run(port)
    except KeyboardInterrupt:
        print("Stopped. The data is kept; make reset forgets it.", flush=True)
        return 0


def _arguments() -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port: int = parser.parse_args().port
    if not 1 <= port <= 65535:
        parser.error("--port must be between 1 and 65535")
    return port


def _run(port: int) -> int:
    if _is_busy(port):
        return _say_busy(port)
    folder = environment.data_folder()
    try:
        lock = environment.only_one(folder)
    except BlockingIOError:
        return _say(f"The service already runs on the data in {folder}. Stop it first.")
    log = folder / "recording.jsonl"
    if not environment.has_todays_format(folder, log):
        return _say(
            f"The data in {folder} is of an older format. Start afresh with: make reset"
        )
    if environment.forget_half_made(folder, log):
        print("The first start was cut off: starting afresh.", flush=True)
    try:
        recording.tidy(log)
    except recording.DamagedError:
        return _say(f"{log} is damaged. Start afresh with: make reset")
    environment.prepare(folder, log)
    with lock:
        return _serve(port, folder)


def _serve(port: int, folder: Path) -> int:
    # Imported now and not above: each of these reads the environment when it is
    # imported.
    from infra.local.engine import Engine

    engine = Engine()
    issuer = feide.start(feide.DEMO, DEMO_GROUPS)
    environment.describe_app(engine.endpoint, port, issuer)
    import app
    from infra.local import demo, door, schedules

    try:
        server = door.open_door(app.app, port)
    except OSError:
        return _say_busy(port)
    stop = threading.Event()
    try:
        print("Starting, and reading back what was stored ...", flush=True)
        engine.start()
        # For a look with other tools: aws --endpoint-url "$(cat .local/endpoint)" ...
        (folder / "endpoint").write_text(engine.endpoint, encoding="ascii")
        _furnish()
        print(*demo.set_up(), "Ctrl-C stops it.", sep="\n", flush=True)
        schedules.start(stop)
        server.serve_forever()
    finally:
        stop.set()
        server.server_close()
        engine.stop()
    return 0


def _furnish() -> None:
    from chalicelib.core import aws

    create_tables(aws.client("dynamodb"), environment.PREFIX)
    mail = aws.client("sesv2")
    known = {
        identity["IdentityName"]
        for identity in mail.list_email_identities()["EmailIdentities"]
    }
    if environment.MAIL_FROM not in known:
        mail.create_email_identity(EmailIdentity=environment.MAIL_FROM)


def _is_busy(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _say_busy(port: int) -> int:
    return _say(f"Port {port} is busy. Choose another one: make run PORT={port + 1}")


def _say(line: str) -> int:
    print(line, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
