"""Joining: nothing is chosen beforehand, and all there is to ask is asked at once."""

import re

from chalicelib.handle_items.handle import join
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import by_pupil
from chalicelib.reading import open as reading
from chalicelib.reading.ready import Press
from chalicelib.referrals import drafts
from chalicelib.threads.message import MessageKind
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, PRINCIPAL, TEACHER
from tests.pupil_cast import from_pupils, own_keys, receipt_with, ticket_of
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


def test_nothing_to_join_with_is_chosen_beforehand_and_nothing_is_no_answer(
    stage, visitor
):
    page, _ = opened(stage, visitor)
    assert f'href="{page}/join"' in text(visitor.get(page))
    listed = text(visitor.get(f"{page}/join"))
    assert re.findall(r'name="ref" value="(.*?)" required', listed)
    assert not re.search(r'name="ref"[^>]* checked', listed)
    assert visitor.post(f"{page}/join", {"turn": "0", "ref": ""}).status_code == 422


def test_whether_the_pupil_has_said_it_is_part_of_the_one_question(stage, visitor):
    page, _ = opened(stage, visitor)
    number = refer(drafts.desk(TEACHER))
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
    number = refer(drafts.desk(TEACHER), class_id=["7A"])
    reading.open_item(PRINCIPAL, ItemKind.REFERRAL, number, NOW)
    asked = visitor.post(f"{page}/join", {"turn": "0", "ref": f"referral.{number}"})
    assert t("inbox.ask.join.places") in text(asked)


def test_a_name_that_came_with_what_was_joined_before_is_asked_about_too(
    stage, visitor
):
    """A thread that names its pupil is joined with a flag, and then another flag with
    the two."""
    page, other = opened(stage, visitor)
    code = receipt_with(ticket_of(stage, "t" * 22), "Hei")
    by_pupil.write(own_keys(code), "n" * 22, MessageKind.NAME, "Kim Prøvesen", BEFORE)
    (thread,) = from_pupils(PRINCIPAL)
    reading.open_item(PRINCIPAL, thread.kind, thread.id, NOW)
    press = Press(PRINCIPAL, thread.kind, thread.id, 0, NOW)
    join(press, f"flag.{other}", sure=True)
    asked = visitor.post(f"{page}/join", {"turn": "0", "ref": f"flag.{other}"})
    assert 'name="sure" value="yes" required' in text(asked)
    unsure = [(name, value) for name, value in hidden(asked) if name != "sure"]
    assert t("inbox.problem.join_named") in text(visitor.post(f"{page}/join", unsure))
    assert visitor.post(f"{page}/join", [*unsure, ("sure", "yes")]).status_code == 303


def test_so_is_one_that_comes_to_a_flag_joined_with_a_referral_before(stage, visitor):
    _, other = opened(stage, visitor)
    first, second = (refer(drafts.desk(TEACHER)) for _ in range(2))
    for number in (first, second):
        reading.open_item(PRINCIPAL, ItemKind.REFERRAL, number, NOW)
    join(Press(PRINCIPAL, ItemKind.FLAG, other, 0, NOW), f"referral.{first}", sure=True)
    asked = visitor.post(
        f"/staff/inbox/referral/{second}/join",
        {"turn": "0", "ref": f"referral.{first}"},
    )
    assert 'name="sure" value="yes" required' in text(asked)
