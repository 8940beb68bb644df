"""A school's groups as its people may see them: a line for each that the reader has
access to, and how many are not counted yet. Of headers alone; nothing is opened."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.accounts.account import Account
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.may_open import may_open
from chalicelib.cases.states import State
from chalicelib.core.local_time import local_day
from chalicelib.group_results.group_figures import is_ripe
from chalicelib.group_results.store import FigureKind, counted

_IN_A_GROUP = frozenset({State.GROUP_RUNNING, State.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class GroupLine:
    """``check`` is the day on which somebody asks how it is, where nobody has."""

    number: int
    state: State
    closed_on: date | None
    check: date | None


@dataclass(frozen=True, slots=True)
class OwnGroups:
    """Of those ``over`` and not counted, ``asked`` were asked about after three months,
    or nobody did so in time."""

    lines: list[GroupLine]
    over: int
    asked: int


def own_groups(account: Account, now: datetime) -> OwnGroups:
    found = [case for case in cases.of_body(account.body_id) if had_group(case)]
    done = counted(account.body_id, FigureKind.GROUPS)
    over = [case for case in found if not case.is_open and case.number not in done]
    asked = [case for case in over if is_ripe(case, local_day(now))]
    return OwnGroups(
        [_line(case) for case in found if may_open(account, case, now)],
        len(over),
        len(asked),
    )


def had_group(case: Case) -> bool:
    """It runs, or ran until the case was closed."""
    reached = case.state if case.is_open else case.closed_from
    return reached in _IN_A_GROUP and not (case.of_class or case.is_owners)


def _line(case: Case) -> GroupLine:
    check = None if case.is_open or not case.next_action else case.next_action.on
    return GroupLine(case.number, case.state, case.closed_on, check)
