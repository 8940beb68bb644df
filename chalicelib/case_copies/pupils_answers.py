"""What the pupil answered when their group was over goes with the case.

The key of each such round is deleted: what was sealed to it opens no more, here and in
every backup. What the supporters answered knows no case, and stays.
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, EntryKind
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import MAY_FINISH, Round
from chalicelib.storage import key_pairs, wrapped_keys


def shred_answers(account: Account, case: Case, at: datetime) -> None:
    """Done again it does nothing. Raises Incomplete while an answer may still come in,
    which nobody could ever read; ChangedMeanwhile, Unavailable."""
    found = list(_rounds(case))
    if any(at < round_.closes_at + MAY_FINISH for round_ in found):
        raise errors.Incomplete("case_erasure.kept.code")
    for round_ in found:
        # Not in the school's list of rounds: it is changed in one place alone
        gone, _ = rounds.shred_round(round_, local_day(at))
        writes = (wrapped_keys.delete_key(round_.id), gone)
        audit.record_if_unchanged(
            Event.SHREDDED_ROUND, case.body_id, account.id, round_.id, at, writes
        )


def _rounds(case: Case) -> Iterator[Round]:
    """Those that are not shredded yet."""
    key = key_pairs.private(case.body_id)
    for row in cases.entries(case):
        id_ = cases.read(key, case, row, _is_code).text("round")
        round_ = rounds.get(id_) if id_ else None
        if round_ and not round_.shredded_on:
            yield round_


def _is_code(_: Case, entry: CaseEntry) -> bool:
    return entry.kind is EntryKind.PUPIL_CODE
