"""Where a pupil can turn, besides the school. Names and hours are in the locale files.

The list came with the programme's forms on the date below. Whoever checks the numbers
and addresses against the services' own pages moves the date.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class HelpLine:
    """``kind`` is talk, read or danger. The ombud's number is the school's own, set per
    round."""

    id: str
    kind: str
    phone: str | None = None
    url: str | None = None

    @property
    def stands_large(self) -> bool:
        """Its number stands large above the others, on a page that has room for it."""
        return self.id == "alarm"


class HelpShown(NamedTuple):
    """``danger`` for who is in danger now, ``others`` to talk with or to read."""

    others: list[HelpLine]
    danger: list[HelpLine]


HOLDS = timedelta(days=183)
"""Half a year: numbers and opening hours change."""
LAST_CHECKED = date(2026, 11, 23)

HELP_LINES = (
    HelpLine("alarm", "talk", "116 111", "https://www.116111.no/"),
    HelpLine(
        "kors_pa_halsen", "talk", "800 33 321", "https://korspahalsen.rodekors.no/"
    ),
    HelpLine("mental_helse", "talk", "116 123"),
    HelpLine("kirkens_sos", "talk", "22 40 00 40"),
    HelpLine("ombud", "talk"),
    HelpLine("ung", "read", None, "https://www.ung.no/"),
    HelpLine("legevakt", "danger", "116 117"),
    HelpLine("ambulance", "danger", "113"),
    HelpLine("police", "danger", "112"),
)


def help_shown(ombud: str) -> HelpShown:
    """Whom one can reach; the ombud only where the number is known."""
    numbered = (
        replace(line, phone=ombud) if line.id == "ombud" else line
        for line in HELP_LINES
    )
    reached = [line for line in numbered if line.phone or line.url]
    danger = [line for line in reached if line.kind == "danger"]
    return HelpShown([line for line in reached if line not in danger], danger)


def wants_check(last_checked: date, today: date) -> bool:
    """Whether somebody should look the numbers and addresses over again."""
    return today - last_checked > HOLDS
