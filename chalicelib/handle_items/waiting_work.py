"""What waits on a person who leaves a school."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account, Function, Role
from chalicelib.items.handling import Deed
from chalicelib.items.item import Item
from chalicelib.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Waits:
    """What waits on one person. ``orphans`` is how many open items are for the school
    health service alone, where nobody of it is left; ``on_duty`` that they are the
    school's; ``cases`` how many they are responsible for, which get somebody else
    without being asked for."""

    items: tuple[Item, ...] = ()
    drafts: int = 0
    rounds: tuple[Round, ...] = ()
    on_duty: bool = False
    orphans: int = 0
    cases: int = 0

    @property
    def nothing(self) -> bool:
        return self == Waits()

    @property
    def needs_heir(self) -> bool:
        """Somebody must read what a round brings, every school day."""
        return bool(self.rounds or self.on_duty)


def leaves(before: Account, after: Account) -> bool:
    """Whether they can no longer do what they have taken on."""
    if not before.active:
        return False
    if before.role is not Role.MEMBER:
        return not after.active
    still_member = after.active and after.role is Role.MEMBER
    nurse = Function.HEALTH_SERVICE
    return not still_member or (
        before.function is nurse and after.function is not nurse
    )


def waits_on(
    item: Item, account_id: str, here: Collection[str], last_read: Deed | None
) -> bool:
    """Whether nobody else at the body goes on with it: they follow it up, or, where
    nobody of those ``here`` does, they were the last to read it. ``last_read`` is of a
    thread's words."""
    done = item.handling
    if not item.is_open:
        return False
    if done.taken and done.taken.who in {*here, account_id}:
        return done.taken.who == account_id
    if done.closed or done.case or done.joined_to:
        return False  # it has news, which wait for all
    read = max(
        (deed for deed in (done.opened, last_read) if deed), key=_at, default=None
    )
    return read is not None and read.who == account_id


def _at(deed: Deed) -> datetime:
    return deed.at
