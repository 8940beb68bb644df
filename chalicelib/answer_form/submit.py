"""A pupil opens the form with a code, and sends the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.answers import store as answers
from chalicelib.core import errors, ids
from chalicelib.crypto import signed_tokens
from chalicelib.flags import flag_items
from chalicelib.forms.closing_forms import form_of
from chalicelib.forms.form import EMPTY, Answer, Form, Problem, parse
from chalicelib.rounds import code_store, slow_guesses
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Card, Place
from chalicelib.rounds.round import MAY_FINISH, ClassInRound, Openness, Round
from chalicelib.storage import transaction, trouble
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Put

FORM_LASTS = timedelta(hours=12)
"""A form left open longer, on a tablet many use, is shown again before it is sent."""
_ANSWER = 0
"""Its place in the transaction, before the code: where both conditions fail it is a
replay."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form ready to be shown. ``attempt`` stays the same however often it is shown or
    sent."""

    round: Round
    class_: ClassInRound
    form: Form
    attempt: str
    card: int | None = None

    @property
    def place(self) -> str:
        """Goes into the page beside the attempt, which vouches for it."""
        parts = (self.round.id, self.class_.id, self.card)
        return ".".join(str(part) for part in parts if part)

    @property
    def text_allowed(self) -> bool:
        return self.class_.text_allowed


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The answer is safe. The same whether it was stored now or by an earlier try.

    ``changed_too_late``: this is not the answer that is stored. A page the browser kept
    was changed and sent once more.
    """

    round: Round
    class_: ClassInRound
    changed_too_late: bool = False


@dataclass(frozen=True, slots=True)
class RejectedAnswer:
    """Something in the form cannot be taken; nothing was stored and the code is still
    good. ``kept`` is what to show again."""

    form: OpenForm
    problems: tuple[Problem, ...]
    kept: Mapping[str, str]


def open_form(typed: str, now: datetime, ticket: str | None = None) -> OpenForm:
    """The form a code leads to, with a new attempt. Raises CodeMistyped, CodeUnknown,
    RoundNotOpen, RoundClosed, NotStored; MustWait while wrong codes pour in."""
    code = _well_formed(typed)
    slow_guesses.must_wait(code, ticket, now)
    with trouble.as_not_stored():
        card = code_store.get(code)
        if card is None:
            slow_guesses.note(now, code)
            raise errors.CodeUnknown
        return _with_attempt(_form_at(card, "", now), code, now)


def reopen_form(typed: str, place: str, attempt: str, now: datetime) -> OpenForm:
    """The same form again, for another language: the attempt stays. Raises as
    ``submit`` does."""
    handed_out_at = _handed_out_at(attempt, _well_formed(typed), place)
    with trouble.as_not_stored():
        return _form_at(_card(place), attempt, _counts_as(handed_out_at, now))


def submit(
    typed: str,
    place: str,
    attempt: str,
    language: str,
    fields: Mapping[str, Sequence[str]],
    now: datetime,
    asked_about: Sequence[str] = (),
) -> StoredAnswer | RejectedAnswer:
    """Store the answer, spend the code and raise the flags: all of it or nothing.

    ``fields`` are the items alone, ``asked_about`` as in ``forms.form.parse``; with
    EMPTY among them a form with nothing in it is meant so. Who skips a question has put
    something in. Two database calls. Raises CodeMistyped, CodeSpent, RoundNotOpen,
    RoundClosed, Tampered, NotStored.
    """
    code = _well_formed(typed)
    handed_out_at = _handed_out_at(attempt, code, place)
    with trouble.as_not_stored():
        shown = _form_at(_card(place), attempt, _counts_as(handed_out_at, now))
        parsed = parse(shown.form, fields, shown.text_allowed, asked_about)
        if now - handed_out_at >= FORM_LASTS:
            anew = _with_attempt(shown, code, now)
            return RejectedAnswer(
                anew, (Problem("", "too_old"), *parsed.problems), parsed.kept
            )
        if parsed.problems:
            return RejectedAnswer(shown, parsed.problems, parsed.kept)
        if EMPTY not in asked_about and not any(parsed.kept.values()):
            return RejectedAnswer(shown, (Problem("", EMPTY),), parsed.kept)
        is_stored = _store(code, shown, parsed.answer, language, now)
    return StoredAnswer(shown.round, shown.class_, changed_too_late=not is_stored)


def _store(
    code: str, shown: OpenForm, answer: Answer, language: str, now: datetime
) -> bool:
    """Whether this answer is stored, now or before; False where another of the attempt
    is."""
    round_, place = shown.round, Place(shown.round.id, shown.class_.id)
    card, until = Card(place, shown.card), epoch(round_.expires_at)
    put = answers.put_answer(
        round_, place.class_id, shown.attempt, answer, language, card.number, until
    )
    telling_writes = _flag_writes(shown, answer, card, now)
    try:
        transaction.commit(put, code_store.spend_code(code, place), *telling_writes)
    except transaction.Refused as refused:
        if _ANSWER not in refused.failed:
            raise errors.CodeSpent from None
        return _is_same(put)
    return True


def _is_same(put: Put) -> bool:
    try:
        transaction.commit(answers.put_again(put))
    except transaction.Refused:
        return False
    return True


def _flag_writes(
    shown: OpenForm, answer: Answer, card: Card, now: datetime
) -> Iterator[Put]:
    text = flag_items.text_in(shown.form, answer)
    findings = flag_items.findings_of(shown.form, answer, shown.round.mode)
    return flag_items.writes_for(findings, text, shown.round, card, shown.attempt, now)


def _form_at(card: Card, attempt: str, now: datetime) -> OpenForm:
    place = card.place
    round_ = rounds.get(place.round_id)
    if round_ is None or place.class_id not in round_.classes:
        raise errors.Tampered
    match round_.class_openness(place.class_id, now):
        case Openness.NOT_YET:
            raise errors.RoundNotOpen(
                round_.opens_at if now < round_.opens_at else None
            )
        case Openness.CLOSED:
            raise errors.RoundClosed
    class_ = round_.classes[place.class_id]
    form = form_of(round_.form_id, round_.form_version)
    return OpenForm(round_, class_, form, attempt, card.number)


def _counts_as(handed_out_at: datetime, now: datetime) -> datetime:
    """Who began while the round was open may finish: an answer sent a little late is
    not lost."""
    return handed_out_at if now - handed_out_at < MAY_FINISH else now


def _well_formed(typed: str) -> str:
    code = ids.normalise(typed)
    if not ids.is_well_formed(code):
        raise errors.CodeMistyped
    return code


def _card(place: str) -> Card:
    """Of a place that we have handed out."""
    round_id, class_id, *number = place.split(".")
    return Card(Place(round_id, class_id), int(number[0]) if number else None)


def _with_attempt(shown: OpenForm, code: str, now: datetime) -> OpenForm:
    """Random, so that no two pupils share one; signed for this code, so that only who
    came in by the code can send: sending tells nobody whether a code is good. The place
    is signed with it, so that no pupil answers under the number of another's card."""
    return replace(
        shown, attempt=signed_tokens.issue("attempt", f"{code}|{shown.place}", now)
    )


def _handed_out_at(attempt: str, code: str, place: str) -> datetime:
    return signed_tokens.issued_at(attempt, "attempt", f"{code}|{place}")
