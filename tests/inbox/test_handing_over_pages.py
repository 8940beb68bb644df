"""Handing over on the page: a colleague is chosen, never taken for granted."""

import re
from dataclasses import replace

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.handle_items import handle
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading.open import open_item
from chalicelib.reading.ready import Press
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.rows import rows_with
from tests.staff_browser import text


def test_nobody_is_chosen_beforehand_and_nobody_is_no_answer(stage, visitor):
    stage.send(contact="today")
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    page = f"/staff/inbox/flag/{row['id']}"
    shown = text(visitor.become(NURSE).get(page))
    (select,) = re.findall(r'<select id="to".*?</select>', shown, re.S)
    assert re.findall(r'<option value="(.*?)"', select) == ["", PRINCIPAL.id]
    assert "selected" not in select
    answer = visitor.post(f"{page}/hand-over", {"turn": "0", "to": ""})
    assert answer.status_code == 422
    assert "Velg en kollega" in text(answer)
    assert not [one for one in rows_with("answers", sk="FLAG#") if "taken_by" in one]


@pytest.mark.parametrize(
    ("language", "waits"),
    [
        ("nb", "gitt til {name}, ikke åpnet av {name} ennå"),
        ("nn", "gitt til {name}, ikkje opna av {name} enno"),
        ("en", "given to {name}, not opened by {name} yet"),
    ],
)
def test_until_the_receiver_opens_it_nobody_is_said_to_follow_it_up(
    stage, visitor, language, waits
):
    stage.send(contact="today")
    (row,) = rows_with("answers", sk="FLAG#")
    open_item(NURSE, ItemKind.FLAG, row["id"], NOW)
    handle.hand_over(Press(NURSE, ItemKind.FLAG, row["id"], 0, NOW), PRINCIPAL.id)
    item = f"/staff/inbox/flag/{row['id']}"
    said = {"/staff/inbox": "inbox.line.taken", item: "inbox.status.taken"}
    follows = {
        path: texts(language)(key, name=PRINCIPAL.name, when="")
        for path, key in said.items()
    }
    transaction.commit(*accounts.put_account(replace(NURSE, language=language)))
    reader = visitor.become(NURSE)
    for path in follows:
        page = text(reader.get(path))
        assert waits.format(name=PRINCIPAL.name) in page
        assert follows[path] not in page
    open_item(PRINCIPAL, ItemKind.FLAG, row["id"], NOW)
    for path in follows:
        page = text(reader.get(path))
        assert waits.format(name=PRINCIPAL.name) not in page
        assert follows[path] in page
