"""All that waits in an inbox: items, and the messages of threads."""

from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import InboxId
from chalicelib.items.item import Item
from chalicelib.storage.readable import those_readable
from chalicelib.threads import store as threads
from chalicelib.threads.message import Message


def everything(inbox: InboxId) -> tuple[list[Item], list[Message]]:
    """As ``items.store.rows_in``. Of a thread the item says only what people have done
    with it; the rest its messages say."""
    rows = item_store.rows_in(inbox)
    messages = (row for row in rows if item_store.is_message(row))
    return item_store.among(rows), list(those_readable(messages, threads.decode))
