"""A school owner's schools at a glance: how far each has come, what waits there that
nobody has opened, and what to do next. Of what waits it says what its owner may know,
and no more: see ``inbox.unopened``."""

from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Action
from chalicelib.inbox import unopened
from chalicelib.inbox.unopened import SchoolsUnopened
from chalicelib.manage_schools import checklist
from chalicelib.schools import standing_store
from chalicelib.schools import store as schools
from chalicelib.schools.checklist import Step
from chalicelib.schools.preparation import reaches_owner
from chalicelib.schools.standing import Standing
from chalicelib.schools.standing_store import AtGlance
from chalicelib.schools.store import SchoolInList

MOST_LOOKED_AT = 20
"""Schools whose steps are looked at anew for one page: each costs eight calls. The next
page goes on."""


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """``done`` of ``steps`` are done; ``steps`` is 0 where nobody has looked since
    something changed. ``next`` is what is missing first, a step of who looks before
    anybody else's; ``mine`` says that it is theirs. ``signed_in_on`` is when somebody
    of the school last came in, for who may read the school's log."""

    school: SchoolInList
    done: int
    steps: int
    next: Step | None
    mine: bool
    open_until: datetime | None
    opens_at: datetime | None
    signed_in_on: date | None
    waits: SchoolsUnopened | None

    @property
    def is_ready(self) -> bool:
        return 0 < self.steps == self.done


def of(who: Account, now: datetime) -> list[SchoolLine]:
    """What needs a person first comes first. Some queries in all, and a few for each
    school where something waits or nobody has looked."""
    people = accounts.of_body(who.body_id)
    told = reaches_owner(people)
    waits = {school.id: school for school in unopened.at_my_schools(who, now)}
    known = standing_store.of_owner(who.body_id)
    looked_at, lines = 0, []
    for school in schools.of_owner(who.body_id):
        glance = known.get(school.id, AtGlance())
        standing = glance.standing
        holds = standing is not None and standing.holds(now)
        if not holds and looked_at < MOST_LOOKED_AT:
            standing = checklist.look_and_keep(school.id, now)
            looked_at += 1
        on = glance.signed_in_on if who.may(Action.READ_AUDIT) else None
        lines.append(_line(who, school, standing, told, on, waits.get(school.id), now))
    return sorted(lines, key=_rank)


def _line(
    who: Account,
    school: SchoolInList,
    standing: Standing | None,
    owner_is_told: bool,
    signed_in_on: date | None,
    waits: SchoolsUnopened | None,
    now: datetime,
) -> SchoolLine:
    left = standing.left(owner_is_told) if standing else []
    mine = next((step for step in left if step.is_for(who)), None)
    somebodys = next((step for step in left if step.turn), None)
    steps = standing.steps if standing else 0
    return SchoolLine(
        school=school,
        done=steps - len(left),
        steps=steps,
        next=mine or somebodys,
        mine=mine is not None,
        open_until=standing.open_until(now) if standing else None,
        opens_at=standing.opens_at(now) if standing else None,
        signed_in_on=signed_in_on,
        waits=waits,
    )


def _rank(line: SchoolLine) -> tuple[int, bool, bool, bool, str]:
    urgency = line.waits.most_urgent if line.waits else 0
    name = line.school.name.casefold()
    return -urgency, not line.mine, line.steps > 0, line.is_ready, name
