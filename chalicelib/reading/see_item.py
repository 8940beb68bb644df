"""An item as its page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core.local_time import local_day
from chalicelib.items.deadline import Deadline, deadline_of
from chalicelib.items.filter import in_order
from chalicelib.items.handling import Act
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS, ItemKind
from chalicelib.items.may_read import may_ask, may_read, news_for, receivers
from chalicelib.items.today import DayLine, lines_of, next_to_read
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailOutcome
from chalicelib.reading import item_content, number_read
from chalicelib.reading import thread as school_threads
from chalicelib.reading.calendars import calendars
from chalicelib.reading.item_content import ItemContent
from chalicelib.reading.own_items import (
    everything,
    held_here,
    own,
    schools_of,
)
from chalicelib.rounds import store as rounds
from chalicelib.threads.thread import ShownThread
from chalicelib.urgent_words.lists import topics_in


@dataclass(frozen=True, slots=True)
class Seen:
    """One item as its reader sees it.

    ``may_read`` is false where a written reason is wanted first, which ``may_ask`` lets
    one give. ``wants_opening`` that this reader presses a button first; ``given`` that
    it waits for another, from whom it is taken over before anything else is done with
    it; ``due_today`` that the next people are told today unless it is opened.
    ``content`` is empty where it is not read yet; so is ``thread``, of what a pupil
    wrote or of the pupil a flag is about; ``along`` has the flags of the answers that
    the pupil let go along, ``news_for`` is who alone takes the mark from what is new,
    ``history`` what people have done; ``card_class`` the class whose list on paper the
    card's number stands in, ``urgent`` what the pupil's words are about where they ask
    for somebody. ``told`` has the mails, ``joined`` what was joined with it, ``people``
    who can have it, ``deadline`` until when what is next is to be done with it,
    ``next`` what else waits for this reader, ``schools`` as in ``InboxList``.
    """

    item: Item
    may_read: bool
    may_ask: bool
    wants_opening: bool
    given: bool
    due_today: bool
    news_for: str | None
    history: list[Act]
    content: ItemContent
    card_class: str
    thread: ShownThread | None
    along: list[Item]
    urgent: tuple[str, ...]
    told: list[MailOutcome]
    joined: list[Item]
    people: list[Account]
    deadline: Deadline | None
    next: DayLine | None
    names: Mapping[str, str]
    schools: Mapping[str, str]

    @property
    def is_read(self) -> bool:
        """Whether its reader has what it says before them."""
        return self.may_read and not self.wants_opening

    @property
    def may_reply(self) -> bool:
        """What was given to a colleague is taken over first."""
        answerable = self.thread is not None and self.thread.can_be_answered
        return answerable and not self.given


def see(account: Account, kind: ItemKind, item_id: str, now: datetime) -> Seen:
    """One item; reading what names a pupil, or a card's number, is written down. Raises
    NotFound, Unavailable; then nobody has read it."""
    item = own(account, kind, item_id, now)
    if item.wants_opening_by(account.id) or not may_read(account, item):
        return _seen(account, item, item_content.NOTHING, None, now)
    if item.identified:
        audit.record(ItemEvent.READ.of(kind), item.body_id, account.id, item.id, now)
    content, thread = item_content.of(item), _thread(account, item, now)
    if content.is_numbered:
        item = number_read.noted(account, item, now)
    return _seen(account, item, content, thread, now)


def _seen(
    account: Account,
    item: Item,
    content: ItemContent,
    thread: ShownThread | None,
    now: datetime,
) -> Seen:
    """With what stands beside it."""
    every, people = everything(account, now), accounts.of_body(account.body_id)
    calendar_of = calendars()
    done, sent_along = item.handling, thread.flag_ids if thread else ()
    (shown,) = held_here([item], people)
    own_words = thread if item.kind in WRITTEN_BY_PUPILS else None
    return Seen(
        item=shown,
        may_read=may_read(account, item),
        may_ask=may_ask(account, item),
        wants_opening=item.wants_opening_by(account.id),
        given=item.given_to_another(account.id),
        due_today=item.clock_at is not None
        and local_day(item.clock_at) == local_day(now),
        news_for=news_for(item),
        history=own_words.history(done) if own_words else done.history,
        content=content,
        card_class=_card_class(item) if content.is_numbered else "",
        thread=thread,
        along=[
            other
            for other in every
            if other.kind is ItemKind.FLAG and other.id in sent_along
        ],
        urgent=_urgent(content, thread),
        told=outbox.those(item.school_id, item.mails),
        joined=[other for other in every if other.ref in done.joined],
        people=receivers(item, people),
        deadline=deadline_of(shown, calendar_of(item)),
        next=next_to_read(
            lines_of(in_order(held_here(every, people)), account.id, calendar_of, now),
            item.ref,
            account.id,
            partial(may_read, account),
        ),
        names=_names(item, people),
        schools=schools_of(account),
    )


def _card_class(item: Item) -> str:
    """What the school calls it: classes of one step may have cards with the same
    number."""
    round_ = rounds.get(item.round_id) if item.round_id else None
    class_ = round_.classes.get(item.class_id) if round_ else None
    return class_.called if class_ else item.place


def _names(item: Item, people: Iterable[Account]) -> dict[str, str]:
    """Of the people at the body, and at its owner where one of them has done
    something."""
    names = {person.id: person.name for person in people}
    if any(act.who not in names for act in item.handling.history):
        names |= {person.id: person.name for person in accounts.of_body(item.owner_id)}
    return names


def _urgent(content: ItemContent, thread: ShownThread | None) -> tuple[str, ...]:
    said = [content.flag.text or ""] if content.flag else []
    said += (
        [shown.content.text for shown in thread.messages if shown.content]
        if thread
        else []
    )
    return topics_in("\n".join(said)) if any(said) else ()


def _thread(account: Account, item: Item, now: datetime) -> ShownThread | None:
    if item.kind is ItemKind.FLAG:
        return school_threads.thread_of_flag(account, item.id, now)
    return (
        school_threads.see_thread(account, item.id, now)
        if item.kind in WRITTEN_BY_PUPILS
        else None
    )
