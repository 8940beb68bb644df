"""How a plan is said, in every language."""

from dataclasses import replace

import pytest

from chalicelib.case_pages.case_words import CaseWords
from chalicelib.plan_pages.plan_words import PlanWords, wrong_lines
from chalicelib.plans.plan import Aim, Measure
from chalicelib.plans.plan_form import as_typed
from chalicelib.plans.self_check import CHECKS, CheckedPoint, MeasureGaps, PointStanding
from chalicelib.plans.versions import changes
from chalicelib.web.language import texts
from tests.cast import NOW, PRINCIPAL
from tests.plans.cast import DECIDED, LUNCH, TALK, WHOLE, facts

WORDS = PlanWords(CaseWords(texts("nb"), {PRINCIPAL.id: PRINCIPAL}, NOW))


def test_values_are_said_as_people_say_them():
    assert WORDS.value("evaluate_on", DECIDED) == "torsdag 12. november"
    assert WORDS.value("aim", Aim.GROUP) == "Gruppen eller klassen"
    assert WORDS.value("problem", "Nora går alene.") == "Nora går alene."
    assert WORDS.value("problem_from", 3) == "Punkt 3 i saken"
    assert WORDS.value("owner_on", None) == ""


def test_a_change_has_its_label_its_measure_and_both_values():
    after = replace(WHOLE, rights_on=None, measures=(replace(LUNCH, who="Ida"),))
    assert WORDS.changes(changes(WHOLE, after)) == (
        (
            "Når fikk foresatte vite om retten til å melde saken til statsforvalteren?",
            "",
            "torsdag 12. november",
            "",
        ),
        ("Hvem gjør det? (navn)", LUNCH.what, "Amina Yusuf", "Ida"),
        ("Tiltak tatt ut", "", TALK.what, ""),
    )


def test_what_a_measure_lacks_is_said_in_words():
    gaps = (MeasureGaps(Measure("Lek"), ("who", "until"), ("ved behov",)),)
    line = WORDS.point(
        "measures_are_whole", CheckedPoint(PointStanding.MISSING, "gaps", {}, gaps)
    )
    assert (line.tag, line.standing) == ("l2", "Mangler")
    assert line.gaps == [
        (
            "Lek",
            "mangler hvem som gjør det, sluttdato. «ved behov» sier ikke hvem, hva "
            "eller hvor ofte.",
        )
    ]


def test_days_and_numbers_stand_in_the_sentence():
    point = CHECKS["guardians_told"](facts())
    said = WORDS.point("guardians_told", point).text
    assert said.count("torsdag 12. november") == 2


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_field_that_can_be_wrong_has_a_name(language):
    t = texts(language)
    names = [*as_typed(WHOLE), "happened", "improvement", "safe", "step2", "text"]
    names += ["outside", "duty", "means", "done"]
    lines = wrong_lines(t, dict.fromkeys(names, "required"))
    assert [line.field for line in lines] == names
    assert lines[names.index("m2_who")].label.startswith(
        t("plan.measure.number", number=2)
    )
