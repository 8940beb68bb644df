"""Who a new case is about, as far as what it comes from says it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.cases.about import About
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.reading import item_content
from chalicelib.reading.thread import see_thread
from chalicelib.referrals.referral import Situation
from chalicelib.threads.message import Message
from chalicelib.threads.thread import ShownMessage

_HURT, _CLASS = "bullied", "class"
"""The rules that say so."""


@dataclass(frozen=True, slots=True)
class WhoAbout:
    """``named_by`` is the reference of the item that says the name, ``said_in`` the
    pupil's message where it does."""

    about: About
    of_class: bool
    named_by: str = field(default="", compare=False)
    said_in: Message | None = field(default=None, compare=False)


def who_about(account: Account, items: list[Item], now: datetime) -> WhoAbout:
    """The name where a referral or the pupil said it: nobody is looked for."""
    found = [_said(account, item, now) for item in items]
    named = next((said for said in found if said.about.pupil), None)
    pupil = named.about.pupil if named else ""
    about = About(
        pupil,
        next((said.about.place for said in found if said.about.place), ""),
        any(said.about.bullying for said in found),
    )
    of_class = not pupil and all(said.of_class for said in found)
    return replace(named, about=about) if named else WhoAbout(about, of_class)


def _said(account: Account, item: Item, now: datetime) -> WhoAbout:
    content, place = item_content.of(item), item.place
    if content.received:
        said = content.received.referral
        bullying = Situation.BULLYING in said.situations
        return WhoAbout(About(said.pupil, place, bullying), False, item.ref)
    if content.flag:
        rules = {reason.rule for reason in content.flag.reasons}
        return WhoAbout(About("", place, _HURT in rules), _CLASS in rules)
    said_in = _own_name(account, item, now) if item.kind in WRITTEN_BY_PUPILS else None
    if said_in is None:
        return WhoAbout(About("", place), False)
    return WhoAbout(About(said_in.name, place), False, item.ref, said_in.message)


def _own_name(account: Account, item: Item, now: datetime) -> ShownMessage | None:
    """The last message in which the pupil says it."""
    thread = see_thread(account, item.id, now)
    return next((said for said in reversed(thread.messages) if said.name), None)
