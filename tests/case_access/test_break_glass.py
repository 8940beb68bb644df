"""A case is opened from outside its team."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.case_access.break_glass import MOST, break_glass
from chalicelib.case_access.responsibility import offer
from chalicelib.case_access.team import add_member
from chalicelib.cases import act, see_case
from chalicelib.cases import store as cases
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.cases.states import Move
from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.items.inbox_id import Audience
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from tests.case_access.cast import OTHER, SOCIAL, WHY, by, shared, told, written_by
from tests.cases.cast import CASE, entry_for, stored
from tests.cast import NOW, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.mailbox import sent

CRIED = "Eleven kom til meg og gråt i dag."
HOURS = timedelta(hours=8)
SUBJECT = "En sak er åpnet med begrunnelse"


@pytest.fixture(autouse=True)
def case(desk):
    return shared()


def opens(account=OTHER, at=NOW, number=1):
    try:
        return bool(see_case.see(account, number, at))
    except errors.NotFound:
        return False


def mails(at=NOW):
    sweep(at)
    return [mail for mail in sent() if mail.subject == SUBJECT]


def test_it_opens_to_that_person_and_for_the_hours_alone():
    third = replace(OTHER, id="B3", email="tredje@test.example")
    transaction.commit(*accounts.put_account(third))
    assert not opens()
    break_glass(by(OTHER), CRIED)
    assert opens()
    assert opens(at=NOW + HOURS - timedelta(seconds=1))
    assert not opens(third)
    # the clock ends it; the row lies there as it lay
    assert not opens(at=NOW + HOURS)
    assert [glass.who for glass in stored().glasses] == [OTHER.id]


def test_it_stands_in_the_story_with_who_when_and_why():
    break_glass(by(OTHER), CRIED)
    last = told()[-1]
    assert (last.entry.kind, last.entry.by) == (EntryKind.GLASS, OTHER.id)
    assert last.text("reason") == CRIED


def test_no_reason_opens_nothing_and_counts_for_nothing():
    for _ in range(MOST + 1):
        with pytest.raises(errors.Incomplete, match=r"reason"):
            break_glass(by(OTHER), "Må lese")
    assert not opens()
    break_glass(by(OTHER), CRIED)
    assert opens()


def test_the_principal_is_mailed_at_once_and_learns_nothing_from_the_mail():
    break_glass(by(OTHER), CRIED)
    (mail,) = mails()
    assert mail.to == (PRINCIPAL.email,)
    said = f"{mail.subject} {mail.body}"
    assert not any(word in said for word in ("Elev", " 6A", "Sak 1", OTHER.name))


def test_without_a_principal_the_owner_is_mailed():
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=False)))
    break_glass(by(OTHER), CRIED)
    sweep(NOW)
    assert [mail.to for mail in mails(NOW + timedelta(minutes=1))] == [(OWNER.email,)]


def test_each_reading_is_written_down_apart_from_the_teams():
    break_glass(by(OTHER), CRIED)
    for _ in range(3):
        see_case.see(OTHER, 1, NOW)
    see_case.see(SOCIAL, 1, NOW)
    logged = [entry.what for entry in audit.of_body("SCHAAA")]
    assert logged.count("opened_case_with_reason") == 1
    assert logged.count("read_case_with_reason") == 3
    assert logged.count("read_case") == 1


def test_a_note_can_be_written_and_nothing_else_done():
    break_glass(by(OTHER), CRIED)
    written_by(OTHER)
    assert told()[-1].entry.by == OTHER.id
    was, today = stored(), local_day(NOW)
    for deed in (
        lambda: act.plan(by(OTHER), NextKind.MEETING, today),
        lambda: act.move(by(OTHER), Move.TRY_OTHER, CRIED),
        lambda: act.say_about(by(OTHER), "Annen", "6B", False),
        lambda: add_member(by(OTHER), OTHER.id, CRIED),
        lambda: offer(by(OTHER), OTHER.id, WHY),
    ):
        with pytest.raises(errors.NotFound):
            deed()
    assert stored() == was


def test_who_opened_it_cannot_be_offered_it():
    break_glass(by(OTHER), CRIED)
    with pytest.raises(errors.Incomplete):
        offer(by(SOCIAL), OTHER.id, WHY)


@pytest.mark.parametrize("audience", [Audience.HEALTH_SERVICE, Audience.OWNER])
def test_what_was_told_to_the_nurse_alone_or_is_the_owners_nobody_opens_so(audience):
    alone = replace(stored(), audience=audience)
    transaction.commit(cases.replace(stored(), alone, *entry_for(alone))[0])
    for who in (OTHER, SOCIAL, PRINCIPAL):
        with pytest.raises(errors.NotFound):
            break_glass(by(who), CRIED)


@pytest.mark.parametrize("who", [TEACHER, STRANGER, replace(OTHER, active=False)])
def test_who_does_not_work_with_cases_here_opens_none(who):
    with pytest.raises(errors.NotFound):
        break_glass(by(who), CRIED)


def test_the_same_press_twice_is_one_opening():
    page = by(OTHER)
    break_glass(page, CRIED)
    break_glass(page, CRIED)
    assert len(mails()) == 1
    assert [read.entry.kind for read in told()].count(EntryKind.GLASS) == 1


def test_a_note_of_a_colleague_meanwhile_keeps_nobody_out(aws):
    left = [1]

    def meanwhile(params, **_):
        if left and "GLASS" not in str(params) and "glass" in str(params):
            left.pop()
            written_by(SOCIAL)

    events = aws("dynamodb").meta.events
    events.register("before-call.dynamodb.TransactWriteItems", meanwhile)
    try:
        break_glass(by(OTHER), CRIED)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", meanwhile)
    assert not left
    assert opens()
    assert [read.entry.kind for read in told()[-2:]] == [
        EntryKind.NOTE,
        EntryKind.GLASS,
    ]


def several(count):
    """Cases of the social teacher's, numbered from 2 on."""
    for number in range(2, count + 2):
        sealed = {"about": cases.seal_about("SCHAAA", number, see_about())}
        case = replace(CASE, number=number, responsible=SOCIAL.id, **sealed)
        transaction.commit(*cases.put_case(case, *entry_for(case)))


def see_about():
    return see_case.see(SOCIAL, 1, NOW).about


def test_an_account_that_opens_every_case_is_stopped_and_each_one_is_told():
    several(MOST)
    opened = []
    for number in range(1, MOST + 2):
        try:
            break_glass(replace(by(OTHER), number=number), CRIED)
            opened.append(number)
        except errors.Incomplete:
            assert not opens(number=number)
    assert opened == [1, 2, 3]
    assert len(mails()) == MOST
    assert "refused" in [entry.what for entry in audit.of_body("SCHAAA")]
    tomorrow = NOW + timedelta(days=1)
    break_glass(replace(by(OTHER, at=tomorrow), number=MOST + 1), CRIED)
    assert opens(at=tomorrow, number=MOST + 1)


def test_what_is_over_for_a_week_stands_in_the_story_alone():
    break_glass(by(OTHER), CRIED)
    later = NOW + HOURS + timedelta(days=7)
    break_glass(by(OTHER, at=later), CRIED)
    assert [glass.at for glass in stored().glasses] == [later.replace(microsecond=0)]
    kinds = [read.entry.kind for read in told()]
    assert kinds.count(EntryKind.GLASS) == 2
