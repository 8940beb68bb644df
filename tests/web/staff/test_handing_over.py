"""Handing over on the page: a colleague is chosen, never taken for granted."""

import re

from chalicelib.domain.inbox import Kind
from chalicelib.services.inbox import open_item
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.rows import rows_with
from tests.web.staff.conftest import text


def test_nobody_is_chosen_beforehand_and_nobody_is_no_answer(stage, visitor):
    stage.send(contact="today")
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, Kind.FLAG, row["id"], NOW)
    page = f"/staff/inbox/flag/{row['id']}"
    shown = text(visitor.become(NURSE).get(page))
    (select,) = re.findall(r'<select id="to".*?</select>', shown, re.S)
    assert re.findall(r'<option value="(.*?)"', select) == ["", PRINCIPAL.id]
    assert "selected" not in select
    answer = visitor.post(f"{page}/hand-over", {"turn": "0", "to": ""})
    assert answer.status_code == 422
    assert "Velg en kollega" in text(answer)
    assert not [one for one in rows_with("answers", sk="FLAG#") if "taken_by" in one]
