"""Rows of kinds that the walk over every page with every role has none of."""

from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.case_drafts.keep import keep
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.store import FrozenSaid
from chalicelib.handle_items.add_note import add_note
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import additions, drafts
from chalicelib.results import store as results
from chalicelib.schools import retention_store
from chalicelib.schools.retention import Retention, Shredding
from chalicelib.schools.term import Term
from chalicelib.storage import keys, transaction
from chalicelib.storage.codec import epoch
from chalicelib.storage.writes import Put
from chalicelib.web.form_body import Fields
from tests.cast import NOW, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.class_reply.cast import OVER, told
from tests.conftest import PREFIX
from tests.group_results.told import tell_of_groups
from tests.referring import refer, written
from tests.result_exports.cast import term
from tests.staff_door.test_pages import a_flag

_MARK = "d" * 22


def put_less_usual_rows(stage: Any) -> None:
    for account in (TEACHER, PRINCIPAL):
        desk = drafts.desk(account)
        written(desk, account)
        sent = refer(desk, account)
        additions.add(account, sent, drafts.new_referral_id(), "Og mer", NOW)
    typed = Fields({"note": ["Ringte hjem."], "attempt": [_MARK]})
    for account in (PRINCIPAL, OWNER):
        _write_a_note(account)
        keep(account, 1, "note", typed, NOW)
    for place in (3, 4):
        stage.send(place, thriving="good")
    told(stage)
    _put_of_owner(stage)
    _put_figures()


def _write_a_note(account: Account) -> None:
    flag = a_flag(account)
    open_item(account, ItemKind.FLAG, flag, NOW)
    add_note(Press(account, ItemKind.FLAG, flag, 0, NOW), _MARK, "Har snakket med mor")


def _put_of_owner(stage: Any) -> None:
    done = Shredding(stage.round.id, OWNER.id, NOW, "Feil skjema ble sendt ut.")
    passed_on = {"mark": "1", "expires_at": epoch(OVER.replace(year=2027))}
    transaction.commit(
        retention_store.put_retention(OWNER.body_id, Retention(90)),
        retention_store.put_shredding(OWNER.body_id, done, OVER.replace(year=2027)),
        Put(f"{PREFIX}-answers", keys.passed_on(OWNER.body_id, SCHOOL.id), passed_on),
    )


def _put_figures() -> None:
    tell_of_groups()
    readers = (SCHOOL.id, OWNER.body_id, frozen_store.PROGRAMME)
    said = FrozenSaid(SCHOOL.id, "2026-1", 3, {})
    transaction.commit(
        *frozen_store.put_said(readers, said),
        results.put_term(results.PROGRAMME, Term(2026, 1), term(answers=900)),
    )
