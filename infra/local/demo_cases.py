"""Cases at the demo school, one in every state: invented, and written by the code that
people's presses reach."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.forms import (
    CaseClosing,
    FirstTalk,
    GroupMeeting,
    Helped,
    LaterCheck,
    Outcome,
    PupilReview,
    ReviewDecision,
    Wants,
)
from chalicelib.case_forms.save import save
from chalicelib.case_forms.supporters import (
    AskedAnswer,
    Guardian,
    Relation,
    Supporter,
    Supporters,
)
from chalicelib.cases import act, make_case
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import Pen
from chalicelib.core.local_time import local_day
from chalicelib.items.item import Item
from chalicelib.reading.ready import Press
from chalicelib.referrals.referral import YesNo
from infra.local import demo_plans

_TALK, _LIST, _MEETING = EntryKind.TALK, EntryKind.SUPPORTERS, EntryKind.MEETING
_REVIEW, _CLOSING, _CHECK = EntryKind.REVIEW, EntryKind.CLOSING, EntryKind.CHECK
_GROUP = (_TALK, _LIST, _MEETING)
_FOLLOWED = (*_GROUP, _REVIEW, _MEETING, _REVIEW, _REVIEW)
STORIES: dict[str, tuple[Wants, tuple[EntryKind, ...]]] = {
    "Lea Tankesen": (Wants.LATER, (_TALK,)),
    "Mio Oppdiktsen": (Wants.YES, ()),
    "Ada Fabelsen": (Wants.YES, (_TALK, _LIST)),
    "Max Påfunnsen": (Wants.YES, _GROUP),
    "Pia Fantasisen": (Wants.NO, (_TALK,)),
    "Tor Tenktesen": (Wants.YES, (*_FOLLOWED, _CLOSING)),
    "Eli Innfallsen": (Wants.YES, (*_FOLLOWED, _CLOSING, _CHECK)),
    "Kim Eksempelsen": (Wants.YES, _FOLLOWED),
}
"""By the pupil: what they answered, and how far it has come. The last is the one to
look at."""
WITH_A_PLAN, WITHOUT_A_PLAN = "Kim Eksempelsen", "Pia Fantasisen"
_PLANS: Mapping[str, demo_plans.AfterForm] = {
    WITH_A_PLAN: demo_plans.AFTER_FORM,
    WITHOUT_A_PLAN: demo_plans.NOT_NEEDED,
}
_SCALES = {1: 4, 2: 6, 3: 8}


def write_cases(
    who: Account,
    days: Sequence[datetime],
    refer: Callable[[datetime, str], Item],
) -> dict[str, int]:
    """A form a school day, up to the last of ``days``; the first was left lying. The
    numbers by the pupil."""
    numbers = {}
    for number_of, (pupil, (wants, kinds)) in enumerate(STORIES.items()):
        story = days[-(len(kinds) + 2) :] if number_of else days
        item = refer(story[0], pupil)
        press = Press(who, item.kind, item.id, 0, story[0] + timedelta(hours=1))
        number = numbers[pupil] = make_case.make(press)
        reviews = 0
        plan = _PLANS.get(pupil, {})
        for place, (kind, at) in enumerate(zip(kinds, story[1:], strict=False)):
            reviews += kind is _REVIEW
            form = _form(kind, local_day(at), who, wants, _SCALES.get(reviews, 8))
            save(pen_of(who, number, at), kind, form)
            if place in plan:
                plan[place](pen_of(who, number, at), local_day(at))
        if not kinds:
            words = "Ringte hjem. Mor er glad for at vi tar tak i det."
            act.note(pen_of(who, number, story[1]), words, local_day(story[1]))
    return numbers


def write_owners_case(owner: Account, item: Item, at: datetime) -> None:
    """Of what concerns the leadership: somebody has talked with the parents."""
    number = make_case.make(Press(owner, item.kind, item.id, 0, at))
    words = "Snakket med foreldrene. De vil være med når vi snakker med eleven."
    act.note(pen_of(owner, number, at), words, local_day(at))


def pen_of(who: Account, number: int, at: datetime) -> Pen:
    case = cases.get(who.body_id, number)
    assert case
    return Pen(who, number, case.version, f"{case.version:022d}", at)


def _form(
    kind: EntryKind, on: date, who: Account, wants: Wants, scale: int
) -> CaseForm:
    made: dict[EntryKind, Callable[[], CaseForm]] = {
        _TALK: lambda: FirstTalk(
            happened=on,
            adult=who.name,
            wants_group=wants,
            wants_help=Wants.YES,
            friends="Emil og Sara i klassen",
            scale=3,
            good_enough=8,
            keeps="Tegningen, og katten hjemme.",
            first_sign="At noen venter på meg når det ringer ut.",
            may_tell="At jeg er mye alene i storefri.",
        ),
        _LIST: lambda: Supporters(happened=on, people=_people()),
        _MEETING: lambda: GroupMeeting(
            happened=on,
            leader=who.name,
            minutes=20,
            present=(1, 2, 3, 4),
            proposals={1: "Spise sammen i matpausen", 2: "Spørre om å bli med ut"},
            went_well="Alle kom med noe de selv ville gjøre.",
            mood=8,
        ),
        _REVIEW: lambda: PupilReview(
            happened=on,
            scale=scale,
            better="Noen venter på meg i garderoben.",
            helped=Helped.YES,
            decision=ReviewDecision.CONTINUE,
        ),
        _CLOSING: lambda: CaseClosing(
            happened=on,
            outcome=Outcome.REACHED,
            meetings=2,
            weeks=2,
            guardian=YesNo.YES,
        ),
        _CHECK: lambda: LaterCheck(happened=on, scale=8, holds=YesNo.YES),
    }
    return made[kind]()


def _people() -> dict[int, Supporter]:
    names = ("Emil Diktesen", "Sara Diktesen", "Ahmed Diktesen", "Ida Diktesen")
    return {
        number: Supporter(
            name=name,
            role=Relation.FRIEND,
            answer=AskedAnswer.YES,
            guardian=Guardian.CONSENTED,
        )
        for number, name in enumerate((*names, "Leah Diktesen"), 1)
    }
