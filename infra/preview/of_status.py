"""The page of how the service is doing, in its states."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from infra.preview.stage import Answer, Stage


def of_status(stage: Stage) -> Iterator[tuple[str, Answer]]:
    from chalicelib.service_status import store as service_status
    from chalicelib.storage.keys import SHARDS

    yield "status_unknown", stage.get("/status")
    for minutes, name in ((10, "status_late"), (0, "status")):
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        service_status.note_sweep(range(SHARDS), at)
        yield name, stage.get("/status")
