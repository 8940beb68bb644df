"""A case copied out, as a browser sends and shows it."""

import json
from dataclasses import replace

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.case_forms.forms import FirstTalk, Wants
from chalicelib.case_forms.save import save
from chalicelib.case_forms.supporters import (
    AskedAnswer,
    Relation,
    Supporter,
    Supporters,
)
from chalicelib.cases import act
from chalicelib.cases import store as cases
from chalicelib.cases.entry import EntryKind
from chalicelib.core.local_time import local_day
from chalicelib.referrals import drafts
from tests.archive import papers
from tests.cases.cast import made, pen, stored
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.forms_of import form
from tests.staff_browser import text

CASE = "/staff/cases/1"
ARCHIVE, PARTY = f"{CASE}/copies/archive/nb", f"{CASE}/copies/party/nn"
NOTE = "Oles bok var borte, sa Ole Hansen. Nora ❤ og Trine så det."
PEOPLE = {
    1: Supporter(name="Ole Hansen", answer=AskedAnswer.YES),
    2: Supporter(name="Jonas Lie", role=Relation.FRIEND, answer=AskedAnswer.YES),
    3: Supporter(name="Vilde Dahl", role=Relation.DIFFICULT),
}


@pytest.fixture
def principal(stage, visitor, archive_function):
    made(drafts.desk(TEACHER))
    talk = FirstTalk(
        happened=local_day(NOW),
        adult="Kari Nordvik",
        wants_group=Wants.YES,
        hard="Vilde er vanskelig",
        friends="Sara, og Trine",
    )
    save(pen(stored()), EntryKind.TALK, talk)
    people = Supporters(happened=local_day(NOW), people=PEOPLE)
    save(pen(stored(), "b" * 22), EntryKind.SUPPORTERS, people)
    act.note(pen(stored(), "c" * 22), NOTE, local_day(NOW))
    return visitor.become(PRINCIPAL)


def press(browser, page, path=None, **typed):
    path = path or page
    return browser.post(path, form(text(browser.get(page)), path, **typed))


def make(browser, page=ARCHIVE, **typed):
    return press(browser, page, read="yes", do="make", **typed)


def kinds():
    return [cases.decode_entry(row).kind for row in cases.entries(stored())]


def fetched(browser, what, entry=5):
    page, path = f"{CASE}/copy/{entry}", f"{CASE}/copy/{entry}/{what}"
    return browser.post(path, form(text(browser.get(page)), path))


def logged(event):
    return [e for e in audit.of_body("SCHAAA") if e.what == event]


def test_the_case_leads_to_its_copies_and_to_one_in_each_language(principal):
    assert f'href="{CASE}/copies"' in text(principal.get(CASE))
    page = text(principal.get(f"{CASE}/copies"))
    for kind in ("archive", "party"):
        for language in ("nb", "nn"):
            assert f'href="{CASE}/copies/{kind}/{language}"' in page


def test_before_it_is_made_one_reads_it_and_what_cannot_be_set(principal):
    page = text(principal.get(ARCHIVE))
    assert "«tegn: U+2764 HEAVY BLACK HEART»" in page
    assert "Oles bok var borte" in page
    assert "4. Notat" in page
    assert stored().version == 4


def test_it_is_not_made_before_somebody_says_that_they_have_read_it(
    principal, archive_function
):
    answer = press(principal, ARCHIVE, do="make")
    assert answer.status_code == 422
    assert "Kopien er ikke laget." in text(answer)
    assert archive_function.asked == []


def test_an_archive_copy_is_made_fetched_and_logged(principal, tmp_path):
    answer = make(principal)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{CASE}/copies"
    assert "Kopien er laget." in text(principal.get(f"{CASE}/copies"))
    pdf = fetched(principal, "pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    name = 'attachment; filename="sak-1-kopi-5.pdf"'
    assert pdf.headers["Content-Disposition"] == name
    (tmp_path / "copy.pdf").write_bytes(pdf.body)
    said = " ".join(papers.text_of(tmp_path / "copy.pdf").split())
    for words in ("Sak 1 – arkivkopi", "Nora", "Ole Hansen", "U+2764", "november 2026"):
        assert words in said
    assert papers.faults(tmp_path / "copy.pdf") == []
    assert len(logged(Event.COPIED_CASE_ARCHIVE)) == 2
    assert {entry.subject for entry in logged(Event.COPIED_CASE_ARCHIVE)} == {"1"}
    assert kinds()[-1] is EntryKind.COPIED


def test_the_json_beside_it_says_the_same_with_the_signs_as_they_are(principal):
    make(principal)
    answer = fetched(principal, "json")
    assert answer.headers["Content-Type"].startswith("application/json")
    said = json.loads(answer.body)
    assert said["title"] == "Sak 1 – arkivkopi"
    assert "Nora ❤ og Trine" in answer.body.decode()
    assert len(logged(Event.COPIED_CASE_ARCHIVE)) == 2


@pytest.mark.parametrize("page", [ARCHIVE, PARTY])
def test_who_is_difficult_stands_in_no_copy(principal, page):
    make(principal, page)
    said = fetched(principal, "json").body.decode()
    assert "Vilde" not in said
    assert "vanskelig" not in said.replace("vanskelig å være", "")
    read = text(principal.get(page))
    assert "å være sammen med" in read or "å vere saman med" in read
    assert "blir tatt ut" in read


def test_a_party_copy_names_no_supporter_and_no_other_pupil(principal):
    read = text(principal.get(PARTY))
    assert "Sara\nTrine</textarea>" in read
    make(principal, PARTY)
    said = fetched(principal, "json").body.decode()
    for name in ("Ole", "Hansen", "Jonas", "Lie", "Sara", "Trine", "Vilde"):
        assert name not in said
    assert "[namn teke ut] bok var borte, sa [namn teke ut]. Nora ❤" in said
    assert "Kari Nordvik" in said
    assert fetched(principal, "pdf").body.startswith(b"%PDF")
    assert len(logged(Event.COPIED_CASE_PARTY)) == 3


def test_more_names_are_taken_out_as_they_are_typed_and_shown_before(principal):
    names = {"names": "Nora\nSara"}
    again = press(principal, PARTY, do="again", **names)
    assert again.status_code == 200
    assert "Nora" not in text(again).partition("pad copied")[2]
    sent = form(text(again), PARTY, read="yes", do="make")
    assert principal.post(PARTY, sent).status_code == 303
    said = fetched(principal, "json").body.decode()
    assert "Nora" not in said
    assert "Trine" in said


def test_it_is_not_made_without_names_that_nobody_has_seen_it_without(principal):
    answer = make(principal, PARTY, names="Nora")
    assert answer.status_code == 422
    assert "Du har endra namna" in text(answer) or "Du har endret navnene" in text(
        answer
    )
    assert "Nora" not in text(answer).partition("pad copied")[2]
    assert EntryKind.COPIED not in kinds()


def test_too_many_names_are_refused_and_kept(principal):
    names = "\n".join(f"Elev{n}" for n in range(61))
    answer = make(principal, PARTY, names=names)
    assert answer.status_code == 422
    assert names in text(answer)


def fails(answer):
    def failing(stand_in):
        stand_in.answer = answer

    return failing


def times_out(_):
    raise ReadTimeoutError(endpoint_url="https://lambda.example")


@pytest.mark.parametrize(
    ("answer", "headers", "said"),
    [
        (times_out, {}, "svarer ikke"),
        (
            lambda _: {"errorType": "Sandbox.Timedout"},
            {"x-amz-function-error": "U"},
            "svarer ikke",
        ),
        (lambda _: {"problem": "unset"}, {}, "lot seg ikke sette opp"),
        (lambda _: {"problem": "too_large"}, {}, "for stor til én fil"),
    ],
    ids=["slow", "fails", "unset", "large"],
)
def test_where_the_function_fails_the_case_is_untouched_and_it_is_said(
    principal, archive_function, answer, headers, said
):
    before = stored()
    archive_function.answer, archive_function.headers = answer, headers
    told = make(principal)
    assert told.status_code == 503
    assert "Kopien er ikke laget" in text(told)
    assert said in text(told)
    assert "Saken er som før." in text(told)
    assert stored() == before
    assert logged(Event.COPIED_CASE_ARCHIVE) == []


def test_the_function_is_sent_what_is_set_and_is_called_by_its_name(
    principal, archive_function
):
    make(principal)
    assert archive_function.names == ["test-archive"]
    (event,) = archive_function.asked
    assert set(event) == {"document"}


def test_who_wrote_meanwhile_is_not_left_out(principal):
    page = text(principal.get(ARCHIVE))
    act.note(pen(stored(), "d" * 22), "Ringte hjem", local_day(NOW))
    answer = principal.post(ARCHIVE, form(page, ARCHIVE, read="yes", do="make"))
    assert answer.status_code == 409
    assert "Ringte hjem" in text(answer)
    assert EntryKind.COPIED not in kinds()


def test_a_copy_of_a_case_that_has_changed_is_not_handed_out(principal):
    make(principal)
    act.note(pen(stored(), "d" * 22), "Ringte hjem", local_day(NOW))
    assert "Saken er endret siden" in text(principal.get(f"{CASE}/copies"))
    page = text(principal.get(f"{CASE}/copy/5"))
    assert "Lag en ny kopi." in page
    for what in ("pdf", "json"):
        answer = principal.post(f"{CASE}/copy/5/{what}")
        assert answer.status_code == 409
        assert "Lag en ny kopi." in text(answer)


def test_that_the_archive_has_it_is_confirmed_once_and_said(principal):
    make(principal)
    path = f"{CASE}/copy/5"
    unticked = press(principal, path, f"{path}/confirm")
    assert (unticked.status_code, EntryKind.COPY_CONFIRMED in kinds()) == (422, False)
    assert press(principal, path, f"{path}/confirm", confirmed="yes").status_code == 303
    assert kinds()[-1] is EntryKind.COPY_CONFIRMED
    assert "Arkivet har den" in text(principal.get(f"{CASE}/copies"))
    assert len(logged(Event.CONFIRMED_COPY)) == 1
    assert fetched(principal, "pdf").status_code == 200


def test_a_party_copy_is_not_what_the_archive_has(principal):
    make(principal, PARTY)
    path = f"{CASE}/copy/5/confirm"
    answer = principal.post(path, {"confirmed": "yes", "attempt": "e" * 22})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{CASE}/copies",
        ARCHIVE,
        f"{CASE}/copies/x/nb",
        f"{CASE}/copies/party/en",
        f"{CASE}/copy/4",
        f"{CASE}/copy/99",
    ],
)
def test_who_may_not_has_no_page_of_it(principal, path):
    if path in (f"{CASE}/copies", ARCHIVE):
        principal.become(replace(NURSE))
    assert principal.get(path).status_code == 404


def test_a_note_that_does_not_open_is_said_before(principal, monkeypatch):
    unread = cases.read

    def read(key, case, row, *wanted):
        return unread(None if row["kind"] == "note" else key, case, row, *wanted)

    monkeypatch.setattr(cases, "read", read)
    page = text(principal.get(ARCHIVE))
    assert "1 hendelser kan ikke åpnes" in page
    assert "Kan ikke åpnes." in page
