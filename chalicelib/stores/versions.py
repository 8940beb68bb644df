"""Rows that two people may change at once: each carries a version, and the second is refused."""

from chalicelib.stores.database import Change
from chalicelib.stores.keys import Key
from chalicelib.stores.rows import Row


def rewrite(table: str, key: Key, row: Row, version: int) -> Change:
    """The row anew, where its version is still ``version``. What is None goes away."""
    kept = {name: value for name, value in row.items() if value is not None}
    gone = [name for name, value in row.items() if value is None]
    return Change(table, key, {**kept, "version": version + 1}, gone, {"version": version})
