"""Joining: nothing is chosen beforehand, and all there is to ask is asked at once."""

import re

from chalicelib.items.item import ItemKind
from chalicelib.reading import open as reading
from chalicelib.referrals import send as sending
from chalicelib.web.language import texts
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.referring import refer
from tests.rows import rows_with
from tests.staff_browser import hidden, text

t = texts("nb")


def opened(stage, visitor):
    """Two flags of one class, the first of them opened: its page and the other's id."""
    stage.send(0, hurt="few")
    stage.send(1, hurt="few")
    one, other = (row["id"] for row in rows_with("answers", sk="FLAG#"))
    for each in (one, other):
        reading.open_item(PRINCIPAL, ItemKind.FLAG, each, NOW)
    visitor.become(PRINCIPAL)
    return f"/staff/inbox/flag/{one}", other


def test_nothing_to_join_with_is_chosen_beforehand_and_nothing_is_no_answer(stage, visitor):
    page, _ = opened(stage, visitor)
    (select,) = re.findall(r'<select id="ref".*?</select>', text(visitor.get(page)), re.S)
    assert re.findall(r'<option value="(.*?)"', select)[0] == ""
    assert "selected" not in select
    assert visitor.post(f"{page}/join", {"turn": "0", "ref": ""}).status_code == 422


def test_whether_the_pupil_has_said_it_is_part_of_the_one_question(stage, visitor):
    page, _ = opened(stage, visitor)
    number = refer(sending.desk(TEACHER))
    reading.open_item(PRINCIPAL, ItemKind.REFERRAL, number, NOW)
    asked = visitor.post(f"{page}/join", {"turn": "0", "ref": f"referral.{number}"})
    assert 'name="sure" value="yes" required' in text(asked)
    done = visitor.post(f"{page}/join", [*hidden(asked), ("sure", "yes")])
    assert done.status_code == 303


def test_two_from_one_class_are_joined_without_more_words(stage, visitor):
    page, other = opened(stage, visitor)
    asked = text(visitor.post(f"{page}/join", {"turn": "0", "ref": f"flag.{other}"}))
    assert t("inbox.ask.join.places") not in asked
    assert 'name="sure"' not in asked


def test_where_the_classes_differ_it_is_said(stage, visitor):
    page, _ = opened(stage, visitor)
    number = refer(sending.desk(TEACHER), class_id=["7A"])
    reading.open_item(PRINCIPAL, ItemKind.REFERRAL, number, NOW)
    asked = visitor.post(f"{page}/join", {"turn": "0", "ref": f"referral.{number}"})
    assert t("inbox.ask.join.places") in text(asked)
