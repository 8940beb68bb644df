"""Groups of the last school year at both demo schools, so that there is something to
count: invented, cheap, and written by the code that people's presses reach."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.accounts.account import Account
from chalicelib.answer_form import submit
from chalicelib.case_forms.fields import CaseForm
from chalicelib.case_forms.forms import (
    CaseClosing,
    FirstTalk,
    GroupMeeting,
    LaterCheck,
    Outcome,
    Wants,
)
from chalicelib.case_forms.save import save
from chalicelib.cases import store as cases
from chalicelib.cases.about import About
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import FollowUp, NextAction, NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.write import NewEntry, entry_of
from chalicelib.closing_answers.make_codes import answers_read, pupils_code
from chalicelib.closing_answers.share import Share
from chalicelib.core import ids
from chalicelib.core.local_time import local_day
from chalicelib.follow_up_quality.count_month import count
from chalicelib.forms.form import EMPTY
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.count_groups import readers_of
from chalicelib.group_results.store import FrozenSaid
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.referrals.referral import YesNo
from chalicelib.schools import store as schools
from chalicelib.schools.term import Term, term_of
from chalicelib.storage import transaction
from infra.local.demo_cases import pen_of

_LONG_AGO, _WEEK = timedelta(days=300), timedelta(days=7)
_OUTCOMES = {
    "Jo Oppdiktsen": (Outcome.REACHED, "yes"),
    "Ra Fabelsen": (Outcome.BETTER, "yes"),
    "Li Tenktesen": (Outcome.REACHED, "little"),
    "Bo Innfallsen": (Outcome.UNCHANGED, "no"),
    "Mi Fantasisen": (Outcome.STOPPED, ""),
}
"""By the pupil: how the adults closed it, and whether they say they got new friends."""
_SAID = {
    "mattered": Share.MOST,
    "proud": Share.MOST,
    "glad_to_help": Share.NEARLY_ALL,
    "speak_up": Share.HALF,
    "was_hard": Share.SOME,
    "learnt": Share.MOST,
    "climate": Share.HALF,
}
"""Of the supporters of a half-year that is over: codes of then are good no longer."""


def write_groups(who: Account, now: datetime) -> None:
    """Of the school of ``who``, after its other cases."""
    at = now - _LONG_AGO
    for pupil, (outcome, friends) in _OUTCOMES.items():
        number = _case(who, pupil, at)
        _follow(who, number, at, outcome)
        _answer(who, number, friends, now)
        _check(who, number, at + 17 * _WEEK)
    count(who.body_id, now)
    _say(who, term_of(local_day(now)).before)


def _case(who: Account, pupil: str, at: datetime) -> int:
    number = cases.last_number(who.body_id) + 1
    about = About(pupil, "6A")
    case = Case(
        body_id=who.body_id,
        number=number,
        school_id=who.body_id,
        audience=Audience.RESOURCE_GROUP,
        origins=(),
        made_by=who.id,
        made_at=at,
        about=cases.seal_about(who.body_id, number, about),
        pupil=cases.seal_pupil(who.body_id, number, about),
        of_class=False,
        responsible=who.id,
        touched_at=at,
        next_action=NextAction(NextKind.FIRST_TALK, local_day(at)),
        follow_up=FollowUp(at, Level.L2, local_day(at)),
    )
    written = NewEntry(EntryKind.MADE, {"of": []})
    entry = entry_of(case, written, who.id, at, f"{number:022d}")
    transaction.commit(*cases.put_case(case, entry, written.content))
    return number


def _follow(who: Account, number: int, at: datetime, outcome: Outcome) -> None:
    for weeks, (kind, form) in enumerate(_forms(who, at, outcome)):
        day = at + weeks * _WEEK
        save(pen_of(who, number, day), kind, form)


def _forms(
    who: Account, at: datetime, outcome: Outcome
) -> list[tuple[EntryKind, CaseForm]]:
    on = [local_day(at + weeks * _WEEK) for weeks in range(3)]
    talk = FirstTalk(happened=on[0], adult=who.name, wants_group=Wants.YES, scale=4)
    return [
        (EntryKind.TALK, talk),
        (
            EntryKind.MEETING,
            GroupMeeting(happened=on[1], leader=who.name, present=(1, 2)),
        ),
        (
            EntryKind.CLOSING,
            CaseClosing(happened=on[2], outcome=outcome, guardian=YesNo.YES),
        ),
    ]


def _check(who: Account, number: int, at: datetime) -> None:
    form = LaterCheck(happened=local_day(at), scale=7, holds=YesNo.YES)
    save(pen_of(who, number, at), EntryKind.CHECK, form)


def _answer(who: Account, number: int, friends: str, at: datetime) -> None:
    """Today: a code of then would be good no longer."""
    # Of another case a press of the same number would draw the same code.
    pen = replace(pen_of(who, number, at), attempt=f"{number:011d}{at:%y%m%d%H%M}0")
    (card,) = pupils_code(pen).cards
    if friends:
        answer = {"friends": friends, "included": friends, "glad_told": "yes"}
        code = ids.normalise(card.code)
        form = submit.open_form(code, at)
        fields = {item: [option] for item, option in answer.items()}
        submit.submit(code, form.place, form.attempt, "nb", fields, at, (EMPTY,))
    answers_read(pen_of(who, number, at))


def _say(who: Account, term: Term) -> None:
    school = schools.get(who.body_id)
    assert school
    said = FrozenSaid(school.id, term.id, len(_OUTCOMES), _SAID)
    transaction.commit(*frozen_store.put_said(readers_of(school), said))
