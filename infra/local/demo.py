"""The demo school: invented from end to end. No such school, class or person exists."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.class_reply import store as replies
from chalicelib.core.ids import grouped
from chalicelib.core.settings import settings
from chalicelib.forms.definitions import FORMS
from chalicelib.manage_rounds.open import NewRound, make_codes, open_round
from chalicelib.rounds import code_store
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, Openness, Round, on_duty
from chalicelib.schools import preparation_store
from chalicelib.schools import store as schools
from chalicelib.schools.preparation import Preparation
from chalicelib.schools.school import SchoolClass
from chalicelib.sign_in import feide_store as feide
from chalicelib.storage import transaction
from chalicelib.storage.writes import Put, Write
from chalicelib.web.language import languages
from infra.local.demo_groups import write_groups
from infra.local.demo_people import (
    CLASSES,
    OTHER_SCHOOL,
    PEOPLE,
    SCHOOL,
    SCHOOL_ID,
    THIRD_SCHOOL,
)
from infra.local.demo_reply import tell_class
from infra.local.demo_results import write_past_rounds
from infra.local.demo_work import Demo, school_afternoon_after, school_days_before
from infra.local.environment import CARDS
from infra.local.feide import DEMO

_FORM, _YOUNG_FORM, _ELDEST_FORM = _FORMS = ("grades_5_7", "grades_1_4", "grades_8_10")
_CODES_SHOWN = 3
_CODES_EACH = 24
_OPEN_DAYS = 21
_EARLIER = 25
"""School days ago the round before was."""

PREPARED = Preparation(date(2026, 9, 8), date(2026, 9, 22), "A4")
"""The demo school is ready for a round; its neighbour is not, and shows what is
missing."""


def set_up() -> list[str]:
    """Make what is missing of the demo school; the lines to print on the console."""
    for school in (SCHOOL, OTHER_SCHOOL, THIRD_SCHOOL):
        _write_once(schools.put_school(school), schools.put_in_list(school))
    for class_ in CLASSES:
        _write_once(schools.put_class(class_))
    for account in PEOPLE:
        _write_once(*accounts.put_account(account))
    _write_once(preparation_store.write_preparation(SCHOOL_ID, PREPARED))
    _connect_feide()
    return _lines(_unused_codes())


def _write_once(first: Write, *more: Write) -> None:
    """What somebody has changed in an earlier run stays as they left it."""
    new = replace(first, if_new=True) if isinstance(first, Put) else first
    with suppress(transaction.Refused):
        transaction.commit(new, *more)


def _connect_feide() -> None:
    """The stand-in has another port, and so another name, each time."""
    for subject, email in DEMO.items():
        address = accounts.hash_of(email)
        if before := tuple(feide.delete_all(address)):
            transaction.commit(*before)
        transaction.commit(
            *feide.connect(f"{settings().feide_issuer}|{subject}", address)
        )


def _unused_codes() -> dict[str, list[str]]:
    """By form, some codes nobody has used yet; rounds and new codes are made where
    needed.

    The codes are in a file only because no paper cards exist here: the service keeps
    hashes.
    """
    file = Path(os.environ["KEY_FILE"]).with_name(CARDS)
    cards: dict[str, list[str]] = json.loads(file.read_text()) if file.exists() else {}
    found = [round_ for round_ in map(rounds.get, cards) if round_]
    now = datetime.now(UTC).replace(microsecond=0)
    still_open = {
        round_.form_id: round_
        for round_ in found
        if round_.openness(now) is Openness.OPEN
    }
    in_use = [still_open.get(form_id) or _open(form_id, now) for form_id in _FORMS]
    if not cards:
        Demo(_people_by_work(), *in_use).happen(now)
        opened = school_days_before(now, _EARLIER)[0]
        tell_class(PEOPLE[2], SCHOOL, _classes_for(_FORM), opened)
        for principal in (person for person in PEOPLE if person.is_principal):
            if principal.body_id != THIRD_SCHOOL.id:
                write_groups(principal, now)
        write_past_rounds(now)
    unused = {round_.id: _unused(round_, cards.get(round_.id, [])) for round_ in in_use}
    file.write_text(json.dumps(unused))
    return {round_.form_id: unused[round_.id] for round_ in in_use}


def _people_by_work() -> dict[str, Account]:
    principal, nurse, social, owner, _, _, teacher, *_ = PEOPLE
    return {
        "principal": principal,
        "nurse": nurse,
        "social": social,
        "owner": owner,
        "teacher": teacher,
    }


def _open(form_id: str, now: datetime) -> Round:
    new = NewRound(
        form_id,
        Mode.ANONYMOUS,
        tuple(languages()),
        school_days_before(now, 4)[0],
        school_afternoon_after(now, _OPEN_DAYS),
        on_duty(PEOPLE[2]),
    )
    return open_round(new, SCHOOL, _classes_for(form_id))


def _classes_for(form_id: str) -> list[SchoolClass]:
    step = FORMS[form_id].grade_step
    return [
        class_
        for class_ in CLASSES
        if class_.school_id == SCHOOL_ID and step in class_.grade_steps
    ]


def _unused(round_: Round, codes: list[str]) -> list[str]:
    ordinary = _ordinary(round_)
    cards = [(code, code_store.get(code)) for code in codes]
    unused = [code for code, card in cards if card and card.place.class_id in ordinary]
    return unused if len(unused) >= _CODES_SHOWN else unused + _new_cards(round_)


def _new_cards(round_: Round) -> list[str]:
    """For each class in turn, so that the first few codes are of different classes."""
    by_class = [
        make_codes(round_, class_id, _CODES_EACH) for class_id in _ordinary(round_)
    ]
    # As where cards are printed: what a class is told later is read by its word
    transaction.commit(*(replies.put_word(round_, id_) for id_ in round_.classes))
    return [code for row in zip(*by_class, strict=True) for code in row]


def _ordinary(round_: Round) -> list[str]:
    """Not the small classes: their form lacks the text, and who tries the demo would
    miss it."""
    return [class_.id for class_ in round_.classes.values() if class_.text_allowed]


def _lines(codes: Mapping[str, list[str]]) -> list[str]:
    public, staff = settings().public_url, settings().staff_url
    shown: Mapping[str, str] = {person.email: person.name for person in PEOPLE}
    return [
        "Demo: everything here is invented, and mail slots come at once.",
        (
            "Invented pupils only: this store keeps the order and the time of"
            " everything, and so tells who answered what."
        ),
        f"Pupils: {public}/   codes: {_shown(codes[_FORM])}",
        f"  or as a QR code would: {public}/#{codes[_FORM][0]}",
        f"  grades 1-4, codes: {_shown(codes[_YOUNG_FORM])}",
        f"  grades 8-10, codes: {_shown(codes[_ELDEST_FORM])}",
        f"Staff:  {staff}   sign in as",
        *(f"  {email}  ({name})" for email, name in shown.items()),
        f"Mail:   {public}/_local/mail   every e-mail that was sent",
    ]


def _shown(codes: list[str]) -> str:
    return ", ".join(grouped(code) for code in codes[:_CODES_SHOWN])
