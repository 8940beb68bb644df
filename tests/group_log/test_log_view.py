"""How the log is said."""

from dataclasses import replace
from datetime import date, timedelta

from chalicelib.group_log.log_entry import LogContent, LogEntry, LogKind
from chalicelib.group_log.log_view import LogWords, as_typed, can_be_present
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE, PRINCIPAL, TEACHER
from tests.group_log.cast import A_MEETING

t = texts("nb")
PEOPLE = {person.id: person for person in (PRINCIPAL, NURSE, TEACHER)}
WORDS = LogWords(t, PEOPLE, NOW)
ENTRY = LogEntry("E", 1, "E", LogKind.MEETING, date(2026, 11, 23), "A3", NOW, 0)


def test_who_wrote_it_and_who_corrected_it_last():
    line = WORDS.line(ENTRY)
    assert (line.title, line.on) == ("Møte i ressursgruppen", "i går")
    assert line.small.startswith("Skrevet av ")
    assert NURSE.name in line.small
    corrected = WORDS.line(replace(ENTRY, version=2, by="A2"))
    assert corrected.small.startswith("Rettet av ")
    assert PRINCIPAL.name in corrected.small


def test_texts_stand_in_the_order_of_the_form_and_names_by_name():
    mixed = dict(reversed(A_MEETING.content.texts.items()))
    shown = WORDS.version(ENTRY, LogContent(("A3", "A2"), (3, 7), mixed))
    assert [label for label, _ in shown.texts] == [
        t(f"log.field.{name}")
        for name in ("question", "advice", "decisions", "learning")
    ]
    assert [PRINCIPAL.name in shown.present[0], shown.cases] == [True, (3, 7)]


def test_what_does_not_open_shows_nothing_but_that():
    shown = WORDS.version(ENTRY, None)
    assert (shown.present, shown.cases, shown.texts) == ([], (), [])
    assert shown.unreadable


def test_who_is_no_longer_there_at_all_is_somebody():
    assert (
        t("inbox.someone_gone") in WORDS.version(ENTRY, LogContent(("Z",))).present[0]
    )
    assert WORDS.said("present", "A3 Z") == f"{NURSE.name}, {t('inbox.someone_gone')}"
    assert WORDS.said("kind", "course") == t("log.kind.course")
    assert WORDS.said("on", "2026-11-23") == "2026-11-23"


def test_who_has_left_or_waits_is_offered_only_where_they_were_chosen():
    gone = replace(NURSE, active=False)
    waits = replace(TEACHER, confirmed=False)
    people = (gone, waits, PRINCIPAL)
    assert can_be_present(people, ()) == ([PRINCIPAL], [])
    assert can_be_present(people, [gone.id, waits.id]) == ([PRINCIPAL, gone], [waits])


def test_the_form_of_a_correction_holds_what_stands_there():
    typed = as_typed(ENTRY, LogContent(("A2",), (3, 7), {"advice": "Spør."}))
    assert typed == {
        "kind": "meeting",
        "on": "2026-11-23",
        "present": "A2",
        "cases": "3, 7",
        "question": "",
        "advice": "Spør.",
        "decisions": "",
        "learning": "",
    }


def test_an_older_entry_has_its_date():
    old = replace(ENTRY, on=NOW.date() - timedelta(days=40))
    assert WORDS.line(old).on == t.day(old.on)
