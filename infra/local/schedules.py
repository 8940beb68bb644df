"""The schedule AWS would run once a minute, in a thread and every two seconds."""

import threading
from datetime import UTC, datetime

SECONDS = 2.0


def start(stop: threading.Event) -> None:
    """Sweep until ``stop`` is set."""
    threading.Thread(target=_run, args=(stop,), name="schedules", daemon=True).start()


def _run(stop: threading.Event) -> None:
    # Imported when started: our modules read settings that the launcher sets first.
    from chalicelib.upkeep.schedule import sweep

    while not stop.wait(SECONDS):
        try:
            sweep(datetime.now(UTC))
        except Exception as problem:  # noqa: BLE001 - the next sweep comes in two seconds
            print(f"schedule: {type(problem).__name__}", flush=True)
