"""What nobody at a school has opened in time, as its school owner may know of it: how
much, how urgent, since when and who has been told. Nothing of what it says, and not
from which class. Of cases in which something was not done in time, how many."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Role, has_nurse
from chalicelib.case_reminders.late import late_cases
from chalicelib.items.inbox_id import InboxId, inboxes_of_school
from chalicelib.items.item_kind import WRITTEN_BY_PUPILS
from chalicelib.items.level import Level
from chalicelib.outbox import passed_on_store
from chalicelib.outbox import store as outbox
from chalicelib.outbox.mail import MailOutcome, in_turn
from chalicelib.outbox.recipients import Recipients
from chalicelib.schools import store as schools
from chalicelib.schools.store import SchoolInList
from chalicelib.threads import waiting_store
from chalicelib.threads.thread import ShownMessage, by_thread, listed


@dataclass(frozen=True, slots=True)
class Unopened:
    """``number`` items of one level, the oldest reported at ``since``. ``told`` has the
    circles in the order they were told, each with when it last was; None where that
    reached nobody."""

    level: Level
    number: int
    since: datetime
    told: Mapping[Recipients, datetime | None]


@dataclass(frozen=True, slots=True)
class SchoolsUnopened:
    """The most urgent level first. ``orphans`` is how much is for a nurse the school
    lacks, ``cases`` how many wait for others than who is responsible."""

    id: str
    name: str
    levels: list[Unopened]
    orphans: int
    cases: int = 0

    @property
    def is_something(self) -> bool:
        return bool(self.levels or self.orphans or self.cases)

    @property
    def most_urgent(self) -> Level:
        return self.levels[0].level if self.levels else Level.L1


@dataclass(frozen=True, slots=True)
class _Waiting:
    level: Level
    since: datetime
    told: list[MailOutcome]


def at_my_schools(account: Account, now: datetime) -> list[SchoolsUnopened]:
    """The schools where something was passed on to the owner and is still unopened;
    empty for whoever is no owner. Two queries, and a few more for each school where
    something was."""
    if account.role is not Role.OWNER:
        return []
    owner_id, found = account.body_id, []
    marks = passed_on_store.of_owner(owner_id)
    for school in schools.of_owner(owner_id) if marks else ():
        if mark := marks.get(school.id):
            found.append(waits := _at_school(school, now))
            if not waits.is_something:
                passed_on_store.forget(owner_id, school.id, mark)
    return [school for school in found if school.is_something]


def _at_school(school: SchoolInList, now: datetime) -> SchoolsUnopened:
    mails = dict(outbox.all_of(school.id))
    levels = _by_level(_passed_on(school.id, mails))
    people = accounts.of_body(school.id)
    orphans = 0 if has_nurse(people) else _orphans(school.id, now)
    late = late_cases(school.id, people, now)
    return SchoolsUnopened(school.id, school.name, levels, orphans, late)


def _orphans(school_id: str, now: datetime) -> int:
    """How much only the school health service may read, at a school that has nobody of
    it: read before or not, nobody goes on with it. What is not listed yet counts no
    more than for a nurse.
    """
    _, alone = inboxes_of_school(school_id)
    items, messages = waiting_store.everything(alone)
    return sum(item.is_open for item in listed(items, messages, now))


def _passed_on(school_id: str, mails: Mapping[str, MailOutcome]) -> list[_Waiting]:
    return [
        item
        for inbox in inboxes_of_school(school_id)
        for item in _waiting(inbox, mails)
        if any(told.recipients is Recipients.OWNER for told in item.told)
    ]


def _waiting(inbox: InboxId, mails: Mapping[str, MailOutcome]) -> list[_Waiting]:
    items, messages = waiting_store.everything(inbox)
    threads = by_thread(ShownMessage(message, None) for message in messages)
    return [
        _Waiting(item.level, item.since, in_turn(item.mails, mails.get))
        for item in items
        if item.kind not in WRITTEN_BY_PUPILS and item.handling.opened is None
    ] + [
        _Waiting(
            max(message.level for message in thread.waiting),
            min(message.since for message in thread.waiting),
            in_turn(
                (mail for message in thread.waiting for mail in message.mails),
                mails.get,
            ),
        )
        for thread in threads
        if thread.waiting
    ]


def _by_level(waiting: list[_Waiting]) -> list[Unopened]:
    levels: dict[Level, list[_Waiting]] = defaultdict(list)
    for item in waiting:
        levels[item.level].append(item)
    return [
        Unopened(
            level,
            len(of_level),
            min(item.since for item in of_level),
            _last_told_by_circle(of_level),
        )
        for level, of_level in sorted(levels.items(), reverse=True)
    ]


def _last_told_by_circle(waiting: list[_Waiting]) -> dict[Recipients, datetime | None]:
    times: dict[Recipients, list[datetime]] = {circle: [] for circle in Recipients}
    tried = {told.recipients for item in waiting for told in item.told}
    for item in waiting:
        for told in item.told:
            times[told.recipients] += told.told.values()
    return {
        circle: max(found, default=None)
        for circle, found in times.items()
        if circle in tried
    }
