import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.result_pages.what_asked import what_asked
from chalicelib.results.grouping import GROUPINGS
from chalicelib.web.language import texts


def test_a_question_stands_with_its_options_group_by_group():
    asked = next(
        found
        for found in what_asked(texts("nb"), "grades_5_7")
        if found.name == "Blir ikke plaget"
    )
    assert asked.good == "Nei, aldri"
    assert asked.middle == "Én gang"
    assert asked.attention == ("2–3 ganger, Omtrent hver uke, Flere ganger i uken")


@pytest.mark.parametrize("form_id", GROUPINGS)
def test_every_option_stands_in_exactly_one_group(form_id):
    t = texts("en")
    for asked, grouping in zip(what_asked(t, form_id), GROUPINGS[form_id], strict=True):
        (choice,) = (q for q in FORMS[form_id].questions if q.id == grouping.item)
        said = ", ".join((asked.good, asked.middle, asked.attention))
        options = [t.option(form_id, choice.id, option) for option in choice.options]
        assert sorted(said.split(", ")) == sorted(", ".join(options).split(", "))
