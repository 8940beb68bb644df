"""What a class teacher sees of a pupil who wants to talk with them, and their answer to
who asked them."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.handle_items import talk_store
from chalicelib.items import store as item_store
from chalicelib.items.handling import Act, Did
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.reading import thread as school_threads
from chalicelib.storage.writes import Write
from chalicelib.threads.contact import Contact


@dataclass(frozen=True, slots=True)
class AskedTalk:
    """``asked`` says who asked, and when."""

    item: Item
    asked: Act


@dataclass(frozen=True, slots=True)
class PupilToTalkWith:
    """What the pupil has written, and nothing else of the item; ``asker`` is the name
    of who follows it up."""

    talk: AskedTalk
    contact: Contact
    asker: str


def asked_of(account: Account) -> list[AskedTalk]:
    """The most urgent first, then who was asked for longest ago."""
    if not account.may(Action.TALK_WHEN_ASKED):
        return []
    ids = talk_store.talks_of(account.body_id, account.id)
    found = (_talk(account, contact_id) for contact_id in ids)
    waiting = [talk for talk in found if talk]
    return sorted(waiting, key=lambda talk: (-talk.item.level, talk.asked.at))


def see(account: Account, contact_id: str, now: datetime) -> PupilToTalkWith:
    """Reading it is written down. Raises NotFound for what they are not, or no longer,
    asked for, Unavailable."""
    talk = _waiting(account, contact_id)
    thread = school_threads.thread_in(talk.item.inbox, contact_id, now)
    said = [shown.content for shown in thread.messages] if thread else []
    contacts = [content.contact for content in said if content and content.contact]
    if not contacts:
        raise errors.NotFound
    event, body_id = Event.READ_CONTACT, account.body_id
    audit.record(event, body_id, account.id, contact_id, now)
    asker = accounts.get(body_id, talk.asked.who)
    return PupilToTalkWith(talk, contacts[0], asker.name if asker else "")


def have_talked(account: Account, contact_id: str, now: datetime) -> None:
    """Who follows it up sees that it is new. Raises NotFound, ChangedMeanwhile."""
    item = _waiting(account, contact_id).item
    writes = (
        item_store.replace(item, item.teacher_talked(account.id, now)),
        talk_store.delete_talk(item, account.id),
    )
    event, body_id = Event.TEACHER_TALKED_CONTACT, account.body_id
    audit.record_if_unchanged(event, body_id, account.id, contact_id, now, writes)


def writes_for_leaver(who: Account, leaver: Account, now: datetime) -> list[Write]:
    """Nobody waits for a talk of theirs any more: who follows the pupil up sees that,
    and is mailed, unless it is they who let the person go."""
    writes: list[Write] = [*talk_store.delete_talks_of(leaver.body_id, leaver.id)]
    mails = {}
    for talk in asked_of(leaver):
        item = talk.item
        told = item.handling.followed_up_by or talk.asked.who
        mail = outgoing.something_new(item.school_id, item.owner_id, told, now)
        after = item.noted(Did.TEACHER_LEFT, who.id, now, leaver.id)
        if told != who.id:
            after, mails[told] = after.added_to(now, mail.id), mail
        writes.append(item_store.replace(item, after))
    return [*writes, *map(outbox.put_mail, mails.values())]


def _waiting(account: Account, contact_id: str) -> AskedTalk:
    talk = _talk(account, contact_id) if account.may(Action.TALK_WHEN_ASKED) else None
    if talk is None:
        raise errors.NotFound
    return talk


def _talk(account: Account, contact_id: str) -> AskedTalk | None:
    group, _ = inboxes_of_school(account.body_id)
    item = item_store.get(group, ItemKind.CONTACT, contact_id)
    asked = item.handling.talk_of(account.id) if item else None
    if item is None or asked is None or not item.handling.waits_for_talk(account.id):
        return None
    return AskedTalk(item, asked)
