"""Which pupils a class teacher is asked to talk with, in ``answers``: a row each that
points to the item and holds nothing of it."""

from chalicelib.core.settings import settings
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.storage import database, keys
from chalicelib.storage.writes import Delete, Put


def put_talk(item: Item, account_id: str, expires_at: int) -> Put:
    row = {"expires_at": expires_at}
    return Put(settings().answers_table, _key(item, account_id), row)


def delete_talk(item: Item, account_id: str) -> Delete:
    return Delete(settings().answers_table, _key(item, account_id))


def delete_talks_about(item: Item) -> list[Delete]:
    asked = (act.to for act in item.handling.acts if act.did is Did.ASKED_TEACHER)
    return [delete_talk(item, who) for who in dict.fromkeys(asked) if who]


def talks_of(school_id: str, account_id: str) -> list[str]:
    """The ids of the contact requests, in no order."""
    partition, prefix = keys.talk(school_id, account_id, "")
    rows = database.query(settings().answers_table, partition, prefix)
    return [row["sk"].removeprefix(prefix) for row in rows]


def delete_talks_of(school_id: str, account_id: str) -> list[Delete]:
    return [
        Delete(settings().answers_table, keys.talk(school_id, account_id, contact_id))
        for contact_id in talks_of(school_id, account_id)
    ]


def _key(item: Item, account_id: str) -> keys.Key:
    return keys.talk(item.school_id, account_id, item.id)
