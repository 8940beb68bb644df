"""What is said and offered of a flag that names nobody, and of one nobody can read."""

import pytest

from chalicelib.handle_items import erase
from chalicelib.items.item_kind import ItemKind
from chalicelib.outbox.recipients import Recipients
from chalicelib.reading import open as reading
from chalicelib.reading import see_item
from chalicelib.rounds.round import Mode
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests import forged
from tests.cast import NOW, NURSE, SLOT, set_the_stage
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")


def opened(at=NOW):
    (row,) = rows_with("answers", sk="FLAG#")
    reading.open_item(NURSE, ItemKind.FLAG, row["id"], at)
    return f"/staff/inbox/flag/{row['id']}"


def test_nobody_has_talked_with_a_pupil_they_do_not_know(stage, visitor):
    stage.send(0, hurt="few")
    page = text(visitor.become(NURSE).get(opened()))
    assert t("inbox.closing.class_measure") in page
    assert t("inbox.closing.talked") not in page


def test_in_a_confidential_round_one_can_have_talked_with_the_pupil(visitor):
    set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).send(hurt="few")
    page = text(visitor.become(NURSE).get(opened()))
    assert t("inbox.closing.talked") in page


@pytest.mark.parametrize(
    ("sealed", "decides"), [(None, None), (b"x" * 90, Recipients.OWNER)]
)
def test_a_flag_nobody_can_read_is_erased_by_two_people(stage, sealed, decides):
    stage.send(0, hurt="few")
    if sealed:
        forged.put(forged.stored("FLAG#") | {"sealed": {"B": sealed}})
    item_id = opened().rpartition("/")[2]
    item = see_item.see(NURSE, ItemKind.FLAG, item_id, NOW).item
    assert erase.decider(NURSE, item) is decides


def test_a_class_flag_is_not_spoken_of_as_one_pupils(stage, visitor):
    for number in range(6):
        stage.send(number, hurt="few" if number < 3 else "never")
    for hour in range(30):
        sweep(SLOT.replace(hour=hour % 24))
    found = [row["id"] for row in rows_with("answers", sk="FLAG#") if row.get("rules")]
    pages = []
    visitor.become(NURSE)
    for item_id in found:
        visitor.post(f"/staff/inbox/flag/{item_id}/open")
        pages.append(text(visitor.get(f"/staff/inbox/flag/{item_id}")))
    of_class = [page for page in pages if t("flag.reason.class.1-5") in page]
    assert of_class
    for page in of_class:
        assert t("flag.todo.read.class") in page
        assert t("inbox.anonymous") not in page
        assert t("flag.todo.read.alone.L2") not in page


def test_what_is_read_is_not_said_to_be_read_within_the_hour_nor_to_be_answered_where_none_can(
    stage, visitor
):
    stage.send(0, hurt="often", safe="hardly_ever")
    page = text(visitor.become(NURSE).get(opened()))
    assert t("flag.todo.read.alone.L3") in page
    assert t("inbox.anonymous") in page
    for word in ("Les dette innen", "Hvis ingen leser", "Vet dere hvem", "Svar eleven"):
        assert word not in page
