"""Rounds for the same classes are told apart wherever a round is named: by mode, day
and clock."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.manage_rounds.open import NewRound, open_round
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Mode, on_duty
from chalicelib.schools import preparation_store
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import (
    CLASS_TEACHER,
    CLASSES,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    SCHOOL,
    YESTERDAY,
)
from tests.manage_rounds.test_staff_pages import PREPARED, READY
from tests.staff_browser import text

t = texts("nb")
STEP = CLASSES[1:]
"""Under ten pupils each: together they are their grade step."""
TODAY = "tirsdag 24. november klokka 08.00"
SAYS = {
    "yesterday": "5.–7. trinn · Anonym · mandag 23. november klokka 08.00–13.00",
    "today": f"5.–7. trinn · Anonym · {TODAY}–13.00",
    "longer": f"5.–7. trinn · Anonym · {TODAY} – onsdag 25. november klokka 13.00",
    "confidential": f"6B, 7A · Fortrolig, ikke anonym · {TODAY}–13.00",
}


@pytest.fixture
def named(stage):
    """By their names here."""
    classes = [replace(class_, pupils=9) for class_ in STEP]
    opens = NOW.replace(hour=7, minute=0, second=0)
    closes = opens + timedelta(hours=5)
    day = timedelta(days=1)

    def made(opens_at, closes_at, mode=Mode.ANONYMOUS):
        duty = on_duty(NURSE)
        new = NewRound("grades_5_7", mode, ("nb", "nn"), opens_at, closes_at, duty)
        return open_round(new, SCHOOL, classes)

    return {
        "yesterday": made(opens - day, closes - day),
        "today": made(opens, closes),
        "longer": made(opens, closes + day),
        "confidential": made(opens, closes, Mode.CONFIDENTIAL),
    }


def words(answer):
    assert answer.status_code in (200, 422), answer.status_code
    return " ".join(re.sub(r"<[^>]*>", "", text(answer)).split())


def lacking(page, named):
    return [SAYS[name] for name in named if SAYS[name] not in page]


def test_the_school_is_shown_which_is_which(named, visitor):
    visitor.become(PRINCIPAL)
    listed = words(visitor.get("/staff/rounds"))
    for name in named:
        assert SAYS[name].partition(" · ")[2] in listed
    assert "Uke 48 · 5.–7. trinn" in listed
    for name, round_ in named.items():
        for page in ("", "/change", "/close", "/preview"):
            shown = words(visitor.get(f"/staff/rounds/{round_.id}{page}"))
            assert SAYS[name] in shown, (name, page)


@pytest.mark.parametrize(
    ("who", "path"), [(PRINCIPAL, "/staff/cards"), (CLASS_TEACHER, "/staff/progress")]
)
def test_classes_of_several_rounds_are_told_apart(named, visitor, who, path):
    transaction.commit(*accounts.put_account(who))
    page = words(visitor.become(who).get(path))
    for name in ("today", "longer", "confidential"):
        assert SAYS[name].partition(" · ")[2] in page


def test_the_owner_sees_which_is_removed(named, visitor):
    visitor.become(OWNER)
    assert lacking(words(visitor.get("/staff/retention")), named) == []
    for name, round_ in named.items():
        assert SAYS[name] in words(visitor.get(f"/staff/retention/{round_.id}"))
    gone = named["yesterday"].id
    visitor.post(
        f"/staff/retention/{gone}",
        {"reason": "De ble sendt ved en feil", "confirmed": "yes"},
    )
    removed = visitor.get(f"/staff/retention/{gone}")
    assert SAYS["yesterday"] in words(removed)


def test_the_log_and_its_file_say_which(named, visitor):
    for round_ in named.values():
        audit.record(Event.SET_UP_ROUND, SCHOOL.id, PRINCIPAL.id, round_.id, NOW)
    visitor.become(OWNER)
    assert lacking(words(visitor.get("/staff/audit?body=SCHAAA")), named) == []
    file = visitor.get("/staff/audit/file?body=SCHAAA").body.decode()
    assert lacking(file, named) == []


def test_who_leaves_and_who_plans_are_shown_which(named, visitor):
    visitor.become(OWNER)
    gone = {
        "name": NURSE.name,
        "email": NURSE.email,
        "position": "health_service",
        "language": "nb",
    }
    gone |= {"version": "1"}
    waits = words(visitor.post(f"/staff/people/SCHAAA/{NURSE.id}", gone))
    assert lacking(waits, set(named) - {"yesterday"}) == []
    visitor.become(PRINCIPAL).post(READY, {**PREPARED, "version": "0"})
    done = preparation_store.get("SCHAAA")
    transaction.commit(
        preparation_store.write_preparation(
            "SCHAAA", replace(done, unlocked_at=YESTERDAY)
        )
    )
    assert SAYS["confidential"] in words(visitor.get("/staff/rounds/new"))


def test_a_school_year_that_waits_for_rounds_says_for_which(
    named, visitor, monkeypatch
):
    from chalicelib.staff_door import door

    august = NOW.replace(year=2027, month=8, day=16)
    late = replace(named["today"], closes_at=august + timedelta(hours=3))
    transaction.commit(*rounds.change_round(late))
    monkeypatch.setattr(door, "clock", lambda: august)
    page = words(visitor.become(OWNER, august).get("/staff/schools/SCHAAA/year"))
    assert t.round(late).startswith(
        f"{SAYS['longer'].partition(' – ')[0]} – mandag 16. august"
    )
    assert t.round(late) in page
