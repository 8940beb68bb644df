"""Looks for a pupil's name through all that the reader may read of their own school."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.access_requests.goes_along import is_about, kept_because
from chalicelib.access_requests.gone_through import GoneThrough
from chalicelib.access_requests.mention import Mention, has_words, mention
from chalicelib.access_requests.things import Mentioned, Thing, texts_in, things_of
from chalicelib.accounts.account import Account, Role
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.text import clean, size_problem

MOST_NAME = 100
AT_ONCE = 150
"""Things looked through by one press: some seconds."""


@dataclass(frozen=True, slots=True)
class Found:
    """``gone_through`` is how far it has come, with earlier presses, of ``all`` things;
    ``added`` are those that came since the first press, ``shut`` those this reader may
    not read, ``unopened`` those of this press that hold something nobody can open."""

    places: list[Mentioned]
    gone_through: GoneThrough
    all: int
    added: int
    shut: int
    unopened: int

    @property
    def looked(self) -> int:
        return self.gone_through.number


def others_search(account: Account) -> tuple[str, ...]:
    """Who else has something that this reader doesn't read: owner, school, nurse."""
    if account.role is Role.OWNER:
        return ("school", "nurse")
    return ("owner", "nurse") if account.is_principal else ("owner", "school")


def not_included(account: Account) -> tuple[str, ...]:
    """What is in no answer of theirs, as the ends of the keys that say why."""
    return ("anonymous", "numbers", "others", *others_search(account), "gone")


def name_in(typed: str) -> str:
    """Raises Incomplete where there is none, or it is too long."""
    name = " ".join(clean(typed, MOST_NAME).split())
    if not (has_words(name) and any(map(str.isalpha, name))):
        raise errors.Incomplete("insight.problem.name")
    if size_problem(name, MOST_NAME):
        raise errors.Incomplete("insight.problem.long")
    return name


def find(account: Account, name: str, before: GoneThrough, now: datetime) -> Found:
    """From behind what earlier presses have gone through, newest first, as many as one
    press may take. That it was done is written down, with how many places were found
    and never the name. Nothing is opened for anybody by it, and no clock stops. Raises
    NotFound, Unavailable."""
    if not account.answers_requests:
        raise errors.NotFound
    things, shut = things_of(account, now)
    left = [thing for thing in things if before.is_left(thing.place)]
    part = left[:AT_ONCE]
    places, unopened = _places(account, part, name)
    about = f"{account.body_id} {len(places)}"
    audit.record(Event.SEARCHED_PUPIL, account.body_id, account.id, about, now)
    return Found(
        places,
        before.with_these([thing.place for thing in part]),
        before.number + len(left),
        max(len(things) - len(left) - before.number, 0),
        shut,
        unopened,
    )


def _places(
    account: Account, part: Sequence[Thing], name: str
) -> tuple[list[Mentioned], int]:
    places, unopened = [], 0
    for thing in part:
        said = list(thing.said())
        unopened += None in said
        if found := mention(texts_in(said), name):
            kept = kept_because(account, thing.held, said, name)
            ticked = found is Mention.WHOLE and is_about(thing.held, said, name)
            place = thing.place
            places.append(
                dataclasses.replace(place, mention=found, kept=kept, ticked=ticked)
            )
    return places, unopened
