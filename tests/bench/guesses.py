"""A hundred thousand guesses, 500 a second, against an open round: what they find and
what they cost the database, and how long pupils with cards wait meanwhile. The clock is
a made one.
"""

import secrets
import statistics
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.preview.stage import set_up

GUESSES, A_SECOND = 100_000, 500
CARD_EVERY = 5000
LONGEST_WAIT = 10.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)) as stage:
        found, looked_up, waits = _pour_in(stage.code("grades_5_7"))
    print(f"| {GUESSES} guesses, {A_SECOND} a second | | limit |")
    print("| --- | --- | --- |")
    print(f"| codes found | {found} | 0 |")
    print(f"| looked up in the database | {looked_up} | |")
    print(f"| a pupil with a card waits, median | {statistics.median(waits):.0f} s | |")
    print(f"| longest | {max(waits):.0f} s | {LONGEST_WAIT:.0f} s |")
    return 0 if found == 0 and max(waits) <= LONGEST_WAIT else 1


def _pour_in(card: str) -> tuple[int, int, list[float]]:
    from chalicelib.answer_form import submit
    from chalicelib.core import errors, ids

    begin, found, looked_up, waits = datetime.now(UTC), 0, 0, []
    for number in range(GUESSES):
        now = begin + timedelta(seconds=number / A_SECOND)
        try:
            submit.open_form(ids.new_code(secrets.choice), now)
            found += 1
        except errors.CodeUnknown:
            looked_up += 1
        except errors.MustWait:
            pass
        if number % CARD_EVERY == 0:
            waits.append(_with_card(card, now))
    return found, looked_up, waits


def _with_card(card: str, now: datetime) -> float:
    """Seconds until the form is there, for a pupil who does what the page says."""
    from chalicelib.answer_form import submit
    from chalicelib.core import errors

    ticket, at = None, now
    while True:
        try:
            submit.open_form(card, at, ticket)
            return (at - now).total_seconds()
        except errors.MustWait as told:
            ticket, at = told.ticket, at + told.wait


if __name__ == "__main__":
    sys.exit(main())
