"""The reading of a card's number stands on the item's page and in the school's log, in words."""

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.domain.inbox import Filter, Kind
from chalicelib.domain.rounds import Mode
from chalicelib.i18n import texts
from chalicelib.services import inbox
from chalicelib.stores import accounts, database
from chalicelib.web.staff import door
from tests.cast import NOW, NURSE, OWNER, set_the_stage
from tests.web.staff.conftest import text

TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_history_and_the_log_say_who_read_the_number(visitor, monkeypatch, language):
    set_the_stage(mode=Mode.CONFIDENTIAL).send(hurt="often", safe="hardly_ever")
    for one in (NURSE, OWNER):
        database.write(*accounts.to_put(replace(one, language=language)))
    (flag,) = inbox.list_items(NURSE, Filter(), NOW).items
    inbox.open_item(NURSE, Kind.FLAG, flag.id, NOW)
    monkeypatch.setattr(door, "clock", lambda: TOMORROW)
    t = texts(language)
    page = unescape(text(visitor.become(NURSE, TOMORROW).get(f"/staff/inbox/flag/{flag.id}")))
    assert t("inbox.did.read_number", name=NURSE.name) in page
    log = visitor.become(OWNER, TOMORROW).get("/staff/audit?body=SCHAAA&group=reading")
    assert t("audit.what.read_number_flag") in unescape(text(log))
