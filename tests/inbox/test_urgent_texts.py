"""What staff read where a pupil's words ask for somebody at once: never "do not look
for who"."""

from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.rounds.round import Mode
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NURSE, OWNER, set_the_stage
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


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_who_reads_of_a_leadership_is_not_told_to_tell_it(stage, visitor, language):
    """No school role sees it: neither the principal nor the school's nurse."""
    said = texts(language)
    stage.send(
        adult_hurt="weekly", leadership="yes", more="rektor slår meg, vil ikke leve"
    )
    (row,) = rows_with("answers", sk="FLAG#", pk=f"INBOX#{OWNER.body_id}")
    owner = replace(OWNER, language=language)
    transaction.commit(*accounts.put_account(owner))
    visitor.become(owner)
    path = f"/staff/inbox/flag/{row['id']}"
    visitor.post(f"{path}/open")
    page = text(visitor.get(path))
    for kind in ("life", "decides", "duties"):
        assert said(f"inbox.urgent.{kind}.owner") in page
        assert said(f"inbox.urgent.{kind}") not in page
    assert said("inbox.urgent.violence") in page
