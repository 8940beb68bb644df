"""Cases as tests need them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.accounts.account import Account
from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.cases import make_case
from chalicelib.cases import store as cases
from chalicelib.cases.case import Case
from chalicelib.cases.entry import CaseEntry, Content, EntryKind
from chalicelib.cases.write import NewEntry, Pen, entry_of
from chalicelib.core.local_time import local_day
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.schools import store as schools
from chalicelib.schools.school import ClassTurned, YearTurned
from chalicelib.storage import transaction
from tests.cast import CLASSES, NOW, PRINCIPAL, SCHOOL
from tests.referring import refer

IN_A_CASE: dict[str, Callable[[Account], str]] = {
    "number": lambda _: "1",
    "entry": lambda _: "1",
    "form": lambda _: "talk",
    "copy_kind": lambda _: "archive",
    "language": lambda _: "nb",
}
"""What stands in the paths of a case."""
AS_THE_CASE_STANDS = {
    f"/staff/cases/{{number}}/{name}"
    for name in ("accept", "break", "take", "withdraw")
}
"""Of who was asked, and of who may take it over: not there for anybody else, also not
for who works with cases. Each is pressed in test_twice."""
CASE = Case(
    body_id="SCHAAA",
    number=1,
    school_id="SCHAAA",
    audience=Audience.RESOURCE_GROUP,
    origins=("referral.A",),
    made_by=PRINCIPAL.id,
    made_at=NOW,
    about=b"",
    of_class=False,
    responsible=PRINCIPAL.id,
    touched_at=NOW,
    next_action=None,
)


def made(desk: Any, **changes: Any) -> Case:
    """A case of a referral."""
    referral_id = refer(desk, **changes)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    number = make_case.make(Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, 0, NOW))
    return stored(number)


def stored(number: int = 1) -> Case:
    found = cases.get("SCHAAA", number)
    assert found
    return found


def pen(case: Case, attempt: str = "a" * 22, at: datetime = NOW, **other: Any) -> Pen:
    return replace(Pen(PRINCIPAL, case.number, case.version, attempt, at), **other)


def entry_for(case: Case) -> tuple[CaseEntry, Content]:
    """Any entry, for a header that a test writes by hand."""
    written = NewEntry(EntryKind.NOTE, {"text": ""})
    return entry_of(case, written, PRINCIPAL.id, NOW, "E"), written.content


def new_year(at: datetime = NOW, over: bool = False) -> None:
    """The school begins a new year: 6A, which every case here is of, becomes 7A, or
    was in the last grade."""
    (class_,) = (known for known in CLASSES if known.id == "6A")
    year = YearTurned("Y", at)
    turned = ClassTurned(year.id, class_.label, class_.grades, class_.version + 1)
    moved = replace(class_, label="7A", grades=(7,), turned=turned)
    closed = replace(class_, closed_on=local_day(at), turned=turned)
    transaction.commit(
        schools.put_school(replace(SCHOOL, turned=year)),
        schools.put_class(closed if over else moved),
    )


def grouped(account: Account) -> None:
    """A case of the account's own referral, whose pupil wants a group."""
    made(drafts.desk(account))
    talk = FirstTalk(happened=local_day(NOW), adult="Kari", wants_group=Wants.YES)
    save(pen(stored()), EntryKind.TALK, talk)
