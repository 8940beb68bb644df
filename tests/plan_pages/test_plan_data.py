"""A plan as labels and values: what was decided, done and corrected."""

from dataclasses import replace
from datetime import date

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.cases.entry import EntryKind, ReadEntry
from chalicelib.plan_pages.plan_data import plan_data, sources
from chalicelib.plans.duties import Duty, DutyDone
from chalicelib.plans.plan import MeasureStep
from chalicelib.plans.see_plan import plan_in
from chalicelib.web.language import texts
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.plan_pages.test_plan_view import TODAY, WORDS, seen
from tests.plans.cast import LUNCH, TALK, WHOLE, entry, evaluated, plan

PEOPLE = {person.id: person for person in (PRINCIPAL, TEACHER)}


def data(*entries, language="nb"):
    return plan_data(seen(*entries), CaseWords(texts(language), PEOPLE, NOW))


def corrected(number, of, text):
    written = entry(number, EntryKind.CORRECTION, TODAY).entry
    return ReadEntry(replace(written, corrects=of), {"text": text})


def came(number, *told, kind=EntryKind.MADE):
    return ReadEntry(entry(number, kind, TODAY).entry, {"of": list(told)})


def item(ref, on, by=""):
    return {"ref": ref, "on": on, "by": by}


def of_duty(found, duty):
    label = texts("nb")(f"plan.option.duty.{duty}")
    return next(lines for name, lines in found.log if name == label)


def test_an_evaluation_is_read_with_the_measures_of_its_time():
    steps = (MeasureStep.CONTINUE, MeasureStep.STOP)
    (told,) = data(
        plan(1), evaluated(2, TODAY, steps=steps), plan(3, replace(WHOLE, measures=()))
    ).evaluations
    assert (LUNCH.what, "Fortsetter") in told.lines
    assert (TALK.what, "Stopper") in told.lines


def test_versions_stand_latest_first_with_what_each_changed():
    told = data(plan(1), plan(2, replace(WHOLE, problem="Noe annet"))).versions
    assert [version.title for version in told] == ["Versjon 2", "Versjon 1"]
    assert [len(version.changes) for version in told] == [1, 0]


def test_each_version_can_be_read_whole_as_it_was():
    later = replace(WHOLE, problem="Noe annet", measures=(TALK,))
    new, old = data(plan(1), plan(2, later)).versions
    assert ("Hvilket problem skal planen løse?", WHOLE.problem) in old.lines
    assert ("Hvilket problem skal planen løse?", "Noe annet") in new.lines
    assert [dict(measure)["Hvem"] for measure in old.measures] == [LUNCH.who, TALK.who]
    assert [dict(measure)["Hvem"] for measure in new.measures] == [TALK.who]


def test_what_a_problem_may_point_to_is_what_was_investigated():
    talk = seen(entry(1, EntryKind.TALK, TODAY), plan(2))
    assert sources(talk, plan_in(talk.entries), WORDS) == [
        (1, "Første samtale · tirsdag 24. november")
    ]


def test_the_log_says_who_told_and_on_which_day():
    found = data(
        came(1, item("referral.A", "2026-11-09", TEACHER.id)),
        plan(2, replace(WHOLE, principal_by="Kari Nordvik")),
    )
    assert [(line.title, line.small) for line in of_duty(found, Duty.NOTIFY)] == [
        (
            "Henvisning til ressursgruppen",
            f"{TEACHER.name} · mandag 9. november",
        ),
        ("Rektor fikk vite det", "Kari Nordvik · tirsdag 10. november"),
    ]


def test_a_flag_says_no_name_and_stands_under_following_along():
    found = data(came(1, item("flag.A", "2026-11-09")), plan(2))
    (line,) = of_duty(found, Duty.FOLLOW)
    assert (line.title, line.small) == ("Varsel fra en runde", "mandag 9. november")


def test_a_correction_stands_with_what_it_corrects():
    done = DutyDone(Duty.STEP_IN, "Stoppet det i gangen.")
    found = data(
        plan(1),
        evaluated(2, date(2026, 11, 19)),
        entry(3, EntryKind.DUTY, TODAY, done),
        corrected(4, 2, "Det var tirsdag."),
        corrected(5, 3, "Det var i garderoben."),
        corrected(6, 1, "Mor ble hørt."),
    )
    assert found.evaluations[0].corrections[0].text == "Det var tirsdag."
    assert found.versions[0].corrections[0].text == "Mor ble hørt."
    (line,) = of_duty(found, Duty.STEP_IN)
    assert line.corrections[0].text == "Det var i garderoben."
