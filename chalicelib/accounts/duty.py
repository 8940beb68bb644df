"""Who reads what a round brings."""

from dataclasses import dataclass

from chalicelib.accounts.account import Account, Function


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Who reads what a round brings. Named to the pupils in a confidential round, so
    the name and the function are those of the day the round was set up."""

    account_id: str
    name: str
    function: Function | None
    left: bool = False
    """Gone, and still named on the cards of a confidential round."""

    @property
    def said_as(self) -> str:
        """What a pupil is told of who it is. The end of a key of ``pupil.mode.who``."""
        return self.function or "other"


def on_duty(account: Account) -> OnDuty:
    return OnDuty(account.id, account.name, account.function)
