"""A pupil's name is found wherever it stands, among what the reader may read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.access_requests import find as finding
from chalicelib.access_requests.find import find, name_in
from chalicelib.access_requests.gone_through import BEGINNING, gone_through
from chalicelib.access_requests.mention import Mention
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.cases import make_case
from chalicelib.cases.who_about import who_about
from chalicelib.core import errors
from chalicelib.core.settings import settings
from chalicelib.group_log.write_down import write_down
from chalicelib.handle_items.add_note import add_note
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading import see_item
from chalicelib.reading.open import open_item
from chalicelib.reading.own_items import everything
from chalicelib.reading.ready import Press
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Change
from tests.cases.cast import grouped, made
from tests.cast import (
    BEFORE,
    NOW,
    NURSE,
    OWNER,
    PRINCIPAL,
    STRANGER,
    TEACHER,
    set_the_stage,
)
from tests.giving import SOCIAL, colleagues
from tests.group_log.cast import A_MEETING, TEXTS
from tests.pupil_cast import TO_NURSE, TODAY, ticket_of
from tests.referring import refer
from tests.rows import rows_with
from tests.sweeping import sweep_between

TOMORROW = NOW + timedelta(days=1)

NAME = "Test Elev"


def kinds(found):
    return [(place.kind, place.mention) for place in found.places]


def test_items_cases_and_the_log_newest_first(desk):
    made(desk, pupil=["Kim Prøvesen"])
    refer(desk, pupil=["En Annen"], seen=["Kim Prøvesen var med"])
    refer(desk, pupil=["En Annen"])
    said = {**TEXTS, "advice": "Spør Kim igjen"}
    content = replace(A_MEETING.content, texts=said)
    write_down(NURSE, replace(A_MEETING, content=content), NOW)
    found = find(PRINCIPAL, "Kim Prøvesen", BEGINNING, NOW)
    assert sorted(kinds(found)) == [
        ("case", Mention.WHOLE),
        ("meeting", Mention.PART),
        ("referral", Mention.WHOLE),
        ("referral", Mention.WHOLE),
    ]
    assert (found.looked, found.all, found.shut) == (5, 5, 0)
    assert [place.on for place in found.places] == sorted(
        (place.on for place in found.places), reverse=True
    )


def test_what_was_noted_in_a_case_and_on_an_item_is_looked_through(desk):
    grouped(TEACHER)
    referral_id = refer(desk, pupil=["En Annen"])
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    seen = see_item.see(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    turn = seen.item.handling.turn
    press = Press(PRINCIPAL, ItemKind.REFERRAL, referral_id, turn, NOW)
    add_note(press, "n" * 22, "Snakket med Mons Kulås")
    assert kinds(find(PRINCIPAL, "Mons Kulås", BEGINNING, NOW)) == [
        ("referral", Mention.WHOLE)
    ]
    assert ("case", Mention.PART) in kinds(
        find(PRINCIPAL, "Kari Ukjent", BEGINNING, NOW)
    )


def test_what_a_pupil_wrote_to_the_nurse_alone_she_finds_and_the_principal_does_not(
    stage,
):
    for number, contact in enumerate((TODAY, TO_NURSE)):
        ticket = ticket_of(stage, f"{number}" * 22)
        ask_contact.ask(ticket.text, contact, None, BEFORE)
    mine = find(PRINCIPAL, "Kim Prøvesen", BEGINNING, NOW)
    hers = find(NURSE, "Kim Prøvesen", BEGINNING, NOW)
    assert kinds(mine) == kinds(hers) == [("contact", Mention.WHOLE)]
    assert mine.places[0].path != hers.places[0].path


@pytest.mark.parametrize("account", [TEACHER, SOCIAL, STRANGER])
def test_who_does_not_answer_for_it_finds_nothing(desk, account):
    colleagues()
    refer(desk)
    if account is STRANGER:
        assert find(account, NAME, BEGINNING, NOW).places == []
    else:
        with pytest.raises(errors.NotFound):
            find(account, NAME, BEGINNING, NOW)


def test_the_owner_finds_what_is_about_the_leadership_and_the_principal_does_not(desk):
    refer(desk, involved=["leadership"])
    assert kinds(find(OWNER, NAME, BEGINNING, NOW)) == [("referral", Mention.WHOLE)]
    assert find(PRINCIPAL, NAME, BEGINNING, NOW).places == []


def test_looking_is_written_down_without_the_name_and_opens_nothing(desk):
    referral_id = refer(desk)
    before = rows_with("answers", sk=f"REFERRAL#{referral_id}")
    find(PRINCIPAL, NAME, BEGINNING, NOW)
    assert rows_with("answers", sk=f"REFERRAL#{referral_id}") == before
    seen = see_item.see(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    assert seen.wants_opening
    (entry,) = [
        entry for entry in audit.of_body("SCHAAA") if entry.what == Event.SEARCHED_PUPIL
    ]
    assert (entry.who, entry.count) == (PRINCIPAL.id, "1")
    assert not {"Test", "Elev"} & set(entry.subject.split())


def test_a_press_looks_through_so_many_and_the_next_goes_on(desk, monkeypatch):
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    for _ in range(3):
        refer(desk)
    first = find(PRINCIPAL, NAME, BEGINNING, NOW)
    rest = find(PRINCIPAL, NAME, first.gone_through, NOW)
    assert (first.looked, rest.looked, rest.all) == (2, 3, 3)
    paths = [place.path for found in (first, rest) for place in found.places]
    assert len(set(paths)) == len(paths) == 3
    assert find(PRINCIPAL, NAME, rest.gone_through, NOW).places == []
    assert gone_through(first.gone_through.mark) == first.gone_through


@pytest.mark.parametrize("typed", ["", "  ", "...", "K", "K. P.", "x" * 200])
def test_a_name_that_is_none_is_refused(typed):
    with pytest.raises(errors.Incomplete):
        name_in(typed)


def test_a_name_is_taken_as_it_is_meant():
    assert name_in("  Test \n Elev ") == NAME


def test_a_case_of_a_class_is_looked_through_too(stage):
    for number in range(6):
        stage.send(number, hurt="weekly")
    sweep_between(NOW, TOMORROW, timedelta(minutes=15))
    before = find(PRINCIPAL, NAME, BEGINNING, TOMORROW)
    (item,) = [
        item
        for item in everything(PRINCIPAL, TOMORROW)
        if who_about(PRINCIPAL, [item], TOMORROW).of_class
    ]
    open_item(PRINCIPAL, item.kind, item.id, TOMORROW)
    make_case.make(Press(PRINCIPAL, item.kind, item.id, 0, TOMORROW))
    found = find(PRINCIPAL, NAME, BEGINNING, TOMORROW)
    assert found.all == before.all + 1


def test_what_does_not_open_is_counted_and_keeps_nothing_else_from_being_found(desk):
    made(desk, pupil=["Kim Prøvesen"])
    (first, *_) = rows_with("casework", pk="CASE#")
    key = Key(first["pk"], first["sk"])
    spoilt = Change(settings().casework_table, key, {"sealed": b"nothing"})
    transaction.commit(spoilt)
    found = find(PRINCIPAL, "Kim Prøvesen", BEGINNING, NOW)
    assert ("case", Mention.WHOLE) in kinds(found)
    assert (found.looked, found.unopened) == (2, 1)


@pytest.mark.parametrize(
    ("reader", "counts"), [(NURSE, (1, 1, 0)), (PRINCIPAL, (0, 0, 1))]
)
def test_a_flag_with_a_cards_number_is_looked_through_by_who_is_on_duty(
    aws, reader, counts
):
    stage = set_the_stage(mode=Mode.CONFIDENTIAL)
    stage.send(0, hurt="often")
    found = find(reader, "Kim Prøvesen", BEGINNING, TOMORROW)
    assert (found.looked, found.all, found.shut) == counts
