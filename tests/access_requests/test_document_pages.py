"""What is no case goes out as one document, read before it does."""

import re

import pytest

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.items.item_kind import ItemKind
from chalicelib.pupil_threads import ask_contact
from chalicelib.reading.open import open_item
from chalicelib.web.language import texts
from tests.cast import BEFORE, NOW, NURSE, PRINCIPAL, STRANGER, TEACHER
from tests.forms_of import form
from tests.pupil_cast import TODAY, from_pupils, ticket_of
from tests.referring import refer
from tests.rows import all_rows, rows_with
from tests.staff_browser import text

NAME = "Test Elev"
PATH = "/staff/insight/document"
t = texts("nb")


def opened(desk, **changes):
    referral_id = refer(desk, **changes)
    open_item(PRINCIPAL, ItemKind.REFERRAL, referral_id, NOW)
    return f"referral.{referral_id}"


def read(visitor, *refs, who=PRINCIPAL, **fields):
    chosen = [("chosen", ref) for ref in refs]
    pairs = [("name", NAME), *chosen, *fields.items()]
    return visitor.become(who).post(PATH, pairs)


def ticked(answer):
    boxes = re.findall(r'<input type="checkbox" name="chosen".*?>', text(answer))
    return {re.search(r'value="(.*?)"', box)[1]: " checked" in box for box in boxes}


def events(what):
    return [entry for entry in audit.of_body("SCHAAA") if entry.what == what]


def test_the_whole_name_of_who_it_is_about_is_ticked_and_the_rest_is_for_a_person(
    visitor, desk
):
    own, part = opened(desk), opened(desk, pupil=["Test Annensen"])
    others = opened(desk, pupil=["Kim Prøvesen"], seen=["Test Elev slo"])
    unopened = refer(desk)
    page = visitor.become(PRINCIPAL).post("/staff/insight", {"name": NAME})
    assert ticked(page) == {own: True, part: False, others: False}
    assert t("insight.kept.unopened") in text(page)
    assert unopened in text(page)


def test_what_is_ticked_becomes_one_document_in_the_words_of_the_pages(visitor, desk):
    refs = [opened(desk), opened(desk, seen=["Var alene i går"])]
    page = text(read(visitor, *refs))
    assert t("insight.document.title", name=NAME) in page
    for said in ("Sto alene ved porten", "Var alene i går", "De går når jeg kommer"):
        assert said in page
    assert t("referral.item.seen") in page
    assert t("referral.option.situations.left_out") in page
    for what in ("anonymous", "others", "document.not.nurse", "cases", "unread"):
        own = what if what.startswith("document") else f"not.{what}"
        assert t(f"insight.{own}") in page


def test_names_of_others_are_found_and_taken_out_as_in_a_case(visitor, desk):
    ref = opened(desk, seen=["Jeg så at Olas venn dyttet, og Per lo"])
    others = opened(desk, pupil=["Kim Prøvesen"], seen=["Test Elev slo Kim"])
    page = text(read(visitor, ref, others))
    document = page.partition("<form novalidate")[0]
    assert not re.search("Ola|Per |Kim|Prøvesen", document)
    assert t("copy.name_out") in document
    again = text(read(visitor, ref, names="Per", do="again"))
    assert "Olas venn" in again


def test_what_a_brother_or_sister_is_called_too_stands_in_the_pupils_own_name(
    visitor, desk
):
    refs = [opened(desk), opened(desk, pupil=["Max Elev"], seen=["Test lo av Max"])]
    page = text(read(visitor, *refs)).partition("<form novalidate")[0]
    assert t("insight.document.title", name=NAME) in page
    assert "Max" not in page


def test_what_may_not_go_along_does_not_whatever_is_sent(visitor, desk, stage):
    stage.send(0, hurt="few")
    flag = rows_with("answers", sk="FLAG#")
    ask_contact.ask(ticket_of(stage, "1" * 22).text, TODAY, None, BEFORE)
    (contact,) = from_pupils(PRINCIPAL, NOW)
    open_item(PRINCIPAL, ItemKind.CONTACT, contact.id, NOW)
    refs = [f"flag.{row['id']}" for row in flag]
    refs += [f"contact.{contact.id}", f"referral.{refer(desk)}", "case.1", "x"]
    answer = read(visitor, *refs)
    assert answer.status_code == 422
    assert t("insight.problem.chosen") in text(answer)
    assert events(Event.EXPORTED_PUPIL) == []


def test_what_the_pupil_wrote_under_their_own_name_goes_along(visitor, stage):
    ask_contact.ask(ticket_of(stage, "1" * 22).text, TODAY, None, BEFORE)
    (contact,) = from_pupils(PRINCIPAL, NOW)
    open_item(PRINCIPAL, ItemKind.CONTACT, contact.id, NOW)
    page = visitor.become(PRINCIPAL).post(
        PATH, {"name": "Kim Prøvesen", "chosen": f"contact.{contact.id}"}
    )
    assert t("staff.thread.named", name="Kim Prøvesen") in text(page)


def test_working_notes_go_along_where_somebody_ticks_them(visitor, desk):
    ref = opened(desk)
    path = f"/staff/inbox/{ref.replace('.', '/')}"
    visitor.become(PRINCIPAL)
    fields = form(
        text(visitor.get(path)), f"{path}/note", working_note="Snakket med mor"
    )
    visitor.post(f"{path}/note", fields)
    assert "Snakket med mor" not in text(read(visitor, ref))
    assert t("copy.left_out.here") in text(read(visitor, ref))
    assert "Snakket med mor" in text(read(visitor, ref, notes="yes"))


def test_the_log_says_of_each_place_and_of_all_and_never_the_name(
    visitor, desk, caplog
):
    refs = [opened(desk), opened(desk)]
    before = rows_with("answers", pk="REFERRALS#")
    read(visitor, *refs)
    (entry,) = events(Event.EXPORTED_PUPIL)
    assert (entry.who, entry.count) == (PRINCIPAL.id, "2")
    assert len(events(Event.PRINTED_REFERRAL)) == 2
    assert rows_with("answers", pk="REFERRALS#") == before
    assert NAME not in str(all_rows()) + caplog.text


def test_it_is_fetched_as_a_pdf_by_who_has_read_that_very_document(
    visitor, desk, archive_function
):
    ref = opened(desk)
    page = text(read(visitor, ref))
    fields = form(page, PATH, do="pdf")
    assert visitor.post(PATH, fields).status_code == 422
    fields = form(page, PATH, do="pdf", read="yes")
    answer = visitor.post(PATH, fields)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.body.startswith(b"%PDF")
    assert NAME not in str(answer.headers)
    changed = visitor.post(PATH, form(page, PATH, do="pdf", read="yes", mark="x"))
    assert changed.status_code == 409
    renamed = visitor.post(PATH, form(page, PATH, do="pdf", read="yes", names="Per"))
    assert renamed.status_code == 422


def test_where_it_cannot_be_set_the_page_is_printed(visitor, desk):
    page = text(read(visitor, opened(desk)))
    answer = visitor.post(PATH, form(page, PATH, do="pdf", read="yes"))
    assert answer.status_code == 503
    assert t("insight.problem.pdf") in text(answer)


@pytest.mark.parametrize(
    ("name", "refs", "problem"),
    [
        (NAME, 0, "insight.problem.chosen"),
        ("", 1, "insight.problem.name"),
        (NAME, 61, "insight.problem.many"),
    ],
)
def test_what_makes_no_document_says_why(visitor, name, refs, problem):
    chosen = [("chosen", f"referral.{number}") for number in range(refs)]
    answer = visitor.become(NURSE).post(PATH, [("name", name), *chosen])
    assert answer.status_code == 422
    assert t(problem) in text(answer)


def test_others_get_none_and_another_school_nothing(visitor, desk):
    ref = opened(desk)
    assert read(visitor, ref, who=TEACHER).status_code == 404
    assert read(visitor, ref, who=STRANGER).status_code == 422
