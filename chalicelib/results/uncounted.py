"""Which rounds still want figures."""

from datetime import datetime

from chalicelib.results.grouping import GROUPINGS
from chalicelib.rounds.round import MAY_FINISH, RoundInList


def is_uncounted(listed: RoundInList, now: datetime) -> bool:
    """Over, with answers that can still be opened, of a form that has figures."""
    if listed.counted or listed.shredded_on or listed.form_id not in GROUPINGS:
        return False
    return now >= listed.closes_at + MAY_FINISH
