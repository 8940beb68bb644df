"""Rows of kinds that the walk over every page with every role has none of."""

from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.case_drafts.keep import keep
from chalicelib.cases import store as cases
from chalicelib.closing_answers.make_codes import pupils_code, supporters_codes
from chalicelib.closing_answers.share import shares
from chalicelib.core import ids
from chalicelib.group_results import store as frozen_store
from chalicelib.group_results.store import FrozenSaid
from chalicelib.handle_items.add_note import add_note
from chalicelib.handle_items.erase import erase
from chalicelib.handle_items.handle import close, take
from chalicelib.items.handling import Closing
from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox.store import KEPT
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading import see_item
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
from tests.cases.cast import pen
from tests.cast import BEFORE, NOW, OWNER, PRINCIPAL, SCHOOL, TEACHER
from tests.class_reply.cast import OVER, told
from tests.closing_answers.cast import answered
from tests.conftest import PREFIX
from tests.group_results.told import tell_of_groups
from tests.pupil_cast import TODAY, receipt_with, ticket_of
from tests.referring import refer, written
from tests.result_exports.cast import term
from tests.rows import rows_with
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
    _close_and_ask_to_erase(ItemKind.THREAD, _urgent_thread(stage))
    _close_and_ask_to_erase(ItemKind.CONTACT, _request_of_today(stage))
    _add_to_the_owners()
    for account in (PRINCIPAL, OWNER):
        _answer_at_the_end(account)
    _put_of_owner(stage)
    _put_figures()


def _write_a_note(account: Account) -> None:
    flag = a_flag(account)
    open_item(account, ItemKind.FLAG, flag, NOW)
    add_note(Press(account, ItemKind.FLAG, flag, 0, NOW), _MARK, "Har snakket med mor")


def _urgent_thread(stage: Any) -> str:
    receipt_with(ticket_of(stage, "w" * 22), "Jeg vil ikke leve")
    rows = rows_with("answers", sk="MESSAGE#")
    return next(
        str(row["thread_id"])
        for row in rows
        if row["level"] == 3 and "receipt_id" in row
    )


def _request_of_today(stage: Any) -> str:
    known = _requests()
    ask_contact.ask(ticket_of(stage, "x" * 22).text, TODAY, None, BEFORE)
    (item_id,) = _requests() - known
    return item_id


def _requests() -> set[str]:
    return {
        row["id"]
        for row in rows_with("answers", sk="MESSAGE#")
        if row["kind"] == "contact"
    }


def _add_to_the_owners() -> None:
    (row,) = rows_with("answers", pk=f"REFERRALS#{OWNER.body_id}")
    additions.add(TEACHER, row["id"], drafts.new_referral_id(), "Og mer", NOW)


def _close_and_ask_to_erase(kind: ItemKind, item_id: str) -> None:
    """By the principal: the school owner is to agree."""
    open_item(PRINCIPAL, kind, item_id, NOW)
    take(_pressed(kind, item_id))
    add_note(_pressed(kind, item_id), _MARK, "Har snakket med far")
    close(_pressed(kind, item_id), Closing.NOTHING_MORE, "Eleven har det bra igjen.")
    assert not erase(_pressed(kind, item_id), "Foreldrene vil ha dette bort.")


def _pressed(kind: ItemKind, item_id: str) -> Press:
    item = see_item.see(PRINCIPAL, kind, item_id, NOW).item
    return Press(PRINCIPAL, kind, item_id, item.handling.turn, NOW)


def _answer_at_the_end(account: Account) -> None:
    """What the pupil and a supporter of the account's case say of its group."""
    for make in (pupils_code, lambda pen: supporters_codes(pen, 1)):
        case = cases.get(account.body_id, 1)
        assert case
        (card,) = make(pen(case, _MARK, account=account)).cards
        answered(ids.normalise(card.code))


def _put_of_owner(stage: Any) -> None:
    done = Shredding(stage.round.id, OWNER.id, NOW, "Feil skjema ble sendt ut.")
    passed_on = {"mark": "1", "expires_at": epoch(OVER + KEPT)}
    transaction.commit(
        retention_store.put_retention(OWNER.body_id, Retention(90)),
        retention_store.put_shredding(OWNER.body_id, done, OVER.replace(year=2027)),
        Put(f"{PREFIX}-answers", keys.passed_on(OWNER.body_id, SCHOOL.id), passed_on),
    )


def _put_figures() -> None:
    tell_of_groups()
    readers = (SCHOOL.id, OWNER.body_id, frozen_store.PROGRAMME)
    said = FrozenSaid(SCHOOL.id, "2026-1", 3, shares([]))
    transaction.commit(
        *frozen_store.put_said(readers, said),
        results.put_term(results.PROGRAMME, Term(2026, 1), term(answers=900)),
        results.put_term(OWNER.body_id, Term(2026, 2), term("2026-2", answers=900)),
    )
