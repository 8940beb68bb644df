"""The clocks of a case, as its page says them."""

from datetime import datetime
from typing import NamedTuple

from chalicelib.case_reminders.follow_up import StepDay
from chalicelib.core.local_time import local_day
from chalicelib.web.language import Texts
from chalicelib.web.near_days import near_day

_LATER = 2


class SaidDay(NamedTuple):
    """``urgency`` is the class of a style, as in the list."""

    label: str
    text: str
    urgency: str


def said_day(t: Texts, day: StepDay, now: datetime) -> SaidDay:
    label = t(f"case.day.{day.step}")
    if day.done:
        how = ("same", "next", "later")[min(day.took, _LATER)]
        took = t(f"case.day.{how}", number=day.took)
        return SaidDay(label, f"{near_day(t, day.done, now)} · {took}", "")
    if day.until is None:
        return SaidDay(label, "", "")
    when = near_day(t, day.until.day, now)
    if day.until.is_over(now):
        return SaidDay(label, t("case.due.over", when=when), "late")
    if day.until.day == local_day(now):
        return SaidDay(label, when, "soon")
    return SaidDay(label, t("case.day.by", when=when), "")
