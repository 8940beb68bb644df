"""The rounds of a support group that is over, at the preview's school."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.rounds.round import Round
    from chalicelib.schools.school import School


def open_closing(form_id: str, school: "School") -> "Round":
    """Offered in every language, drafts too."""
    from chalicelib.closing_answers.closing_round import (
        KeptAt,
        pupils_round,
        supporters_round,
    )
    from chalicelib.crypto import sealing
    from chalicelib.forms.closing_forms import PUPIL
    from chalicelib.rounds import store as rounds
    from chalicelib.rounds.round import OnDuty
    from chalicelib.schools.term import term_of
    from chalicelib.storage import transaction
    from chalicelib.web.language import languages

    now, (public_key, _) = datetime.now(UTC), sealing.new_key_pair()
    kept, reader = KeptAt(school, 365, True), OnDuty("A", "Prøve Voksen", None)
    made = (
        pupils_round("P" * 20, reader, kept, public_key, now)
        if form_id == PUPIL.id
        else supporters_round(term_of(now.date()), kept, public_key)
    )
    round_ = replace(made, languages=languages())
    transaction.commit(rounds.put_round(round_)[0])
    return round_
