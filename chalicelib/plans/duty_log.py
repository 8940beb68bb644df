"""The log of the five duties: what was done in a case fills it by itself, and people
write what was done elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.origins import items_in
from chalicelib.items.item_kind import reference
from chalicelib.plans.duties import FILLED_BY, MEANS_OF, TOLD_BY, Duty, DutyDone, Means
from chalicelib.plans.plan import ActivityPlan
from chalicelib.storage import records

_COME_FROM = frozenset({EntryKind.MADE, EntryKind.ITEM_IN})
OPENED = _COME_FROM | {EntryKind.ITEM_OUT, EntryKind.DUTY}
"""The kinds whose words it is read from; of the others it is enough that they are
there."""
_SAID_IN_THE_PLAN = ("principal_on", "owner_on")


class DutyLine(NamedTuple):
    """What was done for a duty ``on`` a day. ``read`` is where it is written. ``means``
    is how it was investigated. ``source`` is what says so where that is no work of its
    own: the kind of an item, by the account ``by``, or a field of the plan."""

    read: ReadEntry
    duty: Duty
    on: date
    means: Means | None = None
    source: str = ""
    by: str = ""


def duty_log(
    entries: Sequence[ReadEntry], plans: Sequence[tuple[ReadEntry, ActivityPlan]]
) -> list[DutyLine]:
    """In the order of the days. ``plans`` are the versions, the first first, each with
    the entry it stands in."""
    gone = {
        read.text("ref"): read.entry.number
        for read in entries
        if read.entry.kind is EntryKind.ITEM_OUT
    }
    found = [line for read in entries for line in _lines(read, gone)]
    return sorted([*found, *_told_in(plans)], key=lambda line: line.on)


def _lines(read: ReadEntry, gone: Mapping[str, int]) -> Iterator[DutyLine]:
    kind, on = read.entry.kind, read.entry.happened
    if kind in FILLED_BY:
        yield DutyLine(read, FILLED_BY[kind], on, MEANS_OF.get(kind))
    elif kind is EntryKind.DUTY and read.content is not None:
        done = records.decode(DutyDone, dict(read.content))
        yield DutyLine(read, done.duty, on, done.means)
    elif kind in _COME_FROM and read.content is not None:
        for told in items_in(read.content):
            yield from _of_item(read, told, gone)


def _of_item(
    read: ReadEntry, told: Mapping[str, Any], gone: Mapping[str, int]
) -> Iterator[DutyLine]:
    """None of an item that was taken out of the case again."""
    named = reference(told["ref"])
    is_out = gone.get(told["ref"], 0) > read.entry.number
    if named and not is_out and named[0] in TOLD_BY:
        on = date.fromisoformat(told["on"])
        yield DutyLine(read, TOLD_BY[named[0]], on, None, named[0], told["by"])


def _told_in(plans: Sequence[tuple[ReadEntry, ActivityPlan]]) -> Iterator[DutyLine]:
    """That principal and owner were told, as the plan says now; written down in the
    first version that says so."""
    for name in _SAID_IN_THE_PLAN if plans else ():
        day = getattr(plans[-1][1], name)
        saying = (read for read, plan in plans if getattr(plan, name) == day)
        if day:
            yield DutyLine(next(saying), Duty.NOTIFY, day, None, name)
