"""The school owner's overview as its page shows it: what waits for the owner, and a
line a school."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.core.local_time import local_day
from chalicelib.inbox.everywhere import everywhere, grouped, merged
from chalicelib.inbox.line_view import LineView
from chalicelib.items.filter import Filter
from chalicelib.items.today import DayGroup
from chalicelib.manage_schools.checklist import where_from_outside
from chalicelib.overview import overview
from chalicelib.overview.overview import SchoolLine
from chalicelib.reading import inbox_list
from chalicelib.web.language import Texts, texts
from chalicelib.web.near_days import near_day

_MOST_OWN = 10


@dataclass(frozen=True, slots=True)
class Own:
    """What waits for the owner alone, the first of it; ``more`` is how much beside."""

    groups: list[tuple[DayGroup, list[LineView]]]
    counts: Mapping[DayGroup, int]
    more: int


@dataclass(frozen=True, slots=True)
class SchoolView:
    """``tag`` is the class of a style and a word, ``waits`` what nobody has opened in
    time, ``go`` where the button leads, and what it says: the next step."""

    id: str
    name: str
    tag: tuple[str, str]
    waits: list[str]
    todo: str
    facts: list[str]
    go: tuple[str, str]


def own(account: Account, now: datetime) -> Own:
    """Raises as ``inbox_list.list_items``."""
    places = everywhere(
        account, lambda who: inbox_list.list_items(who, Filter(), now), now
    )
    placed = merged(places, with_cases=True)
    counts = Counter(line.group for _, line in placed)
    more = max(len(placed) - _MOST_OWN, 0)
    return Own(grouped(placed[:_MOST_OWN]), counts, more)


def views(account: Account, now: datetime) -> list[SchoolView]:
    t = texts(account.language)
    return [_view(t, line, now) for line in overview.of(account, now)]


def _view(t: Texts, line: SchoolLine, now: datetime) -> SchoolView:
    return SchoolView(
        id=line.school.id,
        name=line.school.name,
        tag=_tag(t, line),
        waits=[*_waits(t, line)],
        todo=_todo(t, line),
        facts=[*_facts(t, line, now)],
        go=_go(t, line),
    )


def _tag(t: Texts, line: SchoolLine) -> tuple[str, str]:
    if line.waits:
        late = not (line.waits.levels or line.waits.orphans)
        return "l3", t(f"staff.overview.{'late' if late else 'unopened'}")
    if line.is_ready:
        return "done", t("staff.overview.ready")
    if not line.steps:
        return "none", t("staff.overview.unknown")
    return "l2", t("staff.overview.count", done=line.done, all=line.steps)


def _waits(t: Texts, line: SchoolLine) -> Iterator[str]:
    if line.waits is None:
        return
    for found in line.waits.levels:
        since = t("inbox.unopened.since", when=t.local_day(found.since))
        yield f"{t(f'flag.level.L{found.level:d}')}: {found.number} · {since}"
    if line.waits.orphans:
        yield t("staff.overview.orphans", number=line.waits.orphans)
    if line.waits.cases:
        yield t("staff.overview.cases", number=line.waits.cases)


def _todo(t: Texts, line: SchoolLine) -> str:
    if line.waits:
        return t("staff.overview.call")
    if line.next is None:
        return ""
    if line.mine:
        return t("staff.overview.yours")
    who = t(f"staff.ready.turn.{line.next.turn}")
    what = t(f"staff.ready.go.{line.next.name}")
    return t("staff.overview.others", who=who, what=what)


def _facts(t: Texts, line: SchoolLine, now: datetime) -> Iterator[str]:
    if line.waits and line.steps:
        yield t("staff.ready.count", done=line.done, all=line.steps)
    if line.open_until:
        until = near_day(t, local_day(line.open_until), now)
        yield t("staff.overview.open", when=until)
    elif line.opens_at:
        opens = near_day(t, local_day(line.opens_at), now)
        yield t("staff.overview.opens", when=opens)
    if line.signed_in_on:
        yield t("staff.overview.seen", when=near_day(t, line.signed_in_on, now))


def _go(t: Texts, line: SchoolLine) -> tuple[str, str]:
    """The people to ring, the step of who looks, or what is missing; nowhere where
    nothing is."""
    here = f"/staff/schools/{line.school.id}"
    if line.waits:
        return here, t("staff.overview.go.call")
    if line.mine and line.next:
        go = t(f"staff.ready.go.{line.next.name}")
        return where_from_outside(line.next, line.school.id), go
    if line.is_ready:
        return "", ""
    return f"{here}/readiness", t("staff.overview.go.missing")
