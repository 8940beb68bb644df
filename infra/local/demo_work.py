"""What has happened at the demo school: invented, and done by the code that people's
presses reach.

So that each role finds something believable to look at, and every kind of item is there
once.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.accounts.account import Account
from chalicelib.answer_form import submit
from chalicelib.core.local_time import OSLO, SchoolCalendar, is_school_time
from chalicelib.handle_items import handle
from chalicelib.items.filter import Filter
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.manage_rounds.open import make_codes
from chalicelib.pupil_threads import ask_contact, by_pupil, tickets
from chalicelib.pupil_threads.tickets import Ticket
from chalicelib.reading import answer_pupil, inbox_list, own_items
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.referrals import send as sending
from chalicelib.rounds.code_store import Place
from chalicelib.rounds.round import Round
from chalicelib.threads.contact import Contact, ContactUrgency, Whom
from chalicelib.threads.message import MessageKind as Said
from infra.local import demo_access
from infra.local.demo_cases import write_cases, write_owners_case
from infra.local.demo_own_answers import write_own_answers

_EVER = datetime.max.replace(tzinfo=UTC)
_REFERRAL = {
    "pupil": "Kim Eksempelsen",
    "class_id": "6A",
    "how": "told_by_pupil",
    "pupil_says": "«De går når jeg kommer. Jeg vil bare ha noen å være sammen med.»",
    "seen": "Står alene ved gjerdet i storefri, tirsdag og torsdag.",
    "situations": "left_out",
    "involved": "no",
    "done": "Satte oss ved siden av hverandre i matpausen og snakket litt.",
    "urgency": "this_week",
    "spoken": "yes",
    "pupil_knows": "yes",
    "guardians": "no",
    "guardians_why_not": "Eleven ba meg vente til i morgen.",
    "works": "Har det fint med to elever i 6B.",
    "suggested": "support_group",
    "confirmed": "yes",
}


def school_days_before(now: datetime, number: int) -> list[datetime]:
    """Five past nine on the last so many school days before today, the earliest
    first."""
    nine = datetime.combine(now.astimezone(OSLO).date(), time(9, 5), OSLO)
    mornings = (nine - timedelta(days=days) for days in range(1, 60))
    found = [
        morning for morning in mornings if is_school_time(SchoolCalendar(), morning)
    ]
    return [morning.astimezone(UTC) for morning in reversed(found[:number])]


def school_afternoon_after(now: datetime, days: int) -> datetime:
    """Two o'clock on the first school day at least so many days ahead."""
    day = now.astimezone(OSLO).date() + timedelta(days=days)
    while not is_school_time(SchoolCalendar(), datetime.combine(day, time(13), OSLO)):
        day += timedelta(days=1)
    return datetime.combine(day, time(14), OSLO).astimezone(UTC)


def _learnt(at: datetime) -> dict[str, str]:
    day: date = at.astimezone(OSLO).date()
    return {"learnt_on": day.isoformat()}


class Demo:
    """The people by what they are, and the codes that pupils of the past days have
    used."""

    def __init__(
        self, people: dict[str, Account], older: Round, young: Round, eldest: Round
    ) -> None:
        self.people = people
        self.older, self.young, self.eldest = older, young, eldest
        self._codes = {
            (round_.id, class_id): iter(make_codes(round_, class_id, 14))
            for round_ in (older, young, eldest)
            for class_id in round_.classes
        }

    def happen(self, now: datetime) -> None:
        """The past three school days, and this morning."""
        first, second, third = school_days_before(now, 3)
        self._past_weeks(now)
        self._first_day(first)
        self._second_day(second)
        self._third_day(third, now)
        self._this_morning(now)

    def _past_weeks(self, now: datetime) -> None:
        """The cases, and the one that is the school owner's."""
        principal, owner = self.people["principal"], self.people["owner"]

        def told(at: datetime, pupil: str) -> Item:
            found = self._refers(at, {"pupil": pupil}, now)
            self._open(principal, found, at + timedelta(minutes=40))
            return found

        numbers = write_cases(principal, school_days_before(now, 12), told)
        last_day = school_days_before(now, 1)[0]
        demo_access.share(self.people, numbers, last_day, now)
        write_own_answers(principal, numbers, last_day + timedelta(hours=3))
        third = school_days_before(now, 3)[0]
        leader = {"pupil": "Ali Påfunnsen", "involved": "leadership"}
        item = self._refers(third, leader, now)
        self._open(owner, item, third + timedelta(hours=1))
        write_owners_case(owner, item, third + timedelta(hours=2))

    def _first_day(self, at: datetime) -> None:
        group, principal = self.people["social"], self.people["principal"]
        for said in ({"thriving": "very_good"}, {"thriving": "good"}, {"hurt": "once"}):
            self._answers("6A", at, said)
        self._answers(
            "6A", at, {"hurt": "few", "excluded": "weekly", "trusted_adult": "no"}
        )
        self._answers("6A", at, {"thriving": "not_so_good", "company": "seldom"})
        self._answers("5A", at, {"safe": "unsure", "hurt": "once"})
        left_out, lonely, unsafe, *_ = self._unopened(group)
        for item in (left_out, lonely, unsafe):
            self._open(group, item, at + timedelta(hours=2))
        handle.take(
            Press(group, left_out.kind, left_out.id, 0, at + timedelta(hours=2))
        )
        handle.take(Press(group, lonely.kind, lonely.id, 0, at + timedelta(hours=2)))
        later = at + timedelta(hours=3)
        handle.hand_over(Press(group, lonely.kind, lonely.id, 1, later), principal.id)
        note = (
            "Friminuttene i 5A har fått to voksne, og klassen har laget regler sammen."
        )
        handle.close(
            Press(group, unsafe.kind, unsafe.id, 0, later), "class_measure", note
        )

    def _second_day(self, at: datetime) -> None:
        for said in (
            {"thriving": "good"},
            {"thriving": "ok"},
            {"company": "sometimes"},
        ):
            self._answers("5A", at, said)

    def _third_day(self, at: datetime, now: datetime) -> None:
        """A pupil without a name wrote, was answered, and has written again now."""
        group = self.people["social"]
        ticket = self._answers("5A", at, {"company": "never"})
        own = by_pupil.take_receipt(ticket.text, None, at).own
        by_pupil.write(
            own, "a" * 22, Said.TEXT, "Ingen vil være med meg i friminuttet.", at
        )
        for item in self._unopened(group):
            self._open(group, item, at + timedelta(hours=1))
        (thread,) = (item for item in self._all(group) if item.kind is ItemKind.THREAD)
        answer = "Takk for at du sa det. Hva ville gjort friminuttene bedre for deg?"
        answer_pupil.reply(group, thread.id, "b" * 22, answer, at + timedelta(hours=2))
        handle.take(Press(group, thread.kind, thread.id, 0, at + timedelta(hours=2)))
        by_pupil.write(
            own, "c" * 22, Said.TEXT, "At noen spurte meg om å bli med.", now
        )

    def _this_morning(self, now: datetime) -> None:
        self._answers("6A", now, {"contact": "today", "hurt": "often"})
        self._answers(
            "6A", now, {"excluded": "few", "more": "Det er verst i garderoben."}
        )
        self._answers("STEP5-7", now, {"safe": "often_not"})
        self._answers("6A", now, {"adult_hurt": "few", "leadership": "yes"})
        self._answers("2A", now, {"safe": "bad"}, of=self.young)
        self._answers("2A", now, {"thriving": "bad"}, of=self.young)
        self._answers(
            "9A", now, {"thriving": "good", "company": "often"}, of=self.eldest
        )
        for whom, urgency, name in (
            (Whom.NURSE, ContactUrgency.THIS_WEEK, "Alex Oppdiktsen"),
            (Whom.PRINCIPAL, ContactUrgency.TODAY, "Robin Tenktesen"),
        ):
            ticket = self._answers("5A", now, {"thriving": "good"})
            ask_contact.ask(ticket.text, Contact(whom, urgency, name), None, now)
        self._refers(
            now, {"pupil": "Sam Påfunnsen", "class_id": "5A", "urgency": "today"}
        )
        leader = {"pupil": "Noa Innfallsen", "involved": "leadership"}
        self._refers(now, leader)
        self._draft(now, {"pupil": "Lo Tankesen", "class_id": "5A"})

    def _answers(
        self, class_id: str, at: datetime, said: dict[str, str], of: Round | None = None
    ) -> Ticket:
        round_ = of or self.older
        code = next(self._codes[round_.id, class_id])
        form = submit.open_form(code, at)
        fields = {item: [option] for item, option in said.items()}
        submit.submit(code, form.place, form.attempt, "nb", fields, at)
        return tickets.hand_out(Place(round_.id, class_id), form.attempt)

    def _refers(
        self, at: datetime, changes: dict[str, str], drafted: datetime | None = None
    ) -> Item:
        """A draft of weeks ago would be gone: it is kept as of ``drafted``."""
        teacher = self.people["teacher"]
        draft_id = self._draft(drafted or at, changes | _learnt(at))
        desk = drafts.desk(teacher)
        sending.send(teacher, desk, drafts.draft(teacher, desk, draft_id, at), at)
        to = self.people["owner" if changes.get("involved") else "principal"]
        return own_items.own(to, ItemKind.REFERRAL, draft_id, at)

    def _draft(self, at: datetime, changes: dict[str, str]) -> str:
        teacher, draft_id = self.people["teacher"], drafts.new_referral_id()
        fields = {**_REFERRAL, **_learnt(at), **changes}
        typed = {name: [value] for name, value in fields.items()}
        draft = drafts.typed(draft_id, typed, at)
        drafts.save(teacher, drafts.desk(teacher), draft, "")
        return draft_id

    def _all(self, account: Account) -> Iterator[Item]:
        yield from inbox_list.list_items(account, Filter(), _EVER).items

    def _unopened(self, account: Account) -> list[Item]:
        return [item for item in self._all(account) if item.wants_opening]

    def _open(self, account: Account, item: Item, at: datetime) -> None:
        reading.open_item(account, item.kind, item.id, at)
