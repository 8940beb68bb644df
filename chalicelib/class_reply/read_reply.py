"""A pupil, or anybody else with the word, reads what a class is told."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.class_reply import store as replies
from chalicelib.class_reply.class_word import is_word
from chalicelib.class_reply.reply import WHOLE, PublishedReply, ReplyText
from chalicelib.core import errors, ids
from chalicelib.rounds import slow_guesses
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Round
from chalicelib.schools.grades import step_label
from chalicelib.storage import trouble


@dataclass(frozen=True, slots=True)
class ReadReply:
    """``label`` is whose it is. Without ``reply`` nothing is written yet, or nothing
    stands there any more."""

    word: str
    label: str
    round: Round
    reply: PublishedReply | None

    @property
    def state(self) -> str:
        """The end of a key."""
        if self.round.shredded_on:
            return "gone"
        if self.reply is None:
            return "none"
        return "up" if self.reply.content else "down"

    def text_in(self, language: str) -> tuple[str, ReplyText] | None:
        """What is written in the language, else in the round's, with its language."""
        content = self.reply.content if self.reply else None
        if content is None or self.round.shredded_on:
            return None
        found = content.language_for(language, self.round.language)
        return found, content.texts[found]


def read(typed: str, ticket: str | None, now: datetime) -> ReadReply:
    """Raises WordMistyped, WordUnknown, NotStored; MustWait while wrong codes pour
    in."""
    word = ids.normalise(typed)
    if not is_word(word):
        raise errors.WordMistyped
    slow_guesses.must_wait(word, ticket, now)
    with trouble.as_not_stored():
        return _read(word, now)


def _read(word: str, now: datetime) -> ReadReply:
    place = replies.place_of(word)
    round_ = rounds.get(place.round_id) if place else None
    if place is None or round_ is None or place.class_id not in round_.classes:
        slow_guesses.note(now, word)
        raise errors.WordUnknown
    class_ = round_.classes[place.class_id]
    own = replies.published(round_.id, class_.id)
    whole = None if own and own.content else replies.published(round_.id, WHOLE)
    if whole and whole.content:
        return ReadReply(word, step_label(class_.grade_step), round_, whole)
    return ReadReply(word, class_.called, round_, own or whole)
