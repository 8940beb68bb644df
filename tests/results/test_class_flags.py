"""Who sees flags knows more of a class than its figures say, and lies outside what the
figures keep; nobody else is told of a class's flag."""

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Action
from chalicelib.results.disclosure import FEW
from chalicelib.staff_door import navigation
from chalicelib.storage import transaction
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import CLASS_TEACHER, NURSE, OWNER, PROGRAMME, SLOT
from tests.results.attacker import Attack, PublicRound, Seen
from tests.results.test_known_attacks import a_drawn_round, all_seen
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")
SAID = [t(f"flag.reason.class.{band}") for band in ("1-5", "6-9", "10+")]


@pytest.fixture
def flagged(stage):
    """The ids of the flags; a class's is among them."""
    transaction.commit(*accounts.put_account(CLASS_TEACHER))
    for number in range(6):
        stage.send(number, hurt="few" if number < 3 else "never")
    for hour in range(30):
        sweep(SLOT.replace(hour=hour % 24))
    return [row["id"] for row in rows_with("answers", sk="FLAG#") if row.get("rules")]


def test_a_classs_flag_is_read_by_who_sees_the_inbox(flagged, visitor):
    visitor.become(NURSE)
    pages = []
    for item_id in flagged:
        visitor.post(f"/staff/inbox/flag/{item_id}/open")
        pages.append(text(visitor.get(f"/staff/inbox/flag/{item_id}")))
    assert any(said in page for page in pages for said in SAID)


@pytest.mark.parametrize("account", [CLASS_TEACHER, OWNER, PROGRAMME])
def test_no_page_of_a_teacher_an_owner_or_the_programme_has_a_classs_flag(
    flagged, visitor, account
):
    visitor.become(account)
    names = navigation.menu_of(account)
    assert names
    for name in names:
        page = text(visitor.get(f"/staff/{name}"))
        assert not [said for said in SAID if said in page], name
    for item_id in flagged:
        assert visitor.get(f"/staff/inbox/flag/{item_id}").status_code in (403, 404)


def test_a_class_teacher_and_the_programme_may_not_see_the_inbox():
    assert not CLASS_TEACHER.may(Action.SEE_INBOX)
    assert not PROGRAMME.may(Action.SEE_INBOX)


def test_who_sees_flags_can_know_more_than_the_figures_say():
    """Three pupils in the class are known of: of its five numbers two are left. That is
    why the page says who lies outside."""
    round_ = a_drawn_round("A", 3, 2, 2, 2)
    seen: Seen = all_seen(round_)
    public: PublicRound = round_.public()
    (first, *_) = [
        secret
        for secret in Attack([public], seen, {("RNDA", "A 0"): (3, 0, 0)}).secrets
        if secret.name == "('RNDA', 'A 0') attention"
    ]
    assert [*first.alone] == [3, FEW]
