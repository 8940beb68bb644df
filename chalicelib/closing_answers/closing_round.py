"""A round of its own for each pupil's closing, and one a term for all supporters of a
school: so codes, form, thanks and sealing are those of every round. Neither stands in
the school's list of rounds, and no rule looks at the answers.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.core import local_time
from chalicelib.core.local_time import OSLO, local_day
from chalicelib.crypto.sealing import derived_id
from chalicelib.forms.closing_forms import PUPIL, SUPPORTERS
from chalicelib.forms.form import Form
from chalicelib.rounds.round import ClassInRound, Mode, OnDuty, Round
from chalicelib.schools.school import School
from chalicelib.schools.term import Term

GROUP = "CLOSING"
"""The id of who answers, in place of a class."""
CODE_LASTS = timedelta(days=30)
_NOBODY = OnDuty("", "", None)
_LANGUAGES = ("nb", "nn", "en")
_LABEL = "Supportgruppe"


@dataclass(frozen=True, slots=True)
class KeptAt:
    """The school, how many days its owner keeps what pupils answered, and whether it
    has somebody of the school health service."""

    school: School
    days: int
    nurse: bool


def pupils_round(
    id_: str, reader: OnDuty, kept: KeptAt, public_key: bytes, now: datetime
) -> Round:
    """The pupil is told that the ``reader`` reads the answers."""
    times = (now, now + CODE_LASTS)
    round_ = _round(id_, PUPIL, Mode.CONFIDENTIAL, kept, public_key, times)
    return replace(round_, on_duty=reader)


def supporters_round(term: Term, kept: KeptAt, public_key: bytes) -> Round:
    """With no case, and nothing that tells when a code of it was made."""
    times = (_start_of(term.first_day), _start_of(term.closes_on))
    id_ = supporters_round_id(kept.school.id, term)
    return _round(id_, SUPPORTERS, Mode.ANONYMOUS, kept, public_key, times)


def supporters_round_id(school_id: str, term: Term) -> str:
    return derived_id("supporters' closing", f"{school_id}|{term.id}")


def _round(
    id_: str,
    form: Form,
    mode: Mode,
    kept: KeptAt,
    public_key: bytes,
    times: tuple[datetime, datetime],
) -> Round:
    (start, end), school = times, kept.school
    return Round(
        id=id_,
        school_id=school.id,
        owner_id=school.owner_id,
        form_id=form.id,
        form_version=form.version,
        mode=mode,
        language=school.language,
        languages=tuple(dict.fromkeys((school.language, *_LANGUAGES))),
        opens_at=start,
        closes_at=end,
        opened_on=local_day(start),
        expires_on=local_day(end + timedelta(days=kept.days)),
        public_key=public_key,
        classes={GROUP: ClassInRound(GROUP, _LABEL, "", 0, False, opened_at=start)},
        slots=local_time.slots_between(school.calendar, start, end),
        weekly=local_time.weekly_between(school.calendar, start, end),
        ombud=school.ombud,
        nurse=kept.nurse,
        on_duty=_NOBODY,
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), OSLO).astimezone(UTC)
