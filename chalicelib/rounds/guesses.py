"""Wrong codes: how long everybody waits while they pour in.

A code has 44 random bits and a receipt 43, so guessing finds nothing; it costs the
service work all the same, a receipt a tenth of a second. The price asked is time, and
only while it is needed: a school is one address, a puzzle is a thousand times dearer on
a child's phone than on the machine that guesses, and a captcha shuts people out.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=1)
FREE = 30
"""As many a minute happen honestly: a whole class that tries its used cards once
more."""
STEP = timedelta(seconds=2)
LONGEST = timedelta(seconds=10)
MOST_COUNTED = FREE * (LONGEST // STEP)
TICKET_LASTS = timedelta(minutes=10)


def wait(wrong: Iterable[datetime], now: datetime) -> timedelta:
    """What each must wait before it is looked up: nothing, or longer the more pours
    in."""
    lately = sum(now - at < WINDOW for at in wrong)
    return min(LONGEST, lately // FREE * STEP)
