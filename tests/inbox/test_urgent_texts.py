"""What staff read where a pupil's words ask for somebody at once: never "do not look
for who"."""

import pytest

from chalicelib.rounds.round import Mode
from chalicelib.web.language import texts
from tests.cast import NURSE, set_the_stage
from tests.rows import rows_with
from tests.staff_browser import text

t = texts("nb")


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("Jeg vil ikke leve", "life", "113"),
        ("jeg kutter meg", "self_harm", "116 117"),
        ("han voldtok meg", "abuse", "116 111"),
        ("pappa slår meg", "violence", "116 111"),
        ("han har med pistol", "weapon", "112"),
    ],
)
def test_each_kind_says_whom_to_ring_who_decides_and_which_duties_stand(
    stage, visitor, said, kind, number
):
    stage.send(more=said)
    path = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    visitor.become(NURSE)
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    assert t(f"inbox.urgent.{kind}") in page
    assert number in t(f"inbox.urgent.{kind}")
    assert t("inbox.urgent.decides") in page
    assert t("inbox.urgent.duties") in page
    assert t("inbox.anonymous") not in page
    assert t("flag.todo.read.alone.urgent") in page
    assert t("flag.todo.read.alone.L3") not in page


def test_where_the_card_has_a_number_nobody_is_told_that_the_answer_is_anonymous(
    aws, visitor
):
    set_the_stage(codes=1, mode=Mode.CONFIDENTIAL).send(more="Jeg vil ikke leve")
    path = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    visitor.become(NURSE)
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    assert t("inbox.urgent.life") in page
    assert t("inbox.urgent.duties") in page
    assert t("inbox.urgent.decides") not in page
    assert t("flag.todo.read.named.L3") in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_helpline_is_called_the_municipalitys_own_emergency_service(language):
    """116 111 is Alarmtelefonen for barn og unge; each municipality's service has its number."""
    said = texts(language)
    for kind in ("abuse", "violence"):
        assert (
            "Alarmtelefonen"
            in said(f"inbox.urgent.{kind}").split("116 111")[0].split("?")[-1]
        )


def test_other_words_leave_the_page_as_it_was(stage, visitor):
    stage.send(hurt="few", more="Det er verst i garderoben")
    path = f"/staff/inbox/flag/{rows_with('answers', sk='FLAG#')[0]['id']}"
    visitor.become(NURSE)
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    assert t("inbox.urgent.title") not in page
    assert t("inbox.anonymous") in page
