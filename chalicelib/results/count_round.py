"""A round is counted when it is over: by the first of the resource group who comes by
after that, since answers open on the staff side alone. It is done once."""

from collections.abc import Iterable
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.answers import store as answers
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core.local_time import local_day
from chalicelib.forms.definitions import FORMS
from chalicelib.results import snapshot
from chalicelib.results import store as results
from chalicelib.results.term_figures import RoundPart
from chalicelib.results.uncounted import is_uncounted
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.failed import Work, may_try
from chalicelib.rounds.round import Round, RoundInList
from chalicelib.rounds.try_again import put_off
from chalicelib.schools.term import term_of
from chalicelib.storage import transaction, wrapped_keys
from chalicelib.storage.writes import Write


def count_next(account: Account, listed: Iterable[RoundInList], now: datetime) -> None:
    """The oldest round of these that is over and not counted. One that cannot be
    counted keeps no page shut and no later round from being counted; it is tried again
    after a while."""
    if not account.may(Action.RUN_ROUNDS):
        return
    due = [
        round_
        for round_ in listed
        if is_uncounted(round_, now) and may_try(round_.not_counted, now)
    ]
    for round_ in sorted(due, key=lambda round_: round_.closes_at):
        if _is_counted(account, round_, now):
            return


def _is_counted(account: Account, listed: RoundInList, now: datetime) -> bool:
    try:
        return _count(account, listed.id, now)
    except transaction.Refused:
        return True  # by a colleague, at the same time
    except Exception as error:  # noqa: BLE001 - the page must open all the same
        put_off(Work.COUNTING, account.body_id, listed, error, now)
        return False


def _count(account: Account, round_id: str, now: datetime) -> bool:
    round_, key = rounds.get(round_id), wrapped_keys.get(round_id)
    if round_ is None or key is None or not round_.is_over(now):
        return False
    answered = _answered(round_, key)
    audit.record(
        Event.COUNTED_ROUND,
        account.body_id,
        account.id,
        round_.id,
        now,
        writes_of(round_, answered, now),
    )
    return True


def writes_of(
    round_: Round, answered: snapshot.Answered, now: datetime
) -> tuple[Write, ...]:
    """The round's figures, and what it is in the sums above."""
    found, parts = snapshot.of_answers(round_, answered, local_day(round_.closes_at))
    part = _part(round_, found, parts, now)
    term = term_of(found.closed_on)
    return (
        results.put_snapshot(found),
        results.put_for_owner(round_.owner_id, found),
        results.put_part(round_.owner_id, term, part),
        results.put_part(results.PROGRAMME, term, part),
        rounds.mark_counted(round_),
    )


def _answered(round_: Round, key: bytes) -> snapshot.Answered:
    form = FORMS[round_.form_id]
    return {
        class_id: answers.opened(key, Place(round_.id, class_id), form)
        for class_id in round_.classes
    }


def _part(
    round_: Round, found: snapshot.Snapshot, parts: snapshot.Parts, now: datetime
) -> RoundPart:
    return RoundPart(
        round_id=round_.id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        form_id=round_.form_id,
        counted_on=local_day(now),
        pupils=found.pupils,
        answers=found.answers,
        parts=parts,
    )
