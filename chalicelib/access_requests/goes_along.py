"""What of all that a name stands in may go to the pupil and their guardians."""

from collections.abc import Iterable

from chalicelib.access_requests.mention import Mention, mention
from chalicelib.accounts.account import Account
from chalicelib.group_log.log_entry import LogEntry
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.reading.item_content import ItemContent
from chalicelib.threads.thread import ShownThread


def kept_because(
    account: Account, held: Item | LogEntry | None, said: Iterable[object], name: str
) -> str:
    """Why it does not; empty where it does. What nobody signed, and what another pupil
    may have written, is not this pupil's to have; what its reader has not opened,
    nobody reads by way of a document."""
    if not isinstance(held, Item):
        return ""
    if held.kind is ItemKind.FLAG:
        return "anonymous"
    if held.wants_opening_by(account.id):
        return "unopened"
    by_pupils = held.kind in WRITTEN_BY_PUPILS
    own = any(_may_be(told, name) for told in names_told(said))
    return "pupil" if by_pupils and not own else ""


def _may_be(told: str, name: str) -> bool:
    """Of two who share one name of several neither is the other: a brother is not."""
    either_way = (mention([told], name), mention([name], told))
    return Mention.WHOLE in either_way


def is_about(held: Item | LogEntry | None, said: Iterable[object], name: str) -> bool:
    """Whether the pupil it names as its own has the whole name; of the log everybody
    is spoken of alike. What a pupil wrote to the school is for a person to hand on: it
    may tell of those who ask for it."""
    if not isinstance(held, Item):
        return held is not None
    if held.kind in WRITTEN_BY_PUPILS:
        return False
    return mention(names_told(said), name) is Mention.WHOLE


def names_told(said: Iterable[object]) -> list[str]:
    """Of the pupil a referral is about, and what pupils say they are called."""
    found = []
    for content in said:
        match content:
            case ItemContent(received=received) if received:
                found.append(received.referral.pupil)
            case ShownThread(messages=messages):
                found += [shown.name for shown in messages if shown.name]
    return found
