"""Rule ``class``: when many in a class meet a rule, the class needs something as a
class."""

import secrets
from datetime import datetime, timedelta

from chalicelib.answers import store as answers
from chalicelib.core.ids import new_id
from chalicelib.flags import class_check_store
from chalicelib.flags.conditions import Reason
from chalicelib.flags.content import FlagContent
from chalicelib.flags.findings import Finding, class_flag
from chalicelib.flags.flag_items import flag_item
from chalicelib.flags.rule_sets import rules_for
from chalicelib.forms.definitions import FORMS
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience, inboxes_of_school
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import When
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Round
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key


def run(key: Key, now: datetime) -> None:
    """Count what is listed, raise the class's flag once if the rule is met, and look
    again when the round closes: answers that raise nothing can still make up the number
    the rule needs."""
    found = class_check_store.get(key)
    round_ = rounds.get(found[0].round_id) if found else None
    if found is None or round_ is None:
        return
    place, was = found
    band = class_flag(answers.count(place), _at_l2(round_, place, now))
    try:
        if band:
            _raise(band, round_, place, was, now)
        elif now < round_.closes_at:
            class_check_store.put_off(place, was, round_.closes_at)
        else:
            class_check_store.done(place, was)
    except transaction.Refused:
        return


def _at_l2(round_: Round, place: Place, now: datetime) -> int:
    """How many pupils, as far as flags are listed."""
    group, _ = inboxes_of_school(round_.school_id)
    return sum(
        item.counts_for_class
        and item.is_listed(now)
        and (item.round_id, item.class_id) == place
        for item in item_store.in_inbox(group)
    )


def _raise(band: str, round_: Round, place: Place, was: str, now: datetime) -> None:
    """With the slot after the one that told of the flags: else the class's flag would
    say which pupil made up the number."""
    flag_id = new_id(secrets.choice)
    reasons = (Reason("class", Level.L2, None, band),)
    rules = rules_for(FORMS[round_.form_id].grade_step).version_id
    found = Finding(
        Audience.RESOURCE_GROUP, Level.L2, reasons, False, False, rules=rules
    )
    since = item_mails.told_at(When.NEXT_SLOT, round_, now + timedelta(seconds=1))
    flag = flag_item(
        flag_id, found, FlagContent(reasons), round_, place.class_id, since
    )
    put = item_store.put_item(flag, item_mails.expires_at(round_), if_new=True)
    transaction.commit(class_check_store.mark_raised(place, was), put)
