"""A deadline, as the list and the item's page say it."""

from datetime import datetime
from typing import NamedTuple

from chalicelib.core.local_time import local_day
from chalicelib.items.deadline import Deadline, NextStep
from chalicelib.items.item import Item
from chalicelib.items.level import Level
from chalicelib.web.language import Texts
from chalicelib.web.near_days import clock, near_day


class Due(NamedTuple):
    """``urgency`` is the class of a style: ``late``, ``soon`` for today, or nothing."""

    text: str
    urgency: str = ""


def due(t: Texts, item: Item, deadline: Deadline | None, now: datetime) -> Due:
    """Empty where nothing is left to do. Of what pupils send it has no clock: what is
    urgent is read now, whenever it came."""
    if deadline is None:
        unread = item.level is Level.L1 and item.wants_opening
        return Due(t("inbox.due.weekly") if unread else "")
    said, is_today = f"inbox.due.{deadline.step}", deadline.day == local_day(now)
    over = deadline.is_over(now)
    urgency = "late" if over else "soon" if is_today else ""
    if deadline.step is NextStep.READ and item.level is Level.L3 and not item.exact:
        return Due(t(f"{said}.now"), urgency or "soon")
    when = near_day(t, deadline.day, now)
    if deadline.clock:
        at = clock(t, deadline.clock)
        when = at if is_today else f"{when} {at}"
    elif is_today:
        return Due(t(f"{said}.today"), urgency)
    return Due(t(f"{said}.over" if over else f"{said}.by", when=when), urgency)
