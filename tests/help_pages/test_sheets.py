"""What stands on the sheets: strings that there are, and no number of their own."""

import re

import pytest

from chalicelib.forms.definitions import FORMS
from chalicelib.help_pages.sheets import BY_NAME, LANGUAGES, SHEETS
from chalicelib.web.language import texts

OF_THE_LAW = {"12", "33", "72"}
"""Chapter, article, and the hours of the regulation."""
OF_A_SCHOOL = {"1", "4", "5", "7", "8", "10"}
"""Grades."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_every_sheet_is_there(language):
    keys = [
        key
        for sheet in SHEETS
        for part in sheet.parts
        for key in (
            f"sheet.{sheet.name}.title",
            f"sheet.{sheet.name}.lead",
            part.heading,
            *part.items,
        )
    ]
    assert [key for key in keys if not texts(language).has(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_has_a_number_that_a_rule_keeps(language):
    """Those come from the rules, by name."""
    own = {
        key: set(re.findall(r"\d+", text)) - OF_THE_LAW - OF_A_SCHOOL
        for key, text in texts(language)._strings.items()
        if key.startswith("sheet.")
    }
    found = {key for key, numbers in own.items() if numbers}
    assert found == {"sheet.accessibility.machine.narrow"}


def test_pupils_of_each_step_are_said_to_be_asked_what_they_are_asked():
    for step in ("1_4", "5_7", "8_10"):
        (part,) = [part for part in BY_NAME[f"before_{step}"].parts if part.form_id]
        assert part.questions == tuple(q.id for q in FORMS[f"grades_{step}"].questions)


def test_the_youngest_do_not_hear_the_sentence_about_writing():
    said = {name: str(BY_NAME[f"before_{name}"].parts) for name in ("1_4", "5_7")}
    assert "pupil.mode.danger" in said["5_7"]
    assert "pupil.mode.danger" not in said["1_4"]
