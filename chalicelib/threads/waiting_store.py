"""All that waits at a school or a school owner: items, and the messages of threads."""

from chalicelib.items import store as item_store
from chalicelib.items.item import Item
from chalicelib.storage.readable import those_readable
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message


def everything(
    body_id: str, nurse_only: bool = False
) -> tuple[list[Item], list[Message]]:
    """As ``items.store.rows_at``. Of a thread the item says only what people have done
    with it; the rest its messages say."""
    rows = item_store.rows_at(body_id, nurse_only)
    messages = (row for row in rows if item_store.is_message(row))
    return item_store.among(rows), list(those_readable(messages, threads.decode))
