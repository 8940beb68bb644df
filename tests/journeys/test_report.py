"""A teacher who is worried about a pupil."""

import pytest

from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from tests.cast import PRINCIPAL, TEACHER, set_the_stage
from tests.journeys.person import WORK, table
from tests.rows import rows_with

pytestmark = pytest.mark.browser


def take(service, number):
    """The principal, and lets their name be seen."""
    open_item(PRINCIPAL, ItemKind.REFERRAL, number, service.now)
    for turn, act in enumerate((handle.take, handle.tell_name)):
        act(Press(PRINCIPAL, ItemKind.REFERRAL, number, turn, service.now))


def test_a_teacher_reports_adds_the_day_after_and_sees_whom_to_talk_with(service):
    set_the_stage()
    teacher = service.person("teacher")
    with teacher.signing_in():
        teacher.go(f"{service.url}/staff")
    service.sign_in(teacher, TEACHER.email)
    teacher.press("Meld fra nå", "link")
    teacher.fill("Elevens navn", "Kim Prøvesen")
    teacher.choose("Klasse", "6A")
    teacher.fill("Hva har skjedd?", "Sto alene ved porten i hele storefri.")
    teacher.tick("I dag")
    teacher.tick("Nei", "#involved")
    teacher.tick("Jeg vet dette.")
    teacher.press("Send")
    print(table("reports", [teacher]))
    assert teacher.took[WORK, "field"] == 6
    teacher.took.clear()
    take(service, rows_with("answers", pk="REFERRALS#")[0]["id"])
    service.later(days=1)
    teacher.context.clear_cookies()
    service.sign_in_from_mail(teacher, TEACHER.email)
    teacher.press("Henvisning", "link")
    assert PRINCIPAL.name in teacher.page
    teacher.fill("Hva er nytt?", "Var alene i dag også.")
    teacher.press("Legg til")
    print(table("adds to it the next day", [teacher]))
    assert teacher.took[WORK, "load"] == 3
