"""Whom a teacher can talk with about what they told of: a role, a name only by a press,
and nobody where the leadership is involved."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Position
from chalicelib.audit import store as audit
from chalicelib.cases import make_case
from chalicelib.core import errors
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.locales import LOCALES
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.referrals.talk_with import TalkWith, talk_with
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, TEACHER
from tests.referring import refer, sent_by
from tests.rows import rows_with
from tests.staff_browser import hidden, text

t = texts("nb")


def press(account, referral_id, turn):
    return Press(account, ItemKind.REFERRAL, referral_id, turn, NOW)


def taken(desk, account=PRINCIPAL, **changes):
    referral_id = refer(desk, **changes)
    open_item(account, ItemKind.REFERRAL, referral_id, NOW)
    handle.take(press(account, referral_id, 0))
    return referral_id


def seen_by_teacher(referral_id):
    return talk_with(drafts.sent(TEACHER, referral_id))


def test_nobody_before_somebody_follows_it_up(desk):
    referral_id = refer(desk)
    assert seen_by_teacher(referral_id) is None
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    assert seen_by_teacher(referral_id) is None


def test_a_role_and_the_name_once_they_let_it_be_seen(desk):
    referral_id = taken(desk)
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, "")
    handle.tell_name(press(PRINCIPAL, referral_id, 1))
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, PRINCIPAL.name)
    assert next(audit.newest_first("SCHAAA", PRINCIPAL.id)).what == "name_told_referral"
    assert PRINCIPAL.name not in str(rows_with("answers", pk="SENT#"))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.tell_name(press(PRINCIPAL, referral_id, 2))


def test_only_who_follows_it_up_tells_a_name_and_only_their_own(desk):
    referral_id = taken(desk)
    handle.ask_access(press(NURSE, referral_id, 1), "Eleven ba meg om hjelp")
    with pytest.raises(errors.ChangedMeanwhile):
        handle.tell_name(press(NURSE, referral_id, 2))
    handle.tell_name(press(PRINCIPAL, referral_id, 2))
    handle.take(press(NURSE, referral_id, 3))
    assert seen_by_teacher(referral_id) == TalkWith(Position.HEALTH_SERVICE, "")


def test_a_name_taken_back_leaves_the_role_until_it_is_told_anew(desk):
    referral_id = taken(desk)
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take_back_name(press(PRINCIPAL, referral_id, 1))
    handle.tell_name(press(PRINCIPAL, referral_id, 1))
    handle.take_back_name(press(PRINCIPAL, referral_id, 2))
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, "")
    entry = next(audit.newest_first("SCHAAA", PRINCIPAL.id))
    assert entry.what == "name_taken_back_referral"
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take_back_name(press(PRINCIPAL, referral_id, 3))
    handle.tell_name(press(PRINCIPAL, referral_id, 3))
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, PRINCIPAL.name)


def test_nobody_takes_back_the_name_of_another_and_it_stays_back_when_it_returns(desk):
    referral_id = taken(desk)
    handle.ask_access(press(NURSE, referral_id, 1), "Eleven ba meg om hjelp")
    handle.tell_name(press(PRINCIPAL, referral_id, 2))
    with pytest.raises(errors.ChangedMeanwhile):
        handle.take_back_name(press(NURSE, referral_id, 3))
    handle.take_back_name(press(PRINCIPAL, referral_id, 3))
    handle.take(press(NURSE, referral_id, 4))
    handle.take(press(PRINCIPAL, referral_id, 5))
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, "")


def test_what_is_given_on_names_nobody_before_it_is_opened(desk):
    referral_id = taken(desk)
    handle.tell_name(press(PRINCIPAL, referral_id, 1))
    handle.hand_over(press(PRINCIPAL, referral_id, 2), NURSE.id)
    assert seen_by_teacher(referral_id) is None


@pytest.mark.parametrize("involved", ["leadership", "unsure"])
def test_never_where_the_leadership_is_or_may_be_involved(desk, involved):
    referral_id = taken(desk, OWNER, involved=[involved])
    assert seen_by_teacher(referral_id) is None
    with pytest.raises(errors.ChangedMeanwhile):
        handle.tell_name(press(OWNER, referral_id, 1))


def test_what_is_joined_is_followed_up_by_who_follows_the_other(desk):
    first = taken(desk)
    other = refer(desk, pupil=["Samme Elev"])
    open_item(PRINCIPAL, ItemKind.REFERRAL, other, NOW)
    handle.join(press(PRINCIPAL, other, 0), f"referral.{first}")
    assert seen_by_teacher(other) == TalkWith(Position.PRINCIPAL, "")


def test_of_a_case_who_made_it_unless_somebody_has_taken_it(desk):
    referral_id = refer(desk)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    make_case.make(press(PRINCIPAL, referral_id, 0))
    assert seen_by_teacher(referral_id) == TalkWith(Position.PRINCIPAL, "")


def test_who_has_left_is_nobody_to_talk_with(desk):
    referral_id = taken(desk)
    transaction.commit(*accounts.put_account(replace(PRINCIPAL, active=False)))
    assert seen_by_teacher(referral_id) is None


def test_the_button_is_who_follows_its_alone_and_the_receipt_says_the_name(teacher):
    path = sent_by(teacher)
    item = path.replace("referrals", "inbox/referral")
    teacher.become(PRINCIPAL)
    teacher.post(f"{item}/open")
    assert f'action="{item}/name"' not in text(teacher.get(item))
    teacher.post(f"{item}/take", {"turn": "0"})
    assert f'action="{item}/name"' in text(teacher.get(item))
    teacher.become(TEACHER)
    role = t("referral.talk_with", role=t("staff.position.principal"))
    receipt = text(teacher.get(path))
    assert role in receipt
    assert PRINCIPAL.name not in receipt
    teacher.become(PRINCIPAL)
    teacher.post(f"{item}/name", {"turn": "1"})
    page = text(teacher.get(item))
    assert f'action="{item}/name"' not in page
    assert t("inbox.did.name_told", name=PRINCIPAL.name) in page
    teacher.become(TEACHER)
    assert PRINCIPAL.name in text(teacher.get(path))


def test_a_name_is_taken_back_after_one_question_and_the_story_says_so(teacher):
    path = sent_by(teacher)
    item = path.replace("referrals", "inbox/referral")
    teacher.become(PRINCIPAL)
    teacher.post(f"{item}/open")
    teacher.post(f"{item}/take", {"turn": "0"})
    assert f'action="{item}/name-back"' not in text(teacher.get(item))
    teacher.post(f"{item}/name", {"turn": "1"})
    assert f'action="{item}/name-back"' in text(teacher.get(item))
    asked = teacher.post(f"{item}/name-back", {"turn": "2"})
    assert t("inbox.ask.name-back.what") in text(asked)
    assert PRINCIPAL.name in text(teacher.become(TEACHER).get(path))
    teacher.become(PRINCIPAL)
    assert teacher.post(f"{item}/name-back", hidden(asked)).status_code == 303
    page = text(teacher.get(item))
    assert t("staff.saved.take_back_name") in page
    assert t("inbox.did.name_taken_back", name=PRINCIPAL.name) in page
    assert f'action="{item}/name"' in page
    receipt = text(teacher.become(TEACHER).get(path))
    assert PRINCIPAL.name not in receipt
    assert t("referral.talk_with", role=t("staff.position.principal")) in receipt


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_position_has_its_words(language):
    for position in Position:
        assert LOCALES[language].strings[f"staff.position.{position}"]
