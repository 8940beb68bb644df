"""What may be typed in a reply, and which mistake is said."""

from datetime import date, timedelta

import pytest

from chalicelib.class_reply.fields import (
    DAY,
    SENTENCES,
    as_typed,
    blank,
    names,
    parse,
    sentence_of,
    with_sentences,
)
from chalicelib.web.language import texts
from tests.class_reply.cast import CONTENT, FORM, TEXT

LANGUAGES = ("nb", "nn")
TODAY = date(2026, 11, 24)
EMPTY = dict.fromkeys(names(LANGUAGES), "")


def parsed(step="5-7", **typed):
    return parse(EMPTY | FORM | typed, LANGUAGES, step, TODAY)


def wrong(step="5-7", **typed):
    return [(problem.name, problem.kind) for problem in parsed(step, **typed)[1]]


def test_a_language_in_which_nothing_is_written_is_left_out():
    assert parsed() == (CONTENT, [])


def test_each_language_that_is_begun_is_written_to_its_end():
    assert wrong(told_nn="Mange har det bra.") == [
        ("doing_nn", "empty"),
        ("whom_nn", "empty"),
    ]


def test_another_language_alone_is_enough():
    only = {"told_nb": "", "doing_nb": " \n ", "whom_nb": "\u3164"}
    nynorsk = {"told_nn": TEXT.told, "doing_nn": TEXT.doing, "whom_nn": TEXT.whom}
    content, problems = parsed(**only, **nynorsk)
    assert problems == []
    assert [*content.texts] == ["nn"]


def test_where_nothing_is_written_the_first_language_is_asked_for():
    _, problems = parse(EMPTY, LANGUAGES, "5-7", TODAY)
    assert [(problem.name, problem.kind) for problem in problems] == [
        ("told_nb", "empty"),
        ("doing_nb", "empty"),
        ("whom_nb", "empty"),
        (DAY, "day"),
    ]


@pytest.mark.parametrize(
    ("step", "field", "most"),
    [("5-7", "told", 500), ("1-4", "told", 200), ("1-4", "whom", 120)],
)
def test_so_many_characters_are_taken_and_no_more(step, field, most):
    name = f"{field}_nb"
    assert wrong(step, **{name: "å" * most}) == []
    assert wrong(step, **{name: "å" * (most + 1)}) == [(name, "long")]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("2026-11-25", True),
        ("25.11.2026", True),
        ("2027-11-24", True),
        ("2026-11-24", False),
        ("2027-11-25", False),
        ("", False),
        ("snart", False),
        ("2026-13-40", False),
    ],
)
def test_the_day_is_from_tomorrow_to_a_year_ahead(typed, taken):
    assert wrong(again_on=typed) == ([] if taken else [(DAY, "day")])


def test_what_stands_there_is_typed_as_it_was():
    assert as_typed(CONTENT, LANGUAGES) == EMPTY | FORM


@pytest.mark.parametrize("after", range(0, 400, 7))
def test_the_day_that_is_proposed_is_one_with_school_that_would_be_taken(after):
    today = TODAY + timedelta(days=after)
    day = date.fromisoformat(blank(LANGUAGES, today)[DAY])
    assert day.isoweekday() <= 5
    assert today < day <= today + timedelta(days=365)


SAID = {language: texts(language) for language in LANGUAGES}


def test_chosen_sentences_come_in_every_language_each_on_a_line_of_its_own():
    form = with_sentences(
        EMPTY | {"told_nb": "Hei.\n"}, ["told.1", "told.2", "whom.1"], SAID
    )
    first, second = (sentence_of(SAID["nb"], "told", number) for number in (1, 2))
    assert form["told_nb"] == f"Hei.\n{first}\n{second}"
    assert form["whom_nn"] == sentence_of(SAID["nn"], "whom", 1)
    assert form["doing_nb"] == ""


def test_a_sentence_that_stands_there_is_not_put_in_again():
    form = with_sentences(EMPTY, ["doing.3"], SAID)
    assert with_sentences(form, ["doing.3"], SAID) == form


@pytest.mark.parametrize(
    "chosen", ["", "told", "told.0", "told.99", "told.x", "again_on.1", "told.²", "."]
)
def test_what_is_no_sentence_of_ours_is_left_out(chosen):
    assert with_sentences(EMPTY, [chosen], SAID) == EMPTY


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_all_our_sentences_of_a_field_together_can_be_taken_by_the_eldest(language):
    t = texts(language)
    for field, many in SENTENCES.items():
        together = "\n".join(
            sentence_of(t, field, number) for number in range(1, many + 1)
        )
        assert wrong(**{f"{field}_nb": together}) == [], field
