"""The rules page says when the help lines were last checked, and warns who can do
something."""

from datetime import timedelta

import pytest

from chalicelib.flags import rule_pages as rules
from chalicelib.web.help_lines import HOLDS
from chalicelib.web.language import texts
from tests.cast import ADMINISTRATOR, NOW, NURSE, OWNER, PROGRAMME, TEACHER
from tests.staff_browser import text

t = texts("nb")
PEOPLE = [ADMINISTRATOR, OWNER, NURSE, TEACHER, PROGRAMME]


def page(visitor, account):
    return text(visitor.become(account).get("/staff/rules"))


@pytest.mark.parametrize("account", PEOPLE)
def test_the_day_is_there_for_all_and_no_warning_in_time(visitor, monkeypatch, account):
    on = NOW.date() - HOLDS
    monkeypatch.setattr(rules, "LAST_CHECKED", on)
    shown = page(visitor, account)
    assert t("staff.help_lines.checked", day=t.full_day(on)) in shown
    assert 'class="problem"' not in shown


@pytest.mark.parametrize("account", PEOPLE)
def test_after_half_a_year_those_who_run_things_are_warned(
    visitor, monkeypatch, account
):
    on = NOW.date() - HOLDS - timedelta(days=1)
    monkeypatch.setattr(rules, "LAST_CHECKED", on)
    warned = t("staff.help_lines.old", day=t.full_day(on)) in page(visitor, account)
    assert warned is (account in (ADMINISTRATOR, OWNER, NURSE))


def test_each_set_of_rules_is_headed_by_its_grades_as_people_say_them(visitor):
    shown = page(visitor, NURSE)
    assert [
        heading
        for heading in ("1.–4. trinn, versjon", "5.–10. trinn, versjon")
        if heading in shown
    ] == [
        "1.–4. trinn, versjon",
        "5.–10. trinn, versjon",
    ]
