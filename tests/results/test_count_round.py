"""A round is counted once, when it is over, and nothing that comes later moves it."""

from datetime import timedelta

import pytest

from chalicelib.answers import store as answers
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core.log_lines import LogLine
from chalicelib.core.settings import settings
from chalicelib.manage_rounds import change
from chalicelib.results import count_round
from chalicelib.results import store as results
from chalicelib.results.figure import Figure
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import MAY_FINISH
from chalicelib.schools.term import Term
from chalicelib.storage import transaction, wrapped_keys
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Put
from tests.cast import NOW, NURSE, PRINCIPAL, SCHOOL, TEACHER, set_the_stage
from tests.results.cast import answer, opened, school_classes, some_bad
from tests.rows import rows_with

OPENS, CLOSES = NOW - timedelta(days=8), NOW - timedelta(days=7)
AUTUMN = Term(2026, 2)
CLASSES = school_classes(20, 22, 24)


def come_by(account=NURSE, now=NOW):
    listed = rounds.of_school(SCHOOL.id)
    count_round.count_next(account, listed, now)
    return results.snapshots(SCHOOL.id)


@pytest.fixture
def over(aws):
    set_the_stage(codes=1)
    round_ = opened(CLASSES, OPENS, CLOSES)
    answer(round_, "6A", some_bad(18, 6, hurt="weekly"))
    answer(round_, "6B", some_bad(20, 2, hurt="weekly"))
    return round_


def test_who_comes_by_first_after_a_round_is_over_counts_it(over):
    (found,) = come_by()
    assert (found.round_id, found.answers, found.pupils) == (over.id, 38, 66)
    assert found.figures["hurt"] == Figure(38, 6, 10)
    assert [row.label for row in found.classes] == ["6A", "6B"]
    assert found.without_row == ("6C",)
    said = [entry for entry in audit.of_body(SCHOOL.id) if entry.subject == over.id]
    assert [(entry.what, entry.who) for entry in said] == [
        (Event.COUNTED_ROUND, NURSE.id)
    ]


def test_answers_that_come_or_go_after_it_move_no_figure(over):
    (before,) = come_by()
    answer(over, "6B", some_bad(5, 5, hurt="often"))
    assert before in come_by(PRINCIPAL, NOW + timedelta(days=1))
    parts = results.parts(SCHOOL.owner_id, AUTUMN)
    assert [part.answers for part in parts if part.round_id == over.id] == [38]


def test_an_open_round_and_its_last_hour_are_not_counted(aws):
    stage = set_the_stage(codes=1)
    closes = stage.round.closes_at
    assert come_by(now=closes + MAY_FINISH - timedelta(seconds=1)) == []
    (found,) = come_by(now=closes + MAY_FINISH)
    assert found.answers == 0


def test_a_round_that_can_still_go_on_today_is_not_counted(aws):
    stage = set_the_stage(codes=1)
    closes = stage.round.closes_at
    change.end(PRINCIPAL, stage.round.id, stage.round.version, NOW)
    assert come_by(now=NOW + timedelta(hours=2)) == []
    (found,) = come_by(now=closes + timedelta(days=1))
    assert found.answers == 0


def test_the_oldest_is_counted_first_a_page_a_round(over):
    earlier = opened(CLASSES, OPENS - timedelta(days=30), CLOSES - timedelta(days=30))
    assert [found.round_id for found in come_by()] == [earlier.id]
    assert [found.round_id for found in come_by()] == [over.id, earlier.id]


def test_who_runs_no_rounds_counts_none(over):
    assert come_by(TEACHER) == []


def test_a_round_whose_answers_were_deleted_has_no_figures_and_shuts_no_page(over):
    transaction.commit(wrapped_keys.delete_key(over.id))
    assert come_by() == []


def test_a_round_that_cannot_be_counted_keeps_no_later_one_from_being_counted(over):
    earlier = opened(CLASSES, OPENS - timedelta(days=30), CLOSES - timedelta(days=30))
    transaction.commit(wrapped_keys.delete_key(earlier.id))
    assert [found.round_id for found in come_by()] == [over.id]


def test_counting_that_fails_is_tried_less_and_less_often_and_made_when_it_can_be(
    over, monkeypatch, caplog
):
    opened_at = []

    def broken(_, place, *__):
        if place.round_id == over.id:
            opened_at.append(at)
        raise ValueError("Kari")

    with monkeypatch.context() as trouble:
        trouble.setattr(answers, "opened", broken)
        for minutes in (0, 14, 15, 74, 75, 314, 315, 1754, 1755, 3194, 3195):
            at = minutes
            assert come_by(now=NOW + timedelta(minutes=minutes)) == []
    assert opened_at == [0, 15, 75, 315, 1755, 3195]
    assert f"{LogLine.NOT_COUNTED} error=ValueError" in caplog.text
    assert "Kari" not in caplog.text
    (found,) = come_by(now=NOW + timedelta(days=5))
    assert (found.round_id, found.answers) == (over.id, 38)
    (listed,) = [r for r in rounds.of_school(SCHOOL.id) if r.id == over.id]
    assert listed.counted


def test_where_not_even_the_failure_can_be_written_down_the_next_page_tries_again(
    over, monkeypatch, caplog
):
    def busy(*_):
        raise transaction.Unavailable

    with monkeypatch.context() as trouble:
        trouble.setattr(transaction, "commit", busy)
        assert come_by() == []
    assert "not put off error=Unavailable" in caplog.text
    assert len(come_by()) == 1


def test_two_who_come_by_at_once_count_it_once(over, caplog):
    listed = rounds.of_school(SCHOOL.id)
    count_round.count_next(NURSE, listed, NOW)
    count_round.count_next(PRINCIPAL, listed, NOW)
    assert len(results.snapshots(SCHOOL.id)) == 1
    events = [entry.what for entry in audit.of_body(SCHOOL.id)]
    assert events.count(Event.COUNTED_ROUND) == 1
    assert LogLine.NOT_COUNTED not in caplog.text


def test_what_goes_into_the_sums_is_sealed_and_the_rest_is_figures(over):
    come_by()
    rows = rows_with("casework", pk="RESULTS#")
    parts = [row for row in rows if row["sk"].startswith("PART#")]
    assert [set(row) - {"pk", "sk", "expires_at"} for row in parts] == [{"sealed"}] * 2
    shown = {row["pk"]: row for row in rows if row not in parts}
    school, owner = (shown[f"RESULTS#{body}"] for body in (SCHOOL.id, SCHOOL.owner_id))
    assert school["figures"] == owner["figures"]
    assert (len(school["classes"]), owner["classes"]) == (2, [])
    assert len(shown) == 2


def test_a_row_that_cannot_be_read_is_left_out_of_the_list(over):
    before = come_by()
    row = rows_with("casework", pk=f"RESULTS#{SCHOOL.id}")[0]

    broken = {"figures": "none", "expires_at": row["expires_at"]}
    key = Key(row["pk"], "ROUND#BROKEN")
    transaction.commit(Put(settings().casework_table, key, broken))
    assert results.snapshots(SCHOOL.id) == before
