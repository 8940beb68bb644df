"""On request: nothing of an item of the inbox stays but its id and the day. What the
school must be able to document goes only with a written reason and a second person."""

from dataclasses import replace
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.audit import store as audit
from chalicelib.audit.item_event import ItemEvent
from chalicelib.core import errors
from chalicelib.core.written_reason import reason_in
from chalicelib.crypto import sealing
from chalicelib.handle_items import talk_store
from chalicelib.handle_items.asked_erasures import Asked
from chalicelib.items import store as item_store
from chalicelib.items.handling import ErasureAsked
from chalicelib.items.item import Item
from chalicelib.items.item_kind import reference
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailKind, OutgoingMail
from chalicelib.outbox.recipients import Recipients
from chalicelib.reading import item_content, note_store
from chalicelib.reading import thread as school_threads
from chalicelib.reading.ready import Press, ready, together
from chalicelib.reading.second_person import (
    flag_about_an_adult,
    referral_about_an_adult,
    second_person,
)
from chalicelib.referrals import store as referrals
from chalicelib.storage import key_pairs, transaction
from chalicelib.storage.writes import Write

_AT_ONCE = 60
"""Tombstones in one transaction, beside those of the item and of what it was joined
with."""

_YES, _NO = MailKind.ERASURE_AGREED, MailKind.ERASURE_REFUSED


def decider(account: Account, item: Item) -> Recipients | None:
    """Who besides the account must agree; None where nobody needs to. What cannot be
    read may be about an adult."""
    found = item_content.of(item)
    about_an_adult = (
        found.unreadable
        or (found.flag is not None and flag_about_an_adult(found.flag.reasons))
        or (
            found.received is not None
            and referral_about_an_adult(found.received.referral)
        )
    )
    return second_person(item, about_an_adult, account)


def kept_because(item: Item) -> str:
    """Why nobody erases it now: a string's key, empty where one may."""
    if not item.handling.opened:
        return "erasure.unopened"
    if item.handling.erasure:
        return "erasure.problem.asked"
    return "erasure.problem.news" if item.news_at else ""


def erase(press: Press, reason: str = "") -> bool:
    """Only what somebody has opened and read to its end: what nobody has read is a
    pupil nobody has come to. False where it was not erased but asked for: then it is
    kept, marked, until a second person decides. Raises as the acts of ``handle`` do.
    """
    account, now = press.account, press.at
    if not account.may(Action.ERASE):
        raise errors.NotFound
    item = ready(press)
    if item.news_at:
        raise errors.Incomplete("erasure.problem.news")
    asked_of = decider(account, item)
    if asked_of is None:
        _erase(account, item, now)
        return True
    if item.handling.erasure:
        raise errors.Incomplete("erasure.problem.asked")
    _ask(account, item, asked_of, reason, now)
    return False


def decide(
    account: Account, asked: Asked, turn: int, agreed: bool, now: datetime
) -> None:
    """Erased, or kept and marked no more. Raises ChangedMeanwhile, Incomplete."""
    item = asked.item
    if item.handling.turn != turn:
        raise errors.ChangedMeanwhile
    if agreed and item.news_at:
        raise errors.Incomplete("erasure.problem.news")
    if agreed:
        _erase(account, item, now)
        return
    change = item_store.replace(item, item.erasure_refused(account.id, now))
    _write(
        account,
        item,
        ItemEvent.ERASURE_REFUSED,
        now,
        change,
        *_told(account, item, _NO, now),
    )


def _ask(
    account: Account, item: Item, asked_of: Recipients, text: str, now: datetime
) -> None:
    if (reason := reason_in(text)) is None:
        raise errors.Incomplete("erasure.problem.reason")
    sealed = sealing.seal(key_pairs.public(item.body_id), reason, f"erasure|{item.id}")
    asked = ErasureAsked(account.id, now, sealed, asked_of)
    change = item_store.replace(item, item.erasure_asked(asked))
    mail = outbox.put_mail(_mail(item, asked_of, now))
    _write(account, item, ItemEvent.ERASURE_ASKED, now, change, mail)


def _mail(item: Item, asked_of: Recipients, now: datetime) -> OutgoingMail:
    """One to an item. No pupil's time is in it: it says when a colleague asked."""
    return OutgoingMail(
        id=f"{MailKind.ERASURE}-{asked_of}-{item.id}",
        school_id=item.school_id,
        owner_id=item.owner_id,
        kind=MailKind.ERASURE,
        recipients=asked_of,
        due_at=now,
        number=outgoing.new_number(),
        exact=True,
    )


def _told(account: Account, item: Item, kind: MailKind, now: datetime) -> list[Write]:
    """The mail to who asked, where they are still here and it was somebody else who
    decided: after a no they had better do what else is needed, after a yes they need
    not wait."""
    asked = item.handling.erasure
    asker = accounts.get(item.body_id, asked.who) if asked else None
    if asker is None or not asker.let_in or asker.id == account.id:
        return []
    mail = replace(
        _mail(item, Recipients.RECEIVER, now),
        id=f"{kind}-{item.id}-{item.handling.turn}",
        kind=kind,
        receiver=(item.body_id, asker.id),
    )
    return [outbox.put_mail(mail)]


def _erase(account: Account, item: Item, now: datetime) -> None:
    """The tombstones tell a restore from a backup what to erase again."""
    added, trace = referrals.erase_referral(item, now)
    said, copy = school_threads.erase_thread(item, now)
    added += [*said, *note_store.erase_notes(item, now)]
    asked = talk_store.delete_talks_about(item)
    # Confirmed already; where the last step fails it is done again
    while len(added) > _AT_ONCE:
        transaction.commit(*added[:_AT_ONCE])
        added = added[_AT_ONCE:]
    writes: list[Write] = [item_store.erase_item(item, now), *added, *asked]
    writes += _parted(item)
    writes += [*([trace] if trace else []), *([copy] if copy else [])]
    writes += _told(account, item, _YES, now)
    _write(account, item, ItemEvent.ERASED, now, *writes)


def _write(
    account: Account, item: Item, event: ItemEvent, now: datetime, *writes: Write
) -> None:
    audit.record_if_unchanged(
        event.of(item.kind), item.body_id, account.id, item.id, now, writes
    )


def _parted(item: Item) -> list[Write]:
    """Nothing stays joined with what is gone: else it would be open for nobody."""
    _, *joined = together(item)
    freed: list[Write] = [item_store.replace(part, part.freed()) for part in joined]
    ref = reference(item.handling.joined_to or "")
    other = item_store.get(item.inbox, *ref) if ref else None
    if other:
        freed.append(item_store.replace(other, other.without(item.ref)))
    return freed
