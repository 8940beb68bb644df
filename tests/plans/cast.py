"""A plan with nothing missing, and the case it is read in."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.cases import store as cases
from chalicelib.cases.entry import CaseEntry, EntryKind, ReadEntry
from chalicelib.cases.make_case import make
from chalicelib.cases.states import State
from chalicelib.cases.write import Pen
from chalicelib.core.local_time import SchoolCalendar, local_day
from chalicelib.items.item_kind import ItemKind
from chalicelib.plans.duties import Duty, DutyDone, Means
from chalicelib.plans.plan import (
    ActivityPlan,
    Aim,
    FeelsSafe,
    Improvement,
    Measure,
    PlanEvaluation,
)
from chalicelib.plans.see_plan import PlanFacts, plan_in
from chalicelib.plans.write_plan import decide
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.referrals.referral import Involved
from chalicelib.storage import records
from tests.cases.cast import grouped, pen
from tests.cast import NOW, OWNER, PRINCIPAL, TEACHER
from tests.referring import refer

KNOWN = date(2026, 11, 10)
"""A Tuesday."""
DECIDED = KNOWN + timedelta(days=2)
CALENDAR = SchoolCalendar()
LUNCH = Measure(
    "Faste lekegrupper i storefri",
    Aim.GROUP,
    "Amina Yusuf",
    DECIDED,
    "tirsdag og torsdag",
    date(2026, 12, 18),
)
TALK = Measure(
    "Samtale om uka som har gått",
    Aim.PUPIL,
    "Kari Nordvik",
    DECIDED,
    "hver fredag",
    date(2026, 12, 18),
)
WHOLE = ActivityPlan(
    problem="Nora har ingen å være sammen med i storefri.",
    problem_from=1,
    pupil_view="Jeg vil ha to å gå sammen med.",
    others_view="Klassen sier at mange går alene.",
    best_interests="Nora skal ha trygge friminutt.",
    measures=(LUNCH, TALK),
    evaluate_on=DECIDED + timedelta(days=7),
    guardians_on=DECIDED,
    rights_on=DECIDED,
    known_on=KNOWN,
    principal_on=KNOWN,
    involved=Involved.NO,
)
BETTER = PlanEvaluation(Improvement.BETTER, FeelsSafe.YES, "Det er bedre.")


def entry(number: int, kind: EntryKind, on: date, record: Any = None) -> ReadEntry:
    """``record`` None: what was written is not opened."""
    written = CaseEntry(
        number,
        f"E{number}",
        kind,
        PRINCIPAL.id,
        on,
        datetime.combine(on, time(12), UTC),
        State.RECEIVED,
    )
    content = None if record is None else records.encode(record)
    return ReadEntry(written, content)


def looked(number: int, on: date, means: Means, duty: Duty = Duty.INVESTIGATE) -> Any:
    done = DutyDone(duty, "Vi så etter.", means)
    return entry(number, EntryKind.DUTY, on, done)


def plan(number: int, made: ActivityPlan = WHOLE, on: date = DECIDED) -> ReadEntry:
    return entry(number, EntryKind.PLAN, on, made)


def evaluated(number: int, on: date, **changes: Any) -> ReadEntry:
    return entry(number, EntryKind.EVALUATION, on, replace(BETTER, **changes))


INVESTIGATED = [
    looked(1, KNOWN, Means.PUPIL),
    looked(2, DECIDED, Means.OBSERVED),
]


def facts(*after: ReadEntry, today: date = DECIDED, **changes: Any) -> PlanFacts:
    """The plan with ``changes``, in a case where it was investigated first and
    ``after`` came then."""
    entries = [*INVESTIGATED, plan(3, replace(WHOLE, **changes)), *after]
    return facts_of(entries, today)


def facts_of(
    entries: list[ReadEntry],
    today: date = DECIDED,
    is_open: bool = True,
    calendar: SchoolCalendar = CALENDAR,
) -> PlanFacts:
    seen = plan_in(entries)
    assert seen.latest
    return PlanFacts(seen, seen.latest, is_open, calendar, today)


def planned(account: Account, **changes: Any) -> None:
    """A case of the account's own referral, with a group and a plan of today."""
    grouped(account)
    decided(PRINCIPAL, **changes)


def planned_at_both(**changes: Any) -> None:
    """Such a case at the school, and one of the school owner's."""
    planned(PRINCIPAL, **changes)
    referral_id = refer(drafts.desk(TEACHER), involved=["leadership"])
    open_item(OWNER, ItemKind.REFERRAL, referral_id, NOW)
    make(Press(OWNER, ItemKind.REFERRAL, referral_id, 0, NOW))
    talk = FirstTalk(happened=local_day(NOW), adult="Berit", wants_group=Wants.YES)
    save(_pen(OWNER), EntryKind.TALK, talk)
    decided(OWNER, **changes)


def decided(account: Account, **changes: Any) -> None:
    """The plan of a case, today."""
    made = replace(WHOLE, problem_from=None, **changes)
    decide(_pen(account), made, local_day(NOW))


def _pen(account: Account) -> Pen:
    case = cases.get(account.body_id, 1)
    assert case
    return pen(case, "p" * 22, account=account)
