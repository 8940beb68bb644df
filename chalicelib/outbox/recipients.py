"""Who is told together."""

from enum import StrEnum

from chalicelib.accounts.account import Account, Function, Role


class Recipients(StrEnum):
    """Circles of people who are told together."""

    GROUP = "group"
    PRINCIPAL = "principal"
    OWNER = "owner"
    NURSE = "nurse"
    RECEIVER = "receiver"
    """One person alone, whom a colleague has handed something over to."""

    def has(self, person: Account) -> bool:
        """Somebody of the school, or of the school owner, is told as one of these:
        the owner's contacts and not its administrators, the members of the resource
        group and not the teachers."""
        if not person.let_in or self is Recipients.RECEIVER:
            return False
        if self is Recipients.OWNER:
            return person.role is Role.OWNER
        return (
            person.role is Role.MEMBER
            and {
                Recipients.GROUP: True,
                Recipients.PRINCIPAL: person.is_principal,
                Recipients.NURSE: person.function is Function.HEALTH_SERVICE,
            }[self]
        )
