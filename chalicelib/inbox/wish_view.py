"""What an item's page says of a pupil's wish for the class teacher."""

from collections.abc import Sized
from dataclasses import dataclass

from chalicelib.accounts.account import Account
from chalicelib.handle_items.ask_teacher import TeacherWish, WantedTeacher, wish_of
from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.see_item import Seen
from chalicelib.staff_door.class_name import class_name


@dataclass(frozen=True, slots=True)
class TeacherLine:
    """Who it is, what has been said of it, and whom a press would ask; what is empty is
    left out."""

    who: str
    state: str
    asks: str
    press: str


@dataclass(frozen=True, slots=True)
class WishView:
    """``hint`` says what a press does, or why there is none."""

    teachers: list[TeacherLine]
    hint: str


def wish_view(seen: Seen, account: Account, words: ItemWords) -> WishView | None:
    item = seen.item
    wish = wish_of(item, seen.thread) if item.kind is ItemKind.CONTACT else None
    if wish is None:
        return None
    may_be_asked = wish.may_be_asked(account, item)
    lines = [
        _line(teacher, item, teacher.person.id in may_be_asked, words)
        for teacher in wish.teachers
    ]
    why = "" if item.handling.is_done else _why(wish, may_be_asked, account, item)
    place = class_name(words.t, item.place)
    return WishView(lines, words.t(f"inbox.teacher.{why}", place=place) if why else "")


def _why(wish: TeacherWish, may_be_asked: Sized, account: Account, item: Item) -> str:
    """What the hint says, as the end of a key; nothing where all has been said."""
    if may_be_asked or not wish.teachers:
        return "ask" if may_be_asked else "nobody"
    if not wish.alone:
        return "not_alone"
    taken = item.handling.taken
    return "" if taken and taken.who == account.id else "not_mine"


def _line(
    teacher: WantedTeacher, item: Item, may_be_asked: bool, words: ItemWords
) -> TeacherLine:
    t, name = words.t, words.name(teacher.person.id)
    last = item.handling.talk_of(teacher.person.id)
    did = "" if last is None else "asked" if last.did is Did.ASKED_TEACHER else "talked"
    when = words.when(item, last.at) if last else ""
    return TeacherLine(
        t("inbox.teacher", classes=teacher.classes, name=name),
        t(f"inbox.teacher.{did}", when=when) if did else "",
        teacher.person.id if may_be_asked else "",
        t("inbox.teacher.go", name=name) if may_be_asked else "",
    )
