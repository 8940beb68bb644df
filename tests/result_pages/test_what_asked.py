import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.result_pages.what_asked import asked_of_some, what_asked
from chalicelib.results.figure import Figure
from chalicelib.results.grouping import GROUPINGS
from chalicelib.web.language import texts


def test_a_question_stands_with_its_options_group_by_group():
    asked = next(
        found
        for found in what_asked(texts("nb"), "grades_5_7", ["hurt"])
        if found.name == "Blir ikke plaget"
    )
    assert asked.good == "Nei, aldri"
    assert asked.middle == "Én gang"
    assert asked.attention == ("2–3 ganger, Omtrent hver uke, Flere ganger i uken")


@pytest.mark.parametrize("form_id", GROUPINGS)
def test_every_option_stands_in_exactly_one_group(form_id):
    t = texts("en")
    groupings = GROUPINGS[form_id]
    items = [grouping.item for grouping in groupings]
    for asked, grouping in zip(what_asked(t, form_id, items), groupings, strict=True):
        (choice,) = (q for q in FORMS[form_id].questions if q.id == grouping.item)
        said = ", ".join((asked.good, asked.middle, asked.attention))
        options = [t.option(form_id, choice.id, option) for option in choice.options]
        assert sorted(said.split(", ")) == sorted(", ".join(options).split(", "))


def test_a_question_that_is_newer_than_the_round_is_not_explained():
    asked = what_asked(texts("nb"), "grades_5_7", ["hurt", "safe"])
    assert [found.name for found in asked] == ["Blir ikke plaget", "Er trygg"]


def test_it_is_said_of_a_question_that_it_was_not_asked_of_all():
    told = {grouping.item: Figure(40, 0, 4) for grouping in GROUPINGS["grades_5_7"]}
    t = texts("en")
    assert asked_of_some(t, "grades_5_7", told, 40) == []
    some = told | {"trusted_adult": Figure(25, 0, 4)}
    assert asked_of_some(t, "grades_5_7", some, 40) == [
        "Has an adult to go to: 25 of the 40 who answered were asked."
        " The question was added on the way."
    ]
    del told["trusted_adult"]
    assert asked_of_some(t, "grades_5_7", told, 40) == [
        "Has an adult to go to: not asked here. The question was added later."
    ]
