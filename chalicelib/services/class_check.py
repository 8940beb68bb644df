"""Rule ``class``: when many in a class meet a rule, the class needs something as a class."""

from datetime import datetime

from chalicelib.domain.flags import Audience, Level, Reason, class_flag
from chalicelib.domain.inbox import Item, Kind
from chalicelib.domain.raised_flags import FlagContent
from chalicelib.domain.rounds import Round
from chalicelib.domain.telling import GROUP_AT_SLOT, When
from chalicelib.sealing import derived_id
from chalicelib.services import telling
from chalicelib.stores import answers, class_checks, database, flags, inbox, rounds
from chalicelib.stores.codes import Place
from chalicelib.stores.keys import Key


def run(key: Key, now: datetime) -> None:
    """Count, raise the class's flag once if the rule is met, and look again when the round closes:
    answers that raise nothing can still make up the number the rule needs."""
    found = class_checks.get(key)
    round_ = rounds.get(found[0].round_id) if found else None
    if found is None or round_ is None:
        return
    place, was = found
    band = class_flag(answers.count(place), _at_l2(round_, place))
    try:
        if band:
            _raise(band, round_, place, now)
        if band is None and now < round_.closes_at:
            class_checks.put_off(place, was, round_.closes_at)
        else:
            class_checks.done(place, was)
    except database.Refused:
        return


def _at_l2(round_: Round, place: Place) -> int:
    own = _class_flag_id(place)
    return sum(
        item.kind is Kind.FLAG
        and item.level >= Level.L2
        and (item.round_id, item.class_id) == place
        and item.id != own
        for item in inbox.of_body(round_.school_id)
    )


def _raise(band: str, round_: Round, place: Place, now: datetime) -> None:
    flag_id = _class_flag_id(place)
    content = FlagContent((Reason("class", Level.L2, None, band),))
    since = telling.told_at(When.NEXT_SLOT, round_, now)
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
    )
    try:
        database.write(
            *telling.announce(flag, [(GROUP_AT_SLOT, since)], telling.expires_at(round_))
        )
    except database.Refused:
        return  # raised already, by an earlier look


def _class_flag_id(place: Place) -> str:
    return derived_id("class flag", ".".join(place))
