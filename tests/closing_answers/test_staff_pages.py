"""The pages of the own answers, as a browser sends and shows them."""

import re
from datetime import timedelta

import pytest

from chalicelib.core import ids
from chalicelib.staff_door import door
from chalicelib.web.language import texts
from tests.cases.cast import stored
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.closing_answers.cast import ALL_IN_TERM, GOOD, a_case, answered, codes_of
from tests.forms_of import form
from tests.staff_browser import text

CASE = "/staff/cases/1"
CLOSING = f"{CASE}/closing"
t = texts("nb")


@pytest.fixture
def principal(stage, visitor):
    a_case()
    return visitor.become(PRINCIPAL)


def press(browser, name, **typed):
    path = f"{CLOSING}/{name}"
    return browser.post(path, form(text(browser.get(CLOSING)), path, **typed))


def codes_in(page):
    found = re.findall(r"<b>([A-Z0-9]{5}[- ][A-Z0-9]{5}|[A-Z0-9 -]{10,14})</b>", page)
    return [ids.normalise(code) for code in found]


def test_the_case_leads_there_and_a_code_is_shown_once_with_what_the_pupil_is_told(
    principal,
):
    assert f'href="{CLOSING}"' in text(principal.get(CASE))
    answer = press(principal, "pupil")
    page = text(answer)
    (code,) = codes_in(page)
    assert answer.status_code == 200
    assert "svg" in page
    assert "Dette er <strong>ikke</strong> anonymt." in page
    assert code not in ids.normalise(text(principal.get(CLOSING)))
    assert t("case.entry.pupil_code") in text(principal.get(CASE))


def test_what_the_pupil_answered_is_read_on_the_case_and_said_to_be_read(principal):
    (code,) = codes_in(text(press(principal, "pupil")))
    assert "Ingen svar ennå" in text(principal.get(CLOSING))
    answered(code, safe="hardly_ever", scale_now="2")
    page = text(principal.get(CLOSING))
    assert t("item.safe.option.hardly_ever") in page
    assert t("closing.alarm") in page
    assert "Svarene blir slettet" in page
    assert press(principal, "read").status_code == 303
    page = text(principal.get(CLOSING))
    assert t("staff.saved.closing_read") in page or t("closing.alarm") in page
    assert stored().asked_on is None


def test_codes_for_the_supporters_are_as_many_as_asked_for(principal):
    page = text(press(principal, "supporters", supporters="6"))
    assert len(set(codes_in(page))) == 6
    assert "Svarene dine er anonyme." in page
    assert t("closing.term.2", year=2026) in text(principal.get("/staff/supporters"))


@pytest.mark.parametrize("typed", ["", "0", "9", "x", "-1", "٣", "99999999999"])
def test_a_number_that_is_none_or_too_high_is_told(principal, typed):
    answer = press(principal, "supporters", supporters=typed)
    assert answer.status_code == 422
    assert t("closing.problem.number") in text(answer)


def test_who_may_not_open_the_case_gets_no_page(principal):
    press(principal, "pupil")
    principal.become(NURSE)
    assert principal.get(CLOSING).status_code == 404
    for name in ("pupil", "supporters", "read"):
        sent = principal.post(f"{CLOSING}/{name}", {"attempt": "a" * 22})
        assert sent.status_code == 404


def test_what_supporters_say_is_not_enough_until_it_is(stage, visitor, monkeypatch):
    groups = [codes_of(size, "cde"[at]) for at, size in enumerate(ALL_IN_TERM)]
    for code in [code for group in groups for code in group][:12]:
        answered(code, **GOOD)
    visitor.become(PRINCIPAL)
    page = text(visitor.get("/staff/supporters"))
    assert t("closing.said.not_yet") in page
    assert not re.search(
        r"\b(3|12|24)\b", page.partition("<main")[2].partition("</main")[0]
    )
    later = NOW + timedelta(days=70)
    monkeypatch.setattr(door, "clock", lambda: later)
    page = text(visitor.become(PRINCIPAL, later).get("/staff/supporters"))
    assert t("closing.said.mattered") in page
    assert t("closing.share.nearly_all") in page
    assert t("closing.share.too_little") in page
