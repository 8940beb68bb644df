"""The reading of a card's number stands on the item's page and in the school's log, in
words."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.items.filter import Filter
from chalicelib.items.item_kind import ItemKind
from chalicelib.reading import inbox_list
from chalicelib.reading import open as reading
from chalicelib.rounds.round import Mode
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, OWNER, set_the_stage
from tests.staff_browser import text

TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_history_and_the_log_say_who_read_the_number(
    visitor, monkeypatch, language
):
    set_the_stage(mode=Mode.CONFIDENTIAL).send(hurt="often", safe="hardly_ever")
    for one in (NURSE, OWNER):
        transaction.commit(*accounts.put_account(replace(one, language=language)))
    (flag,) = inbox_list.list_items(NURSE, Filter(), NOW).items
    reading.open_item(NURSE, ItemKind.FLAG, flag.id, NOW)
    monkeypatch.setattr(door, "clock", lambda: TOMORROW)
    t = texts(language)
    page = unescape(
        text(visitor.become(NURSE, TOMORROW).get(f"/staff/inbox/flag/{flag.id}"))
    )
    assert t("inbox.did.read_number", name=NURSE.name) in page
    log = visitor.become(OWNER, TOMORROW).get("/staff/audit?body=SCHAAA&group=reading")
    assert t("audit.what.read_number_flag") in unescape(text(log))
