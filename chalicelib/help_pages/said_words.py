"""Numbers and names of pages in the sheets: each from the rule that keeps it, or from
the page itself."""

from datetime import timedelta

from chalicelib.case_forms.supporters import LEAST_WANTED, MOST_WANTED
from chalicelib.cases.may_open import GLASS_LASTS
from chalicelib.items.deadline import SCHOOL_DAYS, NextStep
from chalicelib.items.escalation import L2_SCHOOL_DAYS, L3_SCHOOL_HOURS
from chalicelib.rounds.groups import SMALL_GROUP
from chalicelib.schools.retention import DAYS_OF_COPIES, Retention
from chalicelib.sign_in.session import ABSOLUTE_LIMIT, IDLE_LIMIT, LINK_LASTS
from chalicelib.web.help_lines import HELP_LINES
from chalicelib.web.language import Texts


def said_words(t: Texts, retention: Retention) -> dict[str, str]:
    """By the name that the strings call it."""
    return {
        "urgent": _counted(t, "hour", L3_SCHOOL_HOURS),
        "read": _counted(t, "school_day", L2_SCHOOL_DAYS),
        "talk": _counted(t, "school_day", SCHOOL_DAYS[NextStep.TALK]),
        "plan": _counted(t, "school_day", SCHOOL_DAYS[NextStep.PLAN]),
        "kept": _counted(t, "day", retention.days),
        "glass": _counted(t, "hour", _hours(GLASS_LASTS)),
        "link": _counted(t, "minute", _minutes(LINK_LASTS)),
        "idle": _counted(t, "minute", _minutes(IDLE_LIMIT)),
        "session": _counted(t, "hour", _hours(ABSOLUTE_LIMIT)),
        "small": str(SMALL_GROUP),
        "supporters": f"{LEAST_WANTED}–{MOST_WANTED}",
        "today": t("staff.nav.inbox"),
        "rounds": t("staff.nav.rounds"),
        "account": t("staff.nav.sessions"),
        "end_all": t("staff.sessions.end_all"),
        "incident": t("sheet.incident.title"),
        "insight": t("insight.title"),
        "copies": str(DAYS_OF_COPIES),
        **{line.id: _whole(line.phone) for line in HELP_LINES if line.phone},
    }


def _whole(phone: str) -> str:
    """A number that breaks over no two lines."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _counted(t: Texts, unit: str, number: int) -> str:
    """ "1 time", "2 timer"."""
    return t(f"sheet.unit.{unit}.{'one' if number == 1 else 'many'}", number=number)


def _hours(length: timedelta) -> int:
    return _minutes(length) // 60


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
