"""Erased on request: what stays is the id and the day, and nothing that meets it falls
over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.answer_form.submit import submit
from chalicelib.audit import store as audit
from chalicelib.cases import make_case, see_case
from chalicelib.core import errors
from chalicelib.handle_items import asked_erasures, erase, handle
from chalicelib.items import store as item_store
from chalicelib.items.filter import Filter
from chalicelib.items.handling import Deed, ErasureAsked, Handling
from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox.recipients import Recipients
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import inbox_list, own_items, see_item
from chalicelib.reading import open as reading
from chalicelib.reading import thread as school_threads
from chalicelib.reading.ready import Press
from chalicelib.referrals import additions, drafts
from chalicelib.referrals.referral import Status
from chalicelib.storage import transaction
from chalicelib.threads.message import MessageKind as Said
from chalicelib.upkeep import retain
from chalicelib.upkeep.schedule import sweep
from tests import cast
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, SCHOOL, SLOT, STRANGER, TEACHER
from tests.items.test_may_read import PLAIN
from tests.pupil_cast import from_pupils, opened, own_keys, receipt_with, ticket_of
from tests.referring import refer
from tests.rows import rows_with

LATER = NOW + timedelta(minutes=3)
READ = Deed(NURSE.id, NOW)
WANTED = ErasureAsked(NURSE.id, NOW, b"", Recipients.PRINCIPAL)
FLAG, REFERRAL = ItemKind.FLAG, ItemKind.REFERRAL


@pytest.fixture
def flags(stage):
    """Three opened flags of one school, by id."""
    for number in range(3):
        stage.send(number, hurt="few")
    found = [one.id for one in waiting()]
    for one in found:
        reading.open_item(NURSE, FLAG, one, NOW)
    return found


@pytest.fixture
def referral(desk):
    """Opened by the principal, with an addition that has been read."""
    sent = refer(desk)
    reading.open_item(PRINCIPAL, REFERRAL, sent, NOW)
    additions.add(TEACHER, sent, drafts.new_referral_id(), "Og en ting til", NOW)
    handle.read_news(Press(PRINCIPAL, REFERRAL, sent, 1, NOW))
    return sent


def waiting():
    return inbox_list.list_items(PRINCIPAL, Filter(), NOW).items


REASON = "Foreldrene krever det, og saken er avsluttet."


def erase_together(kind, item_id, turn, now):
    """The principal asks, and the school owner says yes."""
    assert not erase.erase(Press(PRINCIPAL, kind, item_id, turn, now), REASON)
    asked = asked_erasures.to_decide(OWNER, SCHOOL.id, kind, item_id)
    erase.decide(OWNER, asked, turn + 1, True, now)


def handled(flag_id):
    return see_item.see(PRINCIPAL, FLAG, flag_id, NOW).item.handling


def test_an_erased_flag_leaves_a_tombstone_and_nothing_else(flags):
    erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    assert {one.id for one in waiting()} == set(flags[1:])
    (row,) = rows_with("answers", sk=f"FLAG#{flags[0]}")
    assert set(row) == {"pk", "sk", "erased_on"}
    last = audit.of_body(SCHOOL.id)[-1]
    assert (last.what, last.subject, last.who) == ("erased_flag", flags[0], NURSE.id)


def test_the_second_of_two_is_told_that_it_is_gone(flags):
    erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    entries = len(audit.of_body(SCHOOL.id))
    with pytest.raises(errors.Erased) as gone:
        erase.erase(Press(PRINCIPAL, FLAG, flags[0], 0, NOW))
    assert gone.value.on == NOW.date()
    assert len(audit.of_body(SCHOOL.id)) == entries


def test_of_two_at_the_same_moment_one_erases(flags):
    """Both have read it before either has written."""
    item = own_items.own(NURSE, FLAG, flags[0], NOW)
    transaction.commit(item_store.erase_item(item, NOW))
    with pytest.raises(transaction.Refused):
        transaction.commit(item_store.erase_item(item, NOW))


def test_what_a_colleague_changed_meanwhile_is_not_erased(flags):
    handle.take(Press(PRINCIPAL, FLAG, flags[0], 0, NOW))
    with pytest.raises(errors.ChangedMeanwhile):
        erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    assert handled(flags[0]).taken


def test_a_tombstone_is_never_made_a_row_again(flags):
    """A colleague had read the item before it was erased, and presses a button
    after."""
    item = own_items.own(NURSE, FLAG, flags[0], NOW)
    erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    case = item_store.replace(item, item.made_case(1, NURSE.id, NOW))
    for change in (case, item_store.replace(item, item.told((), None))):
        with pytest.raises(transaction.Refused):
            transaction.commit(change)
    for act in (handle.take, handle.reopen, handle.read_news):
        with pytest.raises(errors.Erased):
            act(Press(PRINCIPAL, FLAG, flags[0], 0, NOW))
    (row,) = rows_with("answers", sk=f"FLAG#{flags[0]}")
    assert set(row) == {"pk", "sk", "erased_on"}


def test_nobody_erases_what_nobody_has_opened(stage):
    stage.send(0, hurt="few")
    (flag,) = waiting()
    with pytest.raises(errors.Incomplete):
        erase.erase(Press(PRINCIPAL, FLAG, flag.id, 0, NOW))
    assert waiting()


@pytest.mark.parametrize("who", [STRANGER, OWNER, TEACHER])
def test_nobody_erases_what_is_not_theirs(flags, who):
    with pytest.raises(errors.NotFound):
        erase.erase(Press(who, FLAG, flags[0], 0, NOW))
    assert len(waiting()) == 3


def test_a_referral_goes_with_its_additions_and_its_trace_says_so(referral):
    erase_together(REFERRAL, referral, 2, LATER)
    tombs = [row for row in rows_with("answers") if "erased_on" in row]
    assert {row["sk"].partition("#")[0] for row in tombs} == {"REFERRAL", "ADDED"}
    assert all(set(row) == {"pk", "sk", "erased_on"} for row in tombs)
    trace = drafts.sent(TEACHER, referral)
    assert (trace.status, trace.place, trace.sent_at) == (
        Status.ERASED,
        "",
        NOW.replace(),
    )
    assert drafts.mine(TEACHER, drafts.desk(TEACHER), NOW)[1] == [trace]
    with pytest.raises(errors.Incomplete):
        additions.add(TEACHER, referral, drafts.new_referral_id(), "Enda en", LATER)


def test_more_additions_than_one_transaction_holds_go_too(referral, monkeypatch):
    monkeypatch.setattr(erase, "_AT_ONCE", 2)
    for number in range(3, 6):
        additions.add(TEACHER, referral, drafts.new_referral_id(), "Mer", NOW)
        handle.read_news(Press(PRINCIPAL, REFERRAL, referral, 2 * number - 3, NOW))
    erase_together(REFERRAL, referral, 8, LATER)
    assert all("erased_on" in row for row in rows_with("answers", pk="ADDED#"))


def test_an_addition_nobody_has_read_holds_it_back(referral):
    additions.add(TEACHER, referral, drafts.new_referral_id(), "Det er verre nå", NOW)
    with pytest.raises(errors.Incomplete) as held:
        erase.erase(Press(PRINCIPAL, REFERRAL, referral, 3, LATER))
    assert held.value.problem == "erasure.problem.news"


def test_the_nurse_erases_no_referral_she_may_not_read(referral):
    with pytest.raises(errors.Incomplete):
        erase.erase(Press(NURSE, REFERRAL, referral, 2, LATER))


def test_what_was_joined_with_it_is_somebodys_to_do_again(flags):
    handle.join(Press(NURSE, FLAG, flags[1], 0, NOW), f"flag.{flags[0]}")
    assert flags[1] not in {one.id for one in waiting()}
    erase.erase(Press(NURSE, FLAG, flags[0], 1, NOW))
    assert {one.id for one in waiting()} == set(flags[1:])
    assert handled(flags[1]).joined_to is None


def test_what_it_was_joined_with_forgets_it(flags):
    handle.join(Press(NURSE, FLAG, flags[1], 0, NOW), f"flag.{flags[0]}")
    erase.erase(Press(NURSE, FLAG, flags[1], 1, NOW))
    assert handled(flags[0]).joined == ()
    handle.close(Press(NURSE, FLAG, flags[0], 2, NOW), "talked", "")
    assert handled(flags[0]).closed


def test_nothing_is_joined_with_what_was_just_erased(flags):
    erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.join(Press(NURSE, FLAG, flags[1], 0, NOW), f"flag.{flags[0]}")


def test_a_case_stays_with_the_number_of_what_it_came_from(flags):
    handle.join(Press(NURSE, FLAG, flags[1], 0, NOW), f"flag.{flags[0]}")
    number = make_case.make(Press(PRINCIPAL, FLAG, flags[0], 1, NOW))
    erase_together(FLAG, flags[0], 2, NOW)
    (case,) = see_case.list_cases(PRINCIPAL, NOW).cases
    assert case.number == number
    assert f"flag.{flags[0]}" in case.origins
    assert flags[1] not in {one.id for one in waiting()}  # still in the case
    assert make_case.make(Press(PRINCIPAL, FLAG, flags[2], 0, NOW)) == number + 1


def test_the_clocks_and_the_mail_go_on_without_it(stage, flags):
    before = see_item.see(PRINCIPAL, FLAG, flags[1], NOW).told
    erase.erase(Press(NURSE, FLAG, flags[0], 0, NOW))
    for hours in range(0, 72, 6):
        sweep(NOW + timedelta(hours=hours))  # its mail, its clock, the class's check
    assert len(see_item.see(PRINCIPAL, FLAG, flags[1], NOW).told) == len(before)
    unread = retain.unread(stage.round, NOW + timedelta(days=8)).flags
    assert [one.id for one in unread if one.id == flags[0]] == []
    assert not rows_with("answers", sk=f"FLAG#{flags[0]}")[0].get("due_at")


def test_the_thread_of_an_erased_flag_is_still_read(stage):
    form = stage.open(0, cast.YESTERDAY)
    submit(
        stage.codes[0],
        form.place,
        form.attempt,
        "nb",
        {"hurt": ["few"]},
        cast.YESTERDAY,
    )
    ticket = ticket_of(stage, form.attempt)
    code = by_pupil.take_receipt(ticket.text, ticket.answers, cast.BEFORE).receipt
    by_pupil.write(own_keys(code), "n" * 22, Said.TEXT, "Hei", cast.BEFORE)
    (flag,) = [one for one in waiting() if one.kind is FLAG]
    reading.open_item(NURSE, FLAG, flag.id, NOW)
    erase.erase(Press(NURSE, FLAG, flag.id, 0, NOW))
    (item,) = from_pupils(PRINCIPAL)
    assert flag.id in opened(PRINCIPAL, item).thread.flag_ids
    school_threads.answers_were_read(NURSE, flag.id, NOW)


def test_of_what_a_pupil_wrote_nothing_stays_in_either_copy(stage):
    code = receipt_with(ticket_of(stage, "t" * 22), "Hei")
    (item,) = from_pupils(PRINCIPAL)
    opened(PRINCIPAL, item)
    by_pupil.write(own_keys(code), "n" * 22, Said.TEXT, "En ting til", cast.BEFORE)
    with pytest.raises(errors.Incomplete):  # nobody has read the second
        erase.erase(Press(PRINCIPAL, item.kind, item.id, 0, NOW))
    opened(PRINCIPAL, item)
    erase.erase(Press(PRINCIPAL, item.kind, item.id, 0, NOW))
    left = rows_with("answers", sk="MESSAGE#") + rows_with("answers", sk="THREAD#")
    assert [sorted(row) for row in left] == [["erased_on", "pk", "sk"]] * 3
    assert rows_with("forms", pk="RECEIPT#")[0]["entries"] == []
    assert waiting() == []
    with pytest.raises(errors.ThreadWithdrawn):
        by_pupil.read(own_keys(code), NOW)
    with pytest.raises(errors.Erased):
        see_item.see(PRINCIPAL, item.kind, item.id, NOW)
    sweep(SLOT)


@pytest.mark.parametrize(
    ("done", "news", "said"),
    [
        (Handling(), False, "erasure.unopened"),
        (Handling(opened=READ), False, ""),
        (Handling(opened=READ), True, "erasure.problem.news"),
        (Handling(opened=READ, erasure=WANTED), True, "erasure.problem.asked"),
    ],
)
def test_why_an_item_is_kept_is_said_instead_of_the_button(done, news, said):
    item = replace(PLAIN, handling=done, news_at=NOW if news else None)
    assert erase.kept_because(item) == said
