"""What nobody at a school has opened in time, as its school owner may know of it: how much, how
urgent, since when and who has been told. Nothing of what it says, and not from which class."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.accounts import Account, Role
from chalicelib.domain.escalation import Recipients
from chalicelib.domain.flags import Level
from chalicelib.domain.inbox import WRITTEN_BY_PUPILS
from chalicelib.domain.outbox import Told, in_turn
from chalicelib.domain.shown_threads import ShownMessage, by_thread
from chalicelib.stores import inbox, outbox, schools


@dataclass(frozen=True, slots=True)
class Unopened:
    """``number`` items of one level, the oldest reported at ``since``. ``told`` has the circles in
    the order they were told, each with when it last was; None where that reached nobody."""

    level: Level
    number: int
    since: datetime
    told: Mapping[Recipients, datetime | None]


@dataclass(frozen=True, slots=True)
class SchoolsUnopened:
    """The most urgent level first."""

    id: str
    name: str
    levels: list[Unopened]


@dataclass(frozen=True, slots=True)
class _Waiting:
    level: Level
    since: datetime
    told: list[Told]


def at_my_schools(account: Account) -> list[SchoolsUnopened]:
    """The schools where something was passed on to the owner and is still unopened; empty for
    whoever is no owner. One query a school; two more where a mail went to the owner."""
    if account.role is not Role.OWNER:
        return []
    found = [
        SchoolsUnopened(one.id, one.name, _by_level(_passed_on(one.id)))
        for one in schools.of_owner(account.body_id)
    ]
    return [one for one in found if one.levels]


def _passed_on(school_id: str) -> list[_Waiting]:
    mails = dict(outbox.all_of(school_id))
    if not any(one.recipients is Recipients.OWNER for one in mails.values()):
        return []
    return [
        one
        for nurse_only in (False, True)
        for one in _waiting(school_id, nurse_only, mails)
        if any(told.recipients is Recipients.OWNER for told in one.told)
    ]


def _waiting(school_id: str, nurse_only: bool, mails: Mapping[str, Told]) -> list[_Waiting]:
    items, messages = inbox.everything(school_id, nurse_only)
    threads = by_thread(ShownMessage(one, None) for one in messages)
    return [
        _Waiting(one.level, one.since, in_turn(one.mails, mails.get))
        for one in items
        if one.kind not in WRITTEN_BY_PUPILS and one.handling.opened is None
    ] + [
        _Waiting(
            max(one.level for one in thread.waiting),
            min(one.since for one in thread.waiting),
            in_turn((mail for one in thread.waiting for mail in one.mails), mails.get),
        )
        for thread in threads
        if thread.waiting
    ]


def _by_level(waiting: list[_Waiting]) -> list[Unopened]:
    levels: dict[Level, list[_Waiting]] = defaultdict(list)
    for one in waiting:
        levels[one.level].append(one)
    return [
        Unopened(level, len(each), min(one.since for one in each), _told(each))
        for level, each in sorted(levels.items(), reverse=True)
    ]


def _told(waiting: list[_Waiting]) -> dict[Recipients, datetime | None]:
    times: dict[Recipients, list[datetime]] = {circle: [] for circle in Recipients}
    tried = {told.recipients for one in waiting for told in one.told}
    for one in waiting:
        for told in one.told:
            times[told.recipients] += told.told.values()
    return {circle: max(each, default=None) for circle, each in times.items() if circle in tried}
