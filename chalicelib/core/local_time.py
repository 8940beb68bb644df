"""School time: Oslo, weekdays, no public holidays, no breaks. All instants in and out
are aware.

Days and clock times are reckoned in Oslo, spans in UTC, so that summer time comes out
right.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """``slots``: when mail goes out, in order. ``breaks``: the school's own, last day
    included."""

    slots: tuple[time, ...] = (time(11, 45), time(14, 45))
    breaks: tuple[tuple[date, date], ...] = ()
    day_starts: time = time(8, 0)
    day_ends: time = time(15, 30)

    def __post_init__(self) -> None:
        if not self.slots or list(self.slots) != sorted(set(self.slots)):
            raise ValueError("a school needs at least one mail slot, in order")
        if self.day_starts >= self.day_ends:
            raise ValueError("the school day must end after it starts")
        if any(first > last for first, last in self.breaks):
            raise ValueError("a break must not end before it starts")


def is_school_day(cal: SchoolCalendar, day: date) -> bool:
    """Whether it is a weekday, neither a Norwegian public holiday nor in one of the
    breaks."""
    if day.weekday() >= 5 or any(first <= day <= last for first, last in cal.breaks):
        return False
    return not _is_holiday(day)


def usually_off(day: date) -> bool:
    """A day that is no public holiday and on which most schools are closed: between
    Christmas Eve and the New Year, the days before Easter, the summer, the Friday after
    a holiday."""
    week = [day + DAY * (number - day.weekday()) for number in range(5)]
    off = [_is_holiday(weekday) for weekday in week]
    before_easter = off[3] and off[4]
    squeezed = day.weekday() == 4 and off[3]
    christmas = (day.month, day.day) >= (12, 23)
    summer = (6, 22) <= (day.month, day.day) <= (8, 15)
    return before_easter or squeezed or christmas or summer


def is_school_time(cal: SchoolCalendar, at: datetime) -> bool:
    """From the minute school starts to just before the minute it ends."""
    day = local_day(at)
    opens, closes = _instant(day, cal.day_starts), _instant(day, cal.day_ends)
    return opens <= at < closes and is_school_day(cal, day)


def next_slot(cal: SchoolCalendar, now: datetime) -> datetime:
    """The first slot at or after ``now``."""
    return next(_from(now, _slots(cal, local_day(now))))


def slots_between(
    cal: SchoolCalendar, start: datetime, end: datetime
) -> tuple[datetime, ...]:
    """All slots from ``start`` to the first last one of a day at or after ``end``:
    whole days."""
    last = next(
        at for at in _from(end, _slots(cal, local_day(end))) if _is_last(cal, at)
    )
    return _between(cal, start, last, _slots)


def weekly_between(
    cal: SchoolCalendar, start: datetime, end: datetime
) -> tuple[datetime, ...]:
    """The first slot of each week's first school day, from ``start`` to the first one
    at or after ``end``, which is included."""
    return _between(cal, start, end, _weekly)


def add_school_hours(cal: SchoolCalendar, start: datetime, hours: float) -> datetime:
    """The clock runs in school time only."""
    at, left = _into_school_time(cal, start), timedelta(hours=hours)
    while (rest := _instant(local_day(at), cal.day_ends) - at) < left:
        left -= rest
        at = _into_school_time(cal, at + rest)
    return at + left


def add_school_days(cal: SchoolCalendar, start: datetime, days: int) -> datetime:
    """The same time of day so many school days later.

    Outside school time one counts from the next opening.
    """
    at = _into_school_time(cal, start).astimezone(OSLO)
    day = at.date()
    for _ in range(days):
        day = school_day_from(cal, day + DAY)
    return _instant(day, at.time())


def school_days_since(cal: SchoolCalendar, day: date, today: date) -> int:
    """How many school days have begun after ``day``, today included."""
    span = range((today - day).days)
    return sum(is_school_day(cal, today - DAY * number) for number in span)


def local_day(at: datetime) -> date:
    """The date in Oslo at this instant."""
    return at.astimezone(OSLO).date()


def monday_of(at: datetime) -> date:
    """The first day of the week in Oslo."""
    today = local_day(at)
    return today - DAY * today.weekday()


def start_of(day: date) -> datetime:
    """The instant this day begins in Oslo."""
    return _instant(day, time.min)


@lru_cache(maxsize=4096)
def start_of_day(at: datetime) -> datetime:
    """The instant the day of this one begins in Oslo. Kept: lists ask it of each
    line, again and again."""
    return start_of(local_day(at))


def _into_school_time(cal: SchoolCalendar, at: datetime) -> datetime:
    if is_school_time(cal, at):
        return at.astimezone(UTC)
    day = local_day(at)
    over = at >= _instant(day, cal.day_ends)
    return _instant(school_day_from(cal, day + DAY if over else day), cal.day_starts)


def school_day_from(cal: SchoolCalendar, day: date) -> date:
    """The day, or the first school day after it."""
    while not is_school_day(cal, day):
        day += DAY
    return day


def _slots(cal: SchoolCalendar, day: date) -> Iterator[datetime]:
    while True:
        day = school_day_from(cal, day)
        yield from (_instant(day, slot) for slot in cal.slots)
        day += DAY


def _is_last(cal: SchoolCalendar, slot: datetime) -> bool:
    return slot.astimezone(OSLO).time() == cal.slots[-1]


def _weekly(cal: SchoolCalendar, day: date) -> Iterator[datetime]:
    while True:
        monday = day - timedelta(days=day.weekday())
        day = school_day_from(cal, monday)
        yield _instant(day, cal.slots[0])
        day += timedelta(days=7 - day.weekday())


def _between(
    cal: SchoolCalendar,
    start: datetime,
    end: datetime,
    series: Callable[[SchoolCalendar, date], Iterator[datetime]],
) -> tuple[datetime, ...]:
    found: list[datetime] = []
    for slot in _from(start, series(cal, local_day(start))):
        found.append(slot)
        if slot >= end:
            break
    return tuple(found)


def _from(start: datetime, slots: Iterator[datetime]) -> Iterator[datetime]:
    return dropwhile(lambda slot: slot < start, slots)


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, OSLO).astimezone(UTC)


def _is_holiday(day: date) -> bool:
    return day in _public_holidays(day.year)


@lru_cache
def _public_holidays(year: int) -> frozenset[date]:
    # Imported here: it costs more start-up time than all the rest, and the pupils' side
    # needs none.
    from holidays import country_holidays

    return frozenset(country_holidays("NO", years=year))


def quarter_of(now: datetime) -> datetime:
    """The start of the quarter of an hour, so that no row tells the minute somebody
    answered."""
    return now.replace(minute=now.minute - now.minute % 15, second=0, microsecond=0)
