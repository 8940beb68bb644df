"""The people and places the tests use: two schools of one owner, invented like
everything here."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account, Function, Role
from chalicelib.answer_form.submit import (
    OpenForm,
    RejectedAnswer,
    StoredAnswer,
    open_form,
    submit,
)
from chalicelib.core.local_time import SchoolCalendar
from chalicelib.forms.form import EMPTY
from chalicelib.items.inbox_id import inboxes_of_school
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, Round, on_duty
from chalicelib.schools import store as schools
from chalicelib.schools.school import School, SchoolClass
from chalicelib.storage import transaction
from tests.quick_moto import kept

NOW = datetime(2026, 11, 24, 8, 7, 31, tzinfo=UTC)
SCHOOL_INBOX, NURSES_INBOX = inboxes_of_school("SCHAAA")
"""A Tuesday, seven minutes past nine in Norway."""
BEFORE = NOW - timedelta(minutes=15)
YESTERDAY = NOW - timedelta(days=1)
"""When pupils send, unless a test says otherwise: all but the weekly list is told of by
``NOW``."""
SLOT = datetime(2026, 11, 24, 10, 45, tzinfo=UTC)
"""When a wish or a message sent at ``NOW`` is told of, unless it is urgent."""
LAST_SLOT = datetime(2026, 11, 24, 13, 45, tzinfo=UTC)
"""When the reasons of answers sent at ``NOW`` are told of, unless they are urgent."""

CALENDAR = SchoolCalendar(slots=(time(9, 0), time(11, 45), time(14, 45)))
SCHOOL = School("SCHAAA", "WNERAA", "Testskolen", "nb", CALENDAR, "00 00 00 00")
NEIGHBOUR = School("SCHBBB", "WNERAA", "Nabotestskolen", "nn", CALENDAR, "00 00 00 00")
CLASSES = (
    SchoolClass("6A", "SCHAAA", "6A", (6,), 26),
    SchoolClass("6B", "SCHAAA", "6B", (6,), 8),
    SchoolClass("7A", "SCHAAA", "7A", (7,), 9),
)


def _member(
    number: str, school: str, email: str, function: Function, head: bool
) -> Account:
    return Account(
        number, school, Role.MEMBER, f"Test {number}", email, "nb", function, head
    )


PRINCIPAL = _member("A2", "SCHAAA", "rektor@test.example", Function.LEADERSHIP, True)
NURSE = _member("A3", "SCHAAA", "helse@test.example", Function.HEALTH_SERVICE, False)
STRANGER = _member("A4", "SCHBBB", "nabo@test.example", Function.LEADERSHIP, True)
OWNER = Account("A5", "WNERAA", Role.OWNER, "Test A5", "eier@test.example", "nb")
TEACHER = Account("A6", "SCHAAA", Role.TEACHER, "Test A6", "laerer@test.example", "nb")
CLASS_TEACHER = replace(TEACHER, classes=("6A", "6B"))
"""The same teacher, of two classes: tests that need them put them there."""
ADMINISTRATOR = Account(
    "A7", "WNERAA", Role.ADMINISTRATOR, "Test A7", "admin@test.example", "nb"
)
PROGRAMME = Account(
    "A8", "PRGAAA", Role.PROGRAMME, "Test A8", "program@test.example", "nb"
)
NURSE_THERE = replace(NURSE, id="A9", body_id="SCHBBB")
"""The same nurse, at the neighbouring school too: tests that need her put her there."""
PEOPLE = (PRINCIPAL, NURSE, STRANGER, OWNER, TEACHER, ADMINISTRATOR, PROGRAMME)


@dataclass(frozen=True)
class Stage:
    """An open round, anonymous unless asked otherwise, and the codes of its first
    class."""

    round: Round
    codes: list[str]

    def open(self, number: int = 0, now: datetime = BEFORE) -> OpenForm:
        return open_form(self.codes[number], now)

    def send(
        self, number: int = 0, now: datetime | None = None, **answer: str
    ) -> StoredAnswer | RejectedAnswer:
        """One pupil opens the form and sends it, the day before unless it was not open
        then."""
        now = now or max(YESTERDAY, self.round.opens_at)
        form = self.open(number, now)
        fields = {item: [option] for item, option in answer.items()}
        code, about = self.codes[number], (EMPTY,)
        return submit(code, form.place, form.attempt, "nb", fields, now, about)


def set_the_stage(
    codes: int = 10, class_id: str = "6A", mode: Mode = Mode.ANONYMOUS
) -> Stage:
    asked = codes, class_id, mode
    stage = kept(asked, partial(_set_the_stage, *asked))
    return Stage(stage.round, list(stage.codes))


def _set_the_stage(codes: int, class_id: str, mode: Mode) -> Stage:
    places = [
        write
        for school in (SCHOOL, NEIGHBOUR)
        for write in (schools.put_school(school), schools.put_in_list(school))
    ]
    people = [write for account in PEOPLE for write in accounts.put_account(account)]
    transaction.commit(*places, *map(schools.put_class, CLASSES), *people)
    new = NewRound(
        form_id="grades_5_7",
        mode=mode,
        languages=("nb", "nn", "en"),
        opens_at=YESTERDAY - timedelta(hours=1),
        closes_at=NOW + timedelta(hours=4),
        on_duty=on_duty(NURSE),
    )
    round_ = open_round(new, SCHOOL, CLASSES)
    made = make_codes(round_, class_id, codes)
    return Stage(rounds.get(round_.id) or round_, made)
