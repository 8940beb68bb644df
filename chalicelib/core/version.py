"""Which version of the published code this is, as the build has written it into the
pupils' zip."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("version.txt")


@cache
def version() -> str:
    """``2026-11-27 c8178f74ab12``: the day and the commit, with a plus where something
    was changed besides. Empty where nothing was built."""
    return FILE.read_text(encoding="utf-8") if FILE.exists() else ""
