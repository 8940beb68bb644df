"""Erasing a case, as a browser sends and shows it."""

import pytest

from chalicelib.cases import act
from chalicelib.cases import store as cases
from chalicelib.core.local_time import local_day
from tests.case_copies.test_erase_case import archived, copied, over
from tests.cases.cast import pen, stored
from tests.cast import NOW, PRINCIPAL, TEACHER
from tests.faults import failing
from tests.forms_of import form
from tests.staff_browser import text

__all__ = ["over"]
CASE, ERASE = "/staff/cases/1", "/staff/cases/1/erase"


@pytest.fixture
def principal(over, visitor):
    return visitor.become(PRINCIPAL)


def press(browser, **typed):
    return browser.post(ERASE, form(text(browser.get(ERASE)), ERASE, **typed))


def test_the_way_to_it_is_shown_once_the_archive_has_the_case(principal):
    copied()
    assert f'href="{ERASE}"' not in text(principal.get(f"{CASE}/copies"))
    assert "Ingen har bekreftet" in text(principal.get(ERASE))
    archived()
    assert f'href="{ERASE}"' in text(principal.get(f"{CASE}/copies"))


@pytest.mark.parametrize("number", ["", "2", "ja"])
def test_it_goes_only_where_its_number_is_typed(principal, number):
    archived()
    answer = press(principal, number=number)
    assert answer.status_code == 422
    assert "Saken er ikke slettet." in text(answer)
    assert stored()


def test_afterwards_each_of_its_pages_says_the_day(principal):
    archived()
    assert "slettet" in text(press(principal, number="1"))
    assert cases.get("SCHAAA", 1) is None
    for path in (CASE, f"{CASE}/copies", f"{CASE}/story", ERASE):
        answer = principal.get(path)
        assert answer.status_code == 410
        assert "november 2026" in text(answer)
    assert CASE not in text(principal.get("/staff/cases"))


def test_where_somebody_wrote_meanwhile_it_stays(principal):
    archived()
    page = text(principal.get(ERASE))
    copied()
    answer = principal.post(ERASE, form(page, ERASE, number="1"))
    assert answer.status_code == 409
    assert stored()


def test_erasing_that_was_cut_short_goes_on_and_no_half_copy_goes_out(principal):
    for number in range(70):
        act.note(pen(stored(), f"{number:022d}"), "Ringte hjem", local_day(NOW))
    archived()
    with failing("dynamodb", "TransactWriteItems", "server_error", spared=2):
        assert press(principal, number="1").status_code == 503
    assert len(cases.entries(stored())) < stored().version
    made = stored().version - 1
    copies = principal.get(f"{CASE}/copies")
    assert copies.status_code == 200
    assert f'href="{ERASE}"' in text(copies)
    page = text(principal.get(f"{CASE}/copy/{made}"))
    for kind in ("json", "pdf"):
        path = f"{CASE}/copy/{made}/{kind}"
        assert principal.post(path, form(page, path)).status_code == 404
    for path in (CASE, f"{CASE}/story", f"{CASE}/entries/{made}"):
        assert principal.get(path).status_code == 200
    assert principal.get(f"{CASE}/entries/2").status_code == 404
    assert "slettet" in text(press(principal, number="1"))
    assert cases.get("SCHAAA", 1) is None


def test_who_does_not_lead_it_has_no_such_page(principal):
    archived()
    assert principal.become(TEACHER).get(ERASE).status_code == 404
