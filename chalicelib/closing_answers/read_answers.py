"""What was answered: the pupil's on their case, the supporters' of a term that is over.

A term is told of once nothing more can come in: whoever looks twice learns nothing from
the difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.answers import store as answer_store
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.cases.see_case import SeenCase
from chalicelib.closing_answers import group_store
from chalicelib.closing_answers.closing_round import GROUP, supporters_round_id
from chalicelib.closing_answers.share import (
    LEAST_ANSWERS,
    LEAST_GROUPS,
    Share,
    shares,
)
from chalicelib.core import errors
from chalicelib.forms.closing_forms import form_of
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import MAY_FINISH, Round
from chalicelib.schools.term import Term
from chalicelib.storage import wrapped_keys

_ALARMS = {
    "safe": frozenset({"often_not", "hardly_ever"}),
    "included": frozenset({"no"}),
}


@dataclass(frozen=True, slots=True)
class PupilsAnswers:
    """Of one code: ``until`` it is good, and kept until ``gone_on``. ``answers`` are
    those of the pupil by question, none where nobody has answered."""

    until: datetime
    gone_on: date
    form_id: str
    questions: tuple[str, ...]
    answers: Sequence[Mapping[str, str]]

    @property
    def alarms(self) -> bool:
        """Somebody must talk with the pupil at once."""
        return any(
            answer.get(item) in bad
            for answer in self.answers
            for item, bad in _ALARMS.items()
        )


def of_pupil(seen: SeenCase) -> list[PupilsAnswers]:
    """The latest code first; what is deleted by now is left out."""
    return of_entries(seen.entries)


def of_entries(entries: Sequence[ReadEntry]) -> list[PupilsAnswers]:
    made = [
        read.text("round")
        for read in reversed(entries)
        if read.entry.kind is EntryKind.PUPIL_CODE
    ]
    found = (rounds.get(id_) for id_ in made if id_)
    return [_pupils(round_) for round_ in found if round_]


def _pupils(round_: Round) -> PupilsAnswers:
    asked = form_of(round_.form_id, round_.form_version).questions
    return PupilsAnswers(
        round_.closes_at,
        round_.expires_on,
        round_.form_id,
        tuple(question.id for question in asked),
        _opened(round_),
    )


@dataclass(frozen=True, slots=True)
class TermSaid:
    """``shares`` is None while it is not enough, or the term is not over."""

    term: Term
    shares: Mapping[str, Share] | None


def of_supporters(account: Account, now: datetime) -> list[TermSaid]:
    """What the supporters of the account's school said, the latest term first. Raises
    NotFound."""
    if not account.may(Action.WORK_CASES):
        raise errors.NotFound
    return [
        TermSaid(term, said_in(account.body_id, term, groups, now))
        for term, groups in group_store.groups(account.body_id).items()
    ]


def said_in(
    school_id: str, term: Term, groups: int, now: datetime
) -> Mapping[str, Share] | None:
    """None while it is not enough, or the term is not over."""
    round_ = rounds.get(supporters_round_id(school_id, term))
    if round_ is None or now < round_.closes_at + MAY_FINISH or groups < LEAST_GROUPS:
        return None
    answers = _opened(round_)
    return shares(answers) if len(answers) >= LEAST_ANSWERS else None


def _opened(round_: Round) -> list[Mapping[str, str]]:
    key = wrapped_keys.get(round_.id)
    place = Place(round_.id, GROUP)
    form = form_of(round_.form_id, round_.form_version)
    return answer_store.opened(key, place, form) if key else []
