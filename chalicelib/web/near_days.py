"""Days as people say them of what is near: today, tomorrow, Friday."""

from datetime import date, datetime, timedelta

from chalicelib.core.local_time import OSLO, local_day
from chalicelib.web.language import Texts

_WEEK = timedelta(days=7)
_CLOSE = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def near_day(t: Texts, on: date, now: datetime) -> str:
    """The weekday alone says it where no other of that name is as near."""
    away = on - local_day(now)
    if close := _CLOSE.get(away.days):
        return t(f"date.near.{close}")
    if abs(away) < _WEEK:
        return t(f"date.weekday.{on.isoweekday()}")
    return t.day(on)


def near_moment(t: Texts, at: datetime, now: datetime) -> str:
    return f"{near_day(t, local_day(at), now)} {clock(t, at)}"


def clock(t: Texts, at: datetime) -> str:
    here = at.astimezone(OSLO)
    return t("date.clock", hour=f"{here:%H}", minute=f"{here:%M}")
