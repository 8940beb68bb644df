"""Rule ``class``: when many in a class meet a rule, the class needs something as a class."""

import secrets
from datetime import datetime, timedelta

from chalicelib.content.flag_rules import rules_for
from chalicelib.content.forms import FORMS
from chalicelib.domain.codes import new_id
from chalicelib.domain.conditions import Reason
from chalicelib.domain.flags import class_flag
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.levels import Audience, Level
from chalicelib.domain.raised_flags import FlagContent
from chalicelib.domain.rounds import Round
from chalicelib.domain.telling import When
from chalicelib.services import telling
from chalicelib.stores import answers, class_checks, database, flags, inbox, rounds
from chalicelib.stores.codes import Place
from chalicelib.stores.keys import Key


def run(key: Key, now: datetime) -> None:
    """Count what is listed, raise the class's flag once if the rule is met, and look again when
    the round closes: answers that raise nothing can still make up the number the rule needs."""
    found = class_checks.get(key)
    round_ = rounds.get(found[0].round_id) if found else None
    if found is None or round_ is None:
        return
    place, was = found
    band = class_flag(answers.count(place), _at_l2(round_, place, now))
    try:
        if band:
            _raise(band, round_, place, was, now)
        elif now < round_.closes_at:
            class_checks.put_off(place, was, round_.closes_at)
        else:
            class_checks.done(place, was)
    except database.Refused:
        return


def _at_l2(round_: Round, place: Place, now: datetime) -> int:
    """How many pupils, as far as flags are listed. A wish for contact is a flag of its own in an
    anonymous round: it would count one pupil twice."""
    return sum(
        item.kind is Kind.FLAG
        and item.level >= Level.L2
        and item.is_listed(now)
        and not item.wish
        and (item.round_id, item.class_id) == place
        for item in inbox.of_body(round_.school_id)
    )


def _raise(band: str, round_: Round, place: Place, was: str, now: datetime) -> None:
    """With the slot after the one that told of the flags: else the class's flag would say which
    pupil made up the number."""
    flag_id = new_id(secrets.choice)
    content = FlagContent((Reason("class", Level.L2, None, band),))
    since = telling.told_at(When.NEXT_SLOT, round_, now + timedelta(seconds=1))
    flag = Item(
        kind=Kind.FLAG,
        id=flag_id,
        body_id=round_.school_id,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        audience=Audience.SCHOOL,
        level=Level.L2,
        first=False,
        since=since,
        class_id=place.class_id,
        place=round_.classes[place.class_id].label,
        round_id=round_.id,
        sealed=flags.seal(round_.public_key, round_.id, flag_id, Level.L2, content),
        clock_at=since,
        rules=rules_for(FORMS[round_.form_id].grade_step).version_id,
    )
    put = inbox.to_put(flag, telling.expires_at(round_), if_new=True)
    database.write(class_checks.to_raised(place, was), put)
