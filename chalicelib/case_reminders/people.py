"""The people of a case's line, as they are today: who is away is passed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.accounts.account import Account, Action, Function
from chalicelib.case_reminders.line import InLine, from_here
from chalicelib.cases.case import Case


@dataclass(frozen=True, slots=True)
class CasePeople:
    """``people`` are those of the body the cases stand at; ``deputies`` gives the ids
    of who stands in at the school, best first, and is asked where it comes to that."""

    people: Sequence[Account]
    deputies: Callable[[], Sequence[str]]

    def told(self, case: Case, who: InLine) -> list[Account]:
        """Who is told in their turn; empty where it is for the contacts of the school
        owner, who have none of the school's cases."""
        found = (self._those(case, step) for step in from_here(case.audience, who))
        return next(filter(None, found), [])

    def _those(self, case: Case, step: InLine) -> list[Account]:
        """Above who is responsible nobody is told of what is their own."""
        here = [
            person
            for person in self.people
            if person.may(Action.WORK_CASES) and person.bounced_at is None
        ]
        if step is InLine.OWNER:
            return here if case.is_owners else []
        if step is InLine.RESPONSIBLE:
            return [person for person in here if person.id == case.responsible]
        others = [person for person in here if person.id != case.responsible]
        if step is InLine.PRINCIPAL:
            return [person for person in others if person.is_principal]
        if step is InLine.NURSES:
            nurse = Function.HEALTH_SERVICE
            return [person for person in others if person.function is nurse]
        by_id = {person.id: person for person in others}
        return [by_id[id_] for id_ in self.deputies() if id_ in by_id][:1]
