"""Who a new case is about, as far as what it comes from says it."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.cases.about import About
from chalicelib.items.item import Item
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.reading import item_content
from chalicelib.reading.thread import see_thread
from chalicelib.referrals.referral import Situation

_HURT, _CLASS = "bullied", "class"
"""The rules that say so."""


@dataclass(frozen=True, slots=True)
class WhoAbout:
    about: About
    of_class: bool


def who_about(account: Account, items: list[Item], now: datetime) -> WhoAbout:
    """The name where a referral or the pupil said it: nobody is looked for."""
    found = [_said(account, item, now) for item in items]
    pupil = next((said.about.pupil for said in found if said.about.pupil), "")
    about = About(
        pupil,
        next((said.about.place for said in found if said.about.place), ""),
        any(said.about.bullying for said in found),
    )
    return WhoAbout(about, not pupil and all(said.of_class for said in found))


def _said(account: Account, item: Item, now: datetime) -> WhoAbout:
    content, place = item_content.of(item), item.place
    if content.received:
        said = content.received.referral
        bullying = Situation.BULLYING in said.situations
        return WhoAbout(About(said.pupil, place, bullying), False)
    if content.flag:
        rules = {reason.rule for reason in content.flag.reasons}
        return WhoAbout(About("", place, _HURT in rules), _CLASS in rules)
    pupil = _own_name(account, item, now) if item.kind in WRITTEN_BY_PUPILS else ""
    return WhoAbout(About(pupil, place), False)


def _own_name(account: Account, item: Item, now: datetime) -> str:
    thread = see_thread(account, item.id, now)
    names = [shown.name for shown in thread.messages if shown.name]
    return names[-1] if names else ""
