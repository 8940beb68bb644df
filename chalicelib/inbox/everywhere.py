"""What waits at all places where a person works, as one list. Each place is listed for
the account there, with its rights and no other's; what is not where the person is
signed in is read by going there first."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby

from chalicelib.accounts.account import Account, Action
from chalicelib.case_reminders.due_cases import DueCase, due_cases
from chalicelib.case_reminders.in_inbox import cases_at, with_case_deadlines
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.inbox.item_words import ItemWords
from chalicelib.inbox.line_view import LineView, LineWords
from chalicelib.items.filter import Filter
from chalicelib.items.may_read import may_read
from chalicelib.items.today import DayGroup, DayLine, lines_of, next_to_read, rank
from chalicelib.reading.calendars import OfSchool, calendars
from chalicelib.reading.inbox_list import InboxList, list_items
from chalicelib.sign_in import own_sessions
from chalicelib.sign_in.sessions import Workplace, places_of
from chalicelib.web.language import texts


@dataclass(frozen=True, slots=True)
class AtPlace:
    """``place`` is None where the person is signed in."""

    place: Workplace | None
    listed: InboxList
    lines: list[DayLine]
    cases: list[DueCase]
    said: LineWords

    def view(self, line: DayLine | DueCase) -> LineView:
        """A press opens from the list what waits for its reader, and needs no
        reason."""
        if isinstance(line, DueCase):
            return self.said.case(line, self.place)
        waits = line.item.wants_opening_by(self.said.account.id)
        opens = waits and line.item.ref not in self.listed.shut
        return self.said.view(line, opens and self.place is None, self.place)

    @property
    def next_to_read(self) -> DayLine | None:
        account = self.said.account
        return next_to_read(self.lines, "", account.id, partial(may_read, account))


Placed = tuple[AtPlace, DayLine | DueCase]


def everywhere(
    account: Account, find: Callable[[Account], InboxList], now: datetime
) -> list[AtPlace]:
    """Where the person is signed in, then where else they have an inbox. ``find`` is
    asked for each account of theirs, and for no other."""
    calendar_of = calendars()
    return [
        _at(place, account, find(place.account), calendar_of, now)
        for place in workplaces(account)
    ]


def elsewhere(
    others: Iterable[Workplace], account: Account, now: datetime
) -> list[AtPlace]:
    """What is open at other places of the person, who is signed in as ``account``."""
    calendar_of = calendars()
    return [
        _at(there, account, list_items(there.account, Filter(), now), calendar_of, now)
        for there in others
    ]


def workplaces(account: Account) -> list[Workplace]:
    """Where the person is signed in, then where else they have an inbox. A school is
    named where there are several."""
    others = [
        place
        for place in own_sessions.my_other_places(account)
        if place.account.may(Action.SEE_INBOX)
    ]
    here = places_of([account]) if others else [Workplace(account, None)]
    return [*here, *others]


def _at(
    place: Workplace,
    reader: Account,
    listed: InboxList,
    calendar_of: Callable[[OfSchool], SchoolCalendar],
    now: datetime,
) -> AtPlace:
    """Each line names its school, where there are more than one; in the language of the
    account that is signed in."""
    account = place.account
    named = {account.body_id: place.school} if place.school else {}
    words = ItemWords(texts(reader.language), listed.names, listed.schools or named)
    found = cases_at(account)
    lines = lines_of(listed.items, account.id, calendar_of, now)
    lines = with_case_deadlines(lines, found, calendar_of)
    due = due_cases(found, account, calendar_of, now)
    elsewhere = None if account.id == reader.id else place
    return AtPlace(elsewhere, listed, lines, due, LineWords(words, account, now))


def merged(places: Iterable[AtPlace], with_cases: bool = False) -> list[Placed]:
    """In the order of one list; beside what waits in the inbox the cases that do."""
    in_order: list[list[Placed]] = []
    for at in places:
        in_order.append([(at, line) for line in at.lines])
        in_order.append([(at, due) for due in at.cases if with_cases])
    return list(heapq.merge(*in_order, key=lambda placed: rank(placed[1])))


def grouped(placed: Iterable[Placed]) -> list[tuple[DayGroup, list[LineView]]]:
    by_group = groupby(placed, key=lambda found: found[1].group)
    return [(group, [at.view(line) for at, line in own]) for group, own in by_group]
