"""Who was on duty in a round leaves: who is named in their place."""

from collections.abc import Iterable
from dataclasses import replace

from chalicelib.accounts.account import Account, Role
from chalicelib.handle_items.waiting_work import Waits
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.schools import preparation_store
from chalicelib.storage.writes import Write


def duties(
    who: Account, leaver: Account, waits: Waits, heir: Account | None
) -> Iterable[tuple[Write, ...]]:
    if heir is None:
        return
    for round_ in waits.rounds:
        yield rounds.change_round(_round_of(who, round_, leaver, heir))
    if waits.on_duty:
        done = preparation_store.get(leaver.body_id)
        yield (
            preparation_store.write_preparation(
                leaver.body_id, replace(done, on_duty=heir.id)
            ),
        )


def is_named_anew(who: Account, round_: Round, leaver: Account) -> bool:
    """The cards of a confidential round name a person: only the school owner puts
    another there."""
    kept = round_.mode is Mode.CONFIDENTIAL and who.role is not Role.OWNER
    return round_.on_duty.account_id == leaver.id and not kept


def _round_of(who: Account, round_: Round, leaver: Account, heir: Account) -> Round:
    """Where another may not be put on duty, the heir is the deputy, whom the pages name
    then."""
    was_on_duty = round_.on_duty.account_id == leaver.id
    deputy = round_.deputy
    if deputy and deputy.account_id in (leaver.id, heir.id):
        deputy = None
    if not was_on_duty:
        is_on_duty = round_.on_duty.account_id == heir.id
        return replace(round_, deputy=None if is_on_duty else on_duty(heir))
    if not is_named_anew(who, round_, leaver):
        left = replace(round_.on_duty, left=True)
        return replace(round_, on_duty=left, deputy=on_duty(heir))
    return replace(round_, on_duty=on_duty(heir), deputy=deputy)
