"""Who has the demo school's cases: one is offered to a colleague, one was opened from
outside its team this morning."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.case_access.break_glass import break_glass
from chalicelib.case_access.responsibility import offer
from chalicelib.case_access.team import add_member
from infra.local.demo_cases import pen_of

OFFERED, OPENED = "Ada Fabelsen", "Pia Fantasisen"


def share(
    people: Mapping[str, Account],
    numbers: Mapping[str, int],
    last_day: datetime,
    now: datetime,
) -> None:
    """``numbers`` of the cases, by the pupil; ``last_day``: when a school day before
    today began."""
    principal, social, nurse = (people[who] for who in ("principal", "social", "nurse"))
    number, at = numbers[OFFERED], last_day + timedelta(hours=2)
    why = "Sosiallæreren kjenner klassen, og skal lede gruppemøtene."
    add_member(pen_of(principal, number, at), social.id, why)
    why = "Eleven vil helst snakke med deg. Kan du ta saken videre?"
    offer(pen_of(principal, number, at), social.id, why)
    pen = pen_of(nurse, numbers[OPENED], now - timedelta(minutes=30))
    break_glass(pen, "Eleven kom til meg i friminuttet og gråt. Rektor er på kurs.")
