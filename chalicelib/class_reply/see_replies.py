"""What the classes of a round are told, as the school's people see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.answers import store as answers
from chalicelib.class_reply import store as replies
from chalicelib.class_reply.class_word import address_of, grouped, word_of
from chalicelib.class_reply.reply import ReplyPart, parts_of
from chalicelib.core import errors
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.groups import groups_of
from chalicelib.rounds.round import Openness, Round
from chalicelib.schools import store as schools
from chalicelib.schools.class_teachers import own_classes

LATELY = timedelta(days=120)
"""So long after its closing a round stands among the class teacher's own."""


@dataclass(frozen=True, slots=True)
class OwnReply:
    """A class of the teacher's, and the word under which it reads."""

    round: Round
    part: ReplyPart

    @property
    def can_be_read(self) -> bool:
        return self.part.covered or self.part.content is not None

    @property
    def grouped(self) -> str:
        return grouped(self._word)

    @property
    def address(self) -> str:
        return address_of(self._word)

    @property
    def _word(self) -> str:
        return word_of(self.round.id, self.part.id)


def own_round(account: Account, round_id: str) -> Round:
    """Raises NotFound for one that is not of the account's school."""
    round_ = rounds.get(round_id)
    if round_ is None or round_.school_id != account.body_id:
        raise errors.NotFound
    return round_


def parts(round_: Round, now: datetime) -> list[ReplyPart]:
    answered = {
        class_id: answers.count(Place(round_.id, class_id))
        for class_id in round_.classes
    }
    return parts_of(round_, answered, replies.versions(round_.id), now)


def part_of(round_: Round, part_id: str, now: datetime) -> ReplyPart:
    """Raises NotFound."""
    found = (part for part in parts(round_, now) if part.id == part_id)
    part = next(found, None)
    if part is None:
        raise errors.NotFound
    return part


def of_own_classes(account: Account, now: datetime) -> list[OwnReply]:
    """Of rounds that have closed lately, the latest first."""
    own = own_classes(account, schools.classes(account.body_id))
    groups = {group for class_ in own for group in groups_of(class_)}
    return [
        OwnReply(round_, part)
        for round_ in _closed_lately(account.body_id, now)
        if groups & round_.classes.keys()
        for part in parts(round_, now)
        if part.id in groups
    ]


def _closed_lately(school_id: str, now: datetime) -> list[Round]:
    listed = [
        round_.id
        for round_ in rounds.of_school(school_id)
        if round_.openness(now) is Openness.CLOSED and now < round_.closes_at + LATELY
    ]
    return [round_ for round_ in map(rounds.get, listed) if round_]
