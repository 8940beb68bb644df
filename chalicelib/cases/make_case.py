"""An item of the inbox, and what was joined with it, becomes a case."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.case_drafts.store import delete_draft
from chalicelib.case_drafts.store import of_case as drafts_of
from chalicelib.cases import clocks
from chalicelib.cases import store as cases
from chalicelib.cases.act import calendar_of
from chalicelib.cases.case import Case
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.origins import told_by
from chalicelib.cases.who_about import WhoAbout, who_about
from chalicelib.cases.write import NewEntry, entry_of
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.crypto.sealing import derived_id
from chalicelib.items import store as item_store
from chalicelib.items.deadline import waits_since
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.reading.ready import Press, in_hand, ready, together
from chalicelib.referrals.referral import Status
from chalicelib.referrals.store import change_status
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write
from chalicelib.threads import store as threads

_TRIES = 6


def make(press: Press) -> int:
    """The number of the new case. Raises as ``reading.ready`` does, and Unavailable."""
    account, now = press.account, press.at
    _check(account)
    items, event = together(in_hand(press)), ItemEvent.CASE_FROM.of(press.kind)
    who = who_about(account, items, now)
    for _ in range(_TRIES):
        number = cases.last_number(account.body_id) + 1
        case = _new(account, number, items, who, now)
        written = NewEntry(EntryKind.MADE, {"of": [told_by(item) for item in items]})
        id_ = derived_id("case made", f"{case.body_id}|{number}")
        entry = entry_of(case, written, account.id, now, id_)
        writes: tuple[Write, ...] = (
            *cases.put_case(case, entry, written.content),
            *(
                item_store.replace(item, item.made_case(number, account.id, now))
                for item in items
            ),
            *change_status(items, Status.FOLLOWED_UP),
            *([threads.still_said(who.said_in)] if who.said_in else []),
        )
        try:
            audit.record(event, account.body_id, account.id, press.item_id, now, writes)
            return number
        except transaction.Refused as refused:
            if 0 not in refused.failed:
                raise errors.ChangedMeanwhile from None
    raise transaction.Unavailable


def _new(
    account: Account, number: int, items: list[Item], who: WhoAbout, now: datetime
) -> Case:
    """Who makes it is responsible until somebody takes it over."""
    item = items[0]
    case = Case(
        body_id=account.body_id,
        number=number,
        school_id=item.school_id,
        audience=item.audience,
        origins=tuple(item.ref for item in items),
        made_by=account.id,
        made_at=now,
        about=cases.seal_about(account.body_id, number, who.about),
        pupil=cases.seal_pupil(account.body_id, number, who.about),
        named_by=who.named_by,
        readers=(account.id,),
        of_class=who.of_class,
        responsible=account.id,
        touched_at=now,
        next_action=None,
        follow_up=_follow_up(items),
    )
    event = clocks.ClockEvent.MADE_OF_CLASS if who.of_class else clocks.ClockEvent.MADE
    first = clocks.suggested(event, local_day(now), calendar_of(case))
    return replace(case, next_action=first)


def _follow_up(items: list[Item]) -> clocks.FollowUp:
    """Of all that it came from: since the first, as urgent as the most urgent."""
    return clocks.FollowUp(
        since=min(map(waits_since, items)),
        level=max(item.level for item in items),
        opened=min(
            local_day(act.at)
            for item in items
            for act in item.handling.deeds
            if act.did is Did.OPENED
        ),
    )


def can_undo(item: Item, now: datetime) -> bool:
    """The same day, of the item it was made from, while nothing else has been done with
    it."""
    done = item.handling
    return bool(
        done.case
        and not done.joined_to
        and done.acts
        and done.acts[-1].did is Did.CASE
        and local_day(done.acts[-1].at) == local_day(now)
    )


def undo(press: Press) -> None:
    """It was no case after all: the items are open again. Raises as ``make``."""
    account, now = press.account, press.at
    _check(account)
    item = ready(press)
    case = (
        cases.get(account.body_id, item.handling.case) if item.handling.case else None
    )
    items = together(item)
    if (
        case is None
        or not can_undo(item, now)
        or case.version > 1
        or {joined.ref for joined in items} != set(case.origins)
    ):
        raise errors.ChangedMeanwhile
    writes: tuple[Write, ...] = (
        *cases.delete_case(case),
        *map(delete_draft, drafts_of(case.body_id, case.number)),
        *(
            item_store.replace(joined, joined.case_undone(account.id, now))
            for joined in items
        ),
    )
    event = ItemEvent.CASE_UNDONE.of(press.kind)
    audit.record_if_unchanged(
        event, account.body_id, account.id, press.item_id, now, writes
    )


def _check(account: Account) -> None:
    if not account.may(Action.WORK_CASES):
        raise errors.NotFound
