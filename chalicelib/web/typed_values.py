"""Days, times and numbers as people write them, with the digits of any alphabet.
Pydantic, so the staff side only."""

import re
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator

from chalicelib.core.text import ascii_digits


def _plain(typed: object) -> str:
    return ascii_digits(str(typed)).strip()


def _iso(typed: object) -> str:
    """24.11.2026, as people write where the browser has no calendar, is a date too."""
    plain = _plain(typed)
    found = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", plain)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else plain


def _clock(typed: object) -> str:
    """8.30 is a time too, where the browser has no clock to choose from."""
    plain = _plain(typed)
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", plain)
    return f"{found[1]:0>2}:{found[2]}" if found else plain


Day = Annotated[date, BeforeValidator(_iso)]
Clock = Annotated[time, BeforeValidator(_clock)]
Number = Annotated[int, BeforeValidator(_plain)]
