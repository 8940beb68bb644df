"""Rule ``persists``: a pupil's answers in a confidential round beside those of an
earlier one.

It opens sealed answers, so neither the pupil's side nor the clock can do it: it is done
when somebody of the resource group opens the inbox. Nobody who should come is missed by
that: whatever the rule finds is at least L1 by itself, so the weekly mail has brought
somebody there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.answers import store as answers
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.crypto.sealing import derived_id, keyed_hash
from chalicelib.crypto.secret_keys import Secret
from chalicelib.flags.conditions import Reason
from chalicelib.flags.content import FlagContent
from chalicelib.flags.findings import Finding, persists
from chalicelib.flags.flag_items import findings_of, flag_item
from chalicelib.flags.rule_sets import rules_for
from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import Form
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.items.mail_plan import When
from chalicelib.rounds import store as rounds
from chalicelib.rounds.code_store import Card, Place
from chalicelib.rounds.failed import Work, may_try
from chalicelib.rounds.round import MAY_FINISH, Mode, Round, RoundInList
from chalicelib.rounds.try_again import put_off
from chalicelib.storage import transaction, wrapped_keys


def compare(
    account: Account, rounds_there: Iterable[RoundInList], now: datetime
) -> None:
    """Compare what has come in since the last time. A round that cannot be compared
    never keeps the inbox shut; it is tried again after a while."""
    if not account.may(Action.RUN_ROUNDS):
        return
    for listed in rounds_there:
        if listed.shredded_on or not may_try(listed.not_compared, now):
            continue
        if listed.compare_with:
            try:
                _compare(account, listed, listed.compare_with, now)
            except Exception as error:  # noqa: BLE001 - the inbox must open all the same
                put_off(Work.COMPARING, account.body_id, listed, error, now)


def _compare(
    account: Account, listed: RoundInList, earlier_id: str, now: datetime
) -> None:
    round_, before = rounds.get(listed.id), rounds.get(earlier_id)
    if round_ is None:
        return
    classes = set(round_.classes) & set(before.classes) if before else set()
    counts = {
        class_id: answers.count(Place(round_.id, class_id)) for class_id in classes
    }
    fresh = [
        class_id
        for class_id in counts
        if counts[class_id] != listed.compared.get(class_id, 0)
    ]
    done = now >= round_.closes_at + MAY_FINISH
    if not fresh and not done:
        return
    if before and fresh:
        for class_id in fresh:
            _compare_class(round_, before, class_id, now)
    audit.record(
        Event.COMPARED_ROUNDS,
        account.body_id,
        account.id,
        round_.id,
        now,
        (rounds.change_compared(round_, counts, done),),
    )


def _compare_class(round_: Round, before: Round, class_id: str, now: datetime) -> None:
    now_key, then_key = wrapped_keys.get(round_.id), wrapped_keys.get(before.id)
    form, then_form = FORMS[round_.form_id], FORMS[before.form_id]
    if (
        not now_key
        or not then_key
        or rules_for(form.grade_step) != rules_for(then_form.grade_step)
    ):
        return
    place = Place(round_.id, class_id)
    then = answers.by_card(then_key, Place(before.id, class_id), then_form)
    for card, answer in answers.by_card(now_key, place, form).items():
        reasons = _reasons(then.get(card, {}), answer, form)
        if reasons:
            _raise(round_, Card(place, card), reasons, now)


def _reasons(
    then: Mapping[str, str], answer: Mapping[str, str], form: Form
) -> tuple[Reason, ...]:
    """None where the pupil is to be followed up as fast already: one pupil, one thing
    to do."""
    levels = [
        finding.level
        for finding in findings_of(form, answer, Mode.CONFIDENTIAL)
        if finding.audience is Audience.RESOURCE_GROUP
    ]
    if max(levels, default=Level.L1) >= Level.L2:
        return ()
    return persists(then, answer, rules_for(form.grade_step))


def _raise(
    round_: Round, card: Card, reasons: tuple[Reason, ...], now: datetime
) -> None:
    rules = rules_for(FORMS[round_.form_id].grade_step).version_id
    found = Finding(
        Audience.RESOURCE_GROUP, Level.L2, reasons, False, False, rules=rules
    )
    content = FlagContent(reasons, None, card.number)
    since = item_mails.told_at(When.NEXT_SLOT, round_, now)
    flag = flag_item(_flag_id(card), found, content, round_, card.place.class_id, since)
    try:
        transaction.commit(
            item_store.put_item(flag, item_mails.expires_at(round_), if_new=True)
        )
    except transaction.Refused:
        return  # raised already, by an earlier look


def _flag_id(card: Card) -> str:
    """Always the same for one card, and with a secret in it: no id tells a card's
    number."""
    return derived_id(
        "persists",
        keyed_hash(Secret.AUDIT, "persists", f"{'.'.join(card.place)}.{card.number}"),
    )
