"""A class teacher is asked to talk with a pupil who wants them."""

from dataclasses import replace

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.handle_items import handle
from chalicelib.handle_items.ask_teacher import ask_teacher
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from chalicelib.threads.contact import Contact
from tests.cast import BEFORE, CLASS_TEACHER, NOW, PRINCIPAL, Stage
from tests.giving import SOCIAL, colleagues
from tests.pupil_cast import TODAY, from_pupils, ticket_of
from tests.rows import rows_with

TAKEN = 1
"""The turn of an item that somebody has opened and taken."""


def followed_up(
    stage: Stage,
    contact: Contact = TODAY,
    along: bool = False,
    by: Account = PRINCIPAL,
) -> str:
    """The id of a pupil's request, opened and taken; the school has a class teacher."""
    transaction.commit(*accounts.put_account(CLASS_TEACHER))
    ticket = ticket_of(stage, "t" * 22)
    ask_contact.ask(ticket.text, contact, ticket.answers if along else None, BEFORE)
    (item,) = [item for item in from_pupils(by) if item.kind is ItemKind.CONTACT]
    open_item(by, item.kind, item.id, NOW)
    handle.take(press(item.id, 0, by))
    return str(item.id)


def asked_both(stage: Stage) -> None:
    """A teacher and the principal are asked to talk with the same pupil, by another."""
    colleagues()
    head = replace(PRINCIPAL, classes=("6A",))
    transaction.commit(*accounts.put_account(head))
    contact_id = followed_up(stage, by=SOCIAL)
    for turn, teacher in enumerate((CLASS_TEACHER, head), TAKEN):
        ask_teacher(press(contact_id, turn, SOCIAL), teacher.id)


def press(contact_id: str, turn: int = TAKEN, by: Account = PRINCIPAL) -> Press:
    return Press(by, ItemKind.CONTACT, contact_id, turn, NOW)


def asked(stage: Stage, contact: Contact = TODAY) -> str:
    """The id of a request of which the class teacher has been told."""
    contact_id = followed_up(stage, contact)
    ask_teacher(press(contact_id), CLASS_TEACHER.id)
    return contact_id


def round_of_pupils():
    """The latest of a class: what supporters answer when their group is over is a round
    too, of no class."""
    found = [rounds.get(row["id"]) for row in rows_with("forms", pk="ROUND#")]
    of_classes = [round_ for round_ in found if "6A" in round_.classes]
    return max(of_classes, key=lambda round_: round_.closes_at)


def of_a_class_teacher(visitor, language):
    """What a pupil wants of them, from the item's page to their own."""
    contact_id = followed_up(Stage(round_of_pupils(), []))
    for person in (PRINCIPAL, CLASS_TEACHER):
        transaction.commit(*accounts.put_account(replace(person, language=language)))
    visitor.become(PRINCIPAL)
    wish = visitor.get(f"/staff/inbox/contact/{contact_id}")
    ask_teacher(press(contact_id), CLASS_TEACHER.id)
    visitor.become(CLASS_TEACHER)
    return {
        "wish": wish,
        "classes": visitor.get("/staff/progress"),
        "talk": visitor.get(f"/staff/talks/{contact_id}"),
    }
