"""The buttons of what a class is told, each made ready to be pressed: see
``test_twice``."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.rounds import store as rounds
from chalicelib.storage import transaction
from tests.cast import NOW, NURSE
from tests.class_reply.cast import FORM
from tests.forms_of import form
from tests.staff_browser import text
from tests.staff_door.buttons import case
from tests.staff_door.buttons_of_copies import CASES

__all__ = ["CASES"]
PART = "/staff/rounds/{round_id}/replies/{part}"


def _over(at):
    """The path of a class that has answered, in a round that is over."""
    for number in range(2, 7):
        at.stage.send(number, thriving="good")
    round_ = rounds.get(at.stage.round.id)
    over = replace(round_, closes_at=NOW - timedelta(minutes=5))
    transaction.commit(*rounds.change_round(over))
    return f"/staff/rounds/{round_.id}/replies/6A"


def _written(at, path):
    write = f"{path}/write"
    fields = form(text(at.visitor.get(write)), write, **FORM)
    return write, [*fields, ("do", "look")]


@case(f"{PART}/write", NURSE)
def _look(at):
    return _written(at, _over(at))


@case(f"{PART}/publish", NURSE)
def _publish(at):
    path = _over(at)
    page = text(at.visitor.post(*_written(at, path)))
    return f"{path}/publish", form(page, f"{path}/publish")


@case(f"{PART}/down", NURSE)
def _take_down(at):
    path, fields = _publish(at)
    at.done(path, fields)
    page = path.removesuffix("/publish")
    return f"{page}/down", form(text(at.visitor.get(page)), f"{page}/down")
