"""What stands in a place is told in the words of its own page."""

from dataclasses import replace

from chalicelib.access_requests.place_rows import item_rows, log_rows
from chalicelib.case_copies.contents import CopyTexts
from chalicelib.group_log import store as group_log
from chalicelib.group_log.write_down import write_down
from chalicelib.items.item_kind import ItemKind
from chalicelib.printouts.printout import ArchiveWords
from chalicelib.reading import item_content
from chalicelib.reading.own_items import own
from chalicelib.referrals import additions, drafts
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.group_log.cast import A_MEETING, TEXTS
from tests.referring import refer

WORDS = ArchiveWords(CopyTexts("nb"), {NURSE.id: NURSE.name}, {})
t = WORDS.t


def rows_of(referral_id, said=None):
    item = own(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    found = said or [item_content.of(item)]
    rows = item_rows(item, found, WORDS, False)
    return {row.label: row.text for row in rows if row.text}


def test_a_referral_has_every_answer_and_what_was_added(desk):
    referral_id = refer(desk)
    additions.add(TEACHER, referral_id, drafts.new_referral_id(), "En ting til", NOW)
    rows = rows_of(referral_id)
    assert rows[t("referral.item.pupil")] == "Test Elev"
    assert rows[t("referral.item.situations")] == "\n".join(
        t(f"referral.option.{code}")
        if t.has(f"referral.option.{code}")
        else t(f"referral.option.situations.{code}")
        for code in ("left_out", "bullying")
    )
    assert rows[t("referral.item.learnt_on")] == t.full_day(NOW.date().replace(day=23))
    assert "En ting til" in rows.values()
    assert any(TEACHER.name in text for text in rows.values())


def test_what_does_not_open_says_so(desk):
    rows = rows_of(refer(desk), [None])
    assert rows[t("copy.row.text")] == t("copy.unreadable")


def test_the_log_has_what_was_written_and_not_which_cases(aws, desk):
    content = replace(A_MEETING.content, cases=(17,))
    entry_id = write_down(NURSE, replace(A_MEETING, content=content), NOW)
    rows = dict(log_rows(group_log.read("SCHAAA", entry_id), WORDS))
    assert set(TEXTS.values()) <= set(rows.values())
    assert t("log.field.cases") not in rows
    (entry, _) = group_log.read("SCHAAA", entry_id)[0]
    assert dict(log_rows([(entry, None)], WORDS))[t("copy.row.text")] == t(
        "copy.unreadable"
    )
