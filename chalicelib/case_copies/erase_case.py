"""A case is erased once it is over and the archive has it: by a person, never by a
clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_copies.made_copies import confirmed, is_current
from chalicelib.case_copies.pupils_answers import shred_answers
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry
from chalicelib.cases.follow import follow
from chalicelib.cases.may_open import may_lead
from chalicelib.cases.states import State
from chalicelib.cases.write import own
from chalicelib.core import errors
from chalicelib.storage import transaction
from chalicelib.storage.writes import Write

_AT_ONCE = 60
"""Tombstones in one transaction."""


def to_erase(account: Account, number: int, at: datetime) -> Case:
    """Of who is responsible, or answers for it by office. Raises NotFound, Erased."""
    return own(account, number, at, may_lead)


def kept_because(case: Case, entries: Sequence[CaseEntry] | None = None) -> str:
    """Why nobody erases it now: a string's key, empty where one may. ``entries`` are
    all of the case, None where they are to be read."""
    if case.state is not State.CHECKED:
        return "case_erasure.kept.open"
    if entries is None:
        entries = [cases.decode_entry(row) for row in cases.entries(case)]
    copies = confirmed(entries)
    if not any(is_current(number, entries) for number in copies):
        return "case_erasure.kept.old" if copies else "case_erasure.kept.no_copy"
    return ""


def erase(account: Account, number: int, seen: int, at: datetime) -> None:
    """Header and entries, names and drafts, what the pupil saw of it, and what they
    answered themselves. Raises ChangedMeanwhile, Incomplete."""
    case = to_erase(account, number, at)
    if case.version != seen:
        raise errors.ChangedMeanwhile
    if problem := kept_because(case):
        raise errors.Incomplete(problem)
    # Before the entries, which say where the answers are
    shred_answers(account, case, at)
    gone: list[Write] = [
        *follow(case, replace(case, shown=None)),
        *cases.erase_case(case, at),
    ]
    # Confirmed already; where the last step fails it is done again
    while len(gone) > _AT_ONCE:
        transaction.commit(*gone[:_AT_ONCE])
        gone = gone[_AT_ONCE:]
    about = str(number)
    audit.record_if_unchanged(
        Event.ERASED_CASE, case.body_id, account.id, about, at, gone
    )
