import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from chalicelib.web.templates import _strong
from tests.cast import NOW, NURSE, PRINCIPAL, set_the_stage
from tests.rows import rows_with
from tests.staff_browser import press, text


@pytest.fixture
def round_(stage):
    return set_the_stage(codes=2, mode=Mode.CONFIDENTIAL)


@pytest.fixture
def nurse(visitor):
    visitor.become(NURSE)
    return visitor


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_sheet_has_numbers_in_order_and_says_who_can_find_out(
    round_, nurse, language
):
    page = text(nurse.post("/staff/cards", press(round_, 5, printed_in=language)))
    t = texts(language)
    assert re.findall(r'class="number">.*?(\d+)<', page) == ["3", "4", "5", "6", "7"]
    who = t("pupil.mode.who.health_service", name=NURSE.name)
    assert (
        page.count(str(_strong(t("pupil.mode.confidential", who=who, name=NURSE.name))))
        == 6
    )
    assert t("pupil.mode.anonymous") not in page
    for step in ("say", "draw", "left"):
        assert t(f"cards.guide.confidential.{step}") in page
        assert t(f"cards.guide.{step}") not in page


def test_the_sheet_of_an_anonymous_round_has_no_numbers(stage, nurse):
    page = text(nurse.post("/staff/cards", press(stage, 5)))
    assert 'class="number"' not in page
    assert texts("nb")("cards.guide.draw") in page


def test_the_flag_shows_the_number_once_it_is_opened(round_, nurse):
    round_.send(1, hurt="few")
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    shown = texts("nb")("cards.card.number", number=2)
    assert shown not in text(nurse.get(flag))
    nurse.post(f"{flag}/open")
    assert shown in text(nurse.get(flag))


def words(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", text(answer)).split())


def test_with_its_number_a_flag_names_the_very_class_whose_list_the_number_stands_in(
    stage, nurse
):
    """Two small classes of one grade step each have a card number 1, and lists of their
    own."""
    for class_id in ("6B", "7A"):
        small = set_the_stage(codes=1, class_id=class_id, mode=Mode.CONFIDENTIAL)
        small.send(0, hurt="few")
        (row,) = [
            r
            for r in rows_with("answers", sk="FLAG#")
            if r["round_id"] == small.round.id
        ]
        flag = f"/staff/inbox/flag/{row['id']}"
        named = re.compile(rf"\bklasse {class_id}\b", re.IGNORECASE)
        assert not named.search(
            words(nurse.get("/staff/inbox")) + words(nurse.get(flag))
        )
        nurse.post(f"{flag}/open")
        said = f"{texts('nb')('cards.card.number', number=1)} · Klasse {class_id}"
        assert said in words(nurse.get(flag))
        assert not named.search(words(nurse.get("/staff/inbox")))
        assert named.search(
            words(nurse.post("/staff/cards", press(small, 5, class_id)))
        )


def test_the_flag_of_an_anonymous_round_shows_none(stage, nurse):
    stage.send(1, hurt="few")
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    nurse.post(f"{flag}/open")
    assert texts("nb")("inbox.flag.card") not in text(nurse.get(flag))


def test_the_list_of_classes_says_which_round_is_which(round_, nurse):
    page = text(nurse.get("/staff/cards"))
    for mode in Mode:
        assert texts("nb")(f"staff.round.mode.{mode}") in page


def test_what_a_colleague_of_who_is_away_reads_says_what_is_true_of_them(
    round_, visitor
):
    """They are not of the health service, and they are whom the pupils were told of."""
    round_.send(1, hurt="few")
    flag = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    transaction.commit(*accounts.put_account(replace(NURSE, bounced_at=NOW)))
    visitor.become(PRINCIPAL)
    asked = words(visitor.get(flag))
    assert "den som har vakt, er borte" in asked
    assert "har ikke åpnet dette" not in asked
    reason = "Nina er borte i dag, og eleven trenger hjelp"
    assert (
        visitor.post(f"{flag}/access", {"turn": "0", "reason": reason}).status_code
        == 303
    )
    page = words(visitor.get(flag))
    assert f"Lest med begrunnelse {PRINCIPAL.name}" in page
    assert "Du kan finne eleven i listen på papir" in page
    assert "Ingen andre skal se i listen" not in page
