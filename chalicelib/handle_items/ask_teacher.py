"""A pupil wants the class teacher: who that is, and the press that asks them to talk
with the pupil."""

from dataclasses import dataclass

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.handle_items import talk_store
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.handling import Did
from chalicelib.items.item import Item
from chalicelib.outbox import outgoing
from chalicelib.outbox import store as outbox
from chalicelib.reading import thread as school_threads
from chalicelib.reading.ready import Press, in_hand
from chalicelib.rounds.groups import groups_of
from chalicelib.schools import store as schools
from chalicelib.schools.class_teachers import labels, own_classes
from chalicelib.threads.contact import Whom
from chalicelib.threads.thread import ShownThread


@dataclass(frozen=True, slots=True)
class WantedTeacher:
    """``classes`` are those of theirs that the pupil may be in."""

    person: Account
    classes: str


@dataclass(frozen=True, slots=True)
class TeacherWish:
    """``alone``: nothing else is known of the pupil here, so that nobody tells a
    teacher of more than the pupil has asked for, nor of anything that may be about
    them."""

    teachers: tuple[WantedTeacher, ...]
    alone: bool

    def may_be_asked(self, account: Account, item: Item) -> list[str]:
        """The ids of those whom the account, who follows it up, may ask now; nobody
        twice."""
        done = item.handling
        mine = done.taken is not None and done.taken.who == account.id
        if not (mine and self.alone) or done.is_done:
            return []
        asked = (wanted.person.id for wanted in self.teachers)
        return [who for who in asked if who != account.id and not done.talk_of(who)]


def wish_of(item: Item, thread: ShownThread | None) -> TeacherWish | None:
    """None where no pupil has asked for the class teacher, or the reader may not know.
    Small classes answer together: then it may be the teacher of any of them."""
    if thread is None or not (thread.asks_contact and _wants_teacher(thread)):
        return None
    there = schools.classes(item.school_id)
    classes = [class_ for class_ in there if item.class_id in groups_of(class_)]
    wanted = (
        WantedTeacher(person, labels(own_classes(person, classes)))
        for person in accounts.of_body(item.body_id)
        if person.let_in
    )
    joined = item.handling.joined or item.handling.joined_to
    return TeacherWish(
        tuple(teacher for teacher in wanted if teacher.classes),
        alone=not (joined or thread.flag_ids),
    )


def _wants_teacher(thread: ShownThread) -> bool:
    said = (shown.content.contact for shown in thread.messages if shown.content)
    return any(wish and wish.whom is Whom.CLASS_TEACHER for wish in said)


def ask_teacher(press: Press, to: str) -> None:
    """The class teacher is mailed that somebody asks them for something, and reads on
    their own page whom to talk with. Raises as the acts of ``handle`` do."""
    item = in_hand(press)
    account, now = press.account, press.at
    thread = school_threads.see_thread(account, item.id, now)
    wish = wish_of(item, thread)
    if wish is None or to not in wish.may_be_asked(account, item):
        raise errors.Incomplete("inbox.problem.ask_teacher")
    mail = outgoing.asked_to_talk(item.school_id, item.owner_id, to, now)
    asked = item.noted(Did.ASKED_TEACHER, account.id, now, to)
    round_ = school_threads.round_of(item.round_id or "")
    writes = (
        item_store.replace(item, asked.told([mail.id], item.clock_at)),
        talk_store.put_talk(item, to, item_mails.expires_at(round_)),
        outbox.put_mail(mail),
    )
    about = f"{item.id}.{to}"
    event = Event.ASKED_TEACHER_CONTACT
    audit.record_if_unchanged(event, item.body_id, account.id, about, now, writes)
