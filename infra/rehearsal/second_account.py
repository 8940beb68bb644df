"""What the second account keeps of a case, by the deployed sweeper's own rights, and
how it opens once the tables are gone."""

import tempfile
from pathlib import Path
from typing import Any

from infra.case_backup.open_copies import open_all
from infra.rehearsal.report import need
from infra.rehearsal.stacks import BACKUP_BUCKET, PREFIX, RECOVERY_KEY, Installed

_BACKED_UP = {"pk": {"S": "BACKED_UP"}, "sk": {"S": "BACKED_UP"}}


def keeps_it(stacks: Installed, written: tuple[str, ...]) -> str:
    """After a night, so that all that was written can be read again with the recovery
    key and nothing without."""
    _a_night(stacks)
    with tempfile.TemporaryDirectory() as temporary:
        home, out = Path(temporary) / "home", Path(temporary) / "out"
        out.mkdir()
        held = _brought_home(stacks, home)
        need(held, "nothing is kept")
        for text in written:
            need(text.encode() not in held, "a copy can be read as it lies")
        said = ", ".join(open_all(home, RECOVERY_KEY[1], out))
        opened = "".join(file.read_text() for file in out.glob("*.json"))
        for text in written:
            need(text in opened, f"the copy lacks {text}: {said}")
        need(any(out.glob("*.pdf")), "no PDF was made of it")
    return f"opened again {said}"


def takes_it_away(stacks: Installed) -> None:
    """The night after it was erased."""
    _a_night(stacks)
    left = [name for name in _names(stacks) if "/case-" in name]
    need(not left, f"what was erased is still kept: {left}")


def _a_night(stacks: Installed) -> None:
    """The sweeper's own, once more: as if none had been."""
    dynamodb = stacks.engine.client("dynamodb")
    dynamodb.delete_item(TableName=f"{PREFIX}-answers", Key=_BACKED_UP)
    answer = stacks.engine.client("lambda", read_timeout=60).invoke(
        FunctionName=f"{PREFIX}-sweeper", Payload=b'{"shard": 0}'
    )
    need("FunctionError" not in answer, "the sweeper failed")


def _brought_home(stacks: Installed, home: Path) -> bytes:
    """As ``aws s3 sync`` does it; all of it together."""
    held = b""
    for name in _names(stacks):
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        stored: Any = _s3(stacks).get_object(Bucket=BACKUP_BUCKET, Key=name)
        file.write_bytes(stored["Body"].read())
        held += file.read_bytes()
    return held


def _names(stacks: Installed) -> list[str]:
    listed = _s3(stacks).list_objects_v2(Bucket=BACKUP_BUCKET)
    return [found["Key"] for found in listed.get("Contents", ())]


def _s3(stacks: Installed) -> Any:
    return stacks.engine.client("s3")
