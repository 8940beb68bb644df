"""What the pupil sees of a case with the code of their messages: written anew whenever
it changes, as long as who is responsible shows it."""

from chalicelib.accounts import store as accounts
from chalicelib.cases.case import Case
from chalicelib.cases.clocks import NextKind
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.schools import store as schools
from chalicelib.storage.writes import Change
from chalicelib.threads import receipt_store
from chalicelib.threads.followed import ROLES, Followed, NextForPupil

_TALKS = frozenset(
    {NextKind.FIRST_TALK, NextKind.REVIEW, NextKind.CLOSING, NextKind.CHECK}
)


def follow(before: Case, after: Case) -> tuple[Change, ...]:
    """For the transaction that stores the case. Nothing where the pupil would see no
    difference, has taken their words back, or their copy is gone."""
    shown = after.shown or before.shown
    is_same = after.shown == before.shown and _seen(after) == _seen(before)
    if shown is None or is_same:
        return ()
    copy = receipt_store.get(shown.receipt_id)
    if copy is None or copy.withdrawn:
        return ()
    if after.shown is None:
        return (receipt_store.stop_showing(shown.receipt_id),)
    told = receipt_store.show(shown.receipt_id, shown.public_key, followed(after))
    return (told,)


def followed(case: Case) -> Followed:
    """As the pupil sees it."""
    people = {person.id: person for person in accounts.of_body(case.body_id)}
    readers = {people[id_].position.value for id_ in case.readers if id_ in people}
    roles = tuple(role for role in ROLES if role in readers)
    if case.next_action is None:
        return Followed(roles)
    school = schools.get(case.school_id)
    calendar = school.calendar if school else SchoolCalendar()
    talks = case.next_action.kind in _TALKS
    kind = NextForPupil.TALK if talks else NextForPupil.WORK
    return Followed(roles, kind, case.next_action.due(calendar))


def _seen(case: Case) -> object:
    return case.readers, case.next_action
