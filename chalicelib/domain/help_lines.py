"""How long what we say of others' help may be believed: numbers and opening hours change."""

from datetime import date, timedelta

HOLDS = timedelta(days=183)
"""Half a year."""


def wants_check(last_checked: date, today: date) -> bool:
    """Whether somebody should look the numbers and addresses over again."""
    return today - last_checked > HOLDS
