"""The page for who answers when somebody asks what the school has about a pupil."""

import re
from datetime import timedelta
from html import unescape

import pytest

from chalicelib.access_requests import find as finding
from chalicelib.access_requests.export import MOST_CHOSEN
from chalicelib.answer_form.privacy import RIGHTS, numbers
from chalicelib.core.settings import settings
from chalicelib.staff_door import door
from chalicelib.storage import transaction
from chalicelib.storage.keys import Key
from chalicelib.storage.writes import Delete
from chalicelib.web.language import texts
from tests.cases.cast import made
from tests.cast import NOW, NURSE, OWNER, PRINCIPAL, STRANGER, TEACHER
from tests.giving import SOCIAL, colleagues
from tests.referring import refer
from tests.rows import all_rows, rows_with
from tests.staff_browser import hidden, text

TOMORROW = NOW + timedelta(days=1)
NAME = "Kim Prøvesen"
PATH = "/staff/insight"
t = texts("nb")


def searched(visitor, who=PRINCIPAL, **fields):
    return visitor.become(who).post(PATH, fields)


@pytest.mark.parametrize("who", [PRINCIPAL, NURSE, OWNER])
def test_who_answers_finds_the_way_there_and_what_is_never_with_it(visitor, who):
    page = text(visitor.become(who).get(PATH))
    assert t("insight.not.anonymous") in page
    assert t("insight.how.who") in page
    assert f'href="{PATH}"' in visitor.get("/staff/cases").body.decode()


def test_who_answers_reads_of_rights_what_guardians_read(visitor):
    page = unescape(text(visitor.become(NURSE).get(PATH)))
    for right in RIGHTS:
        assert t(f"rights.{right}", **numbers()) in page


@pytest.mark.parametrize("who", [TEACHER, SOCIAL])
def test_for_others_the_page_is_not_there(visitor, who):
    colleagues()
    visitor.become(who)
    assert visitor.get(PATH).status_code == 404
    assert visitor.post(PATH, {"name": NAME}).status_code == 404
    assert f'href="{PATH}"' not in visitor.get("/staff/cases").body.decode()


def test_what_is_found_leads_to_where_it_is_read(visitor, desk):
    referral_id = refer(desk, pupil=[NAME])
    answer = searched(visitor, name="  kim   PRØVESEN ")
    path = f"/staff/inbox/referral/{referral_id}"
    assert f'href="{path}"' in answer.body.decode()
    assert t("insight.whole") in text(answer)
    assert t("insight.looked", looked=1, all=1, name="kim PRØVESEN") in text(answer)
    assert visitor.get(path).status_code == 200


def test_a_case_that_is_found_leads_to_its_copies_too(visitor, desk):
    case = made(desk, pupil=[NAME])
    page = searched(visitor, name=NAME).body.decode()
    for where in (f"/staff/cases/{case.number}", f"/staff/cases/{case.number}/copies"):
        assert f'href="{where}"' in page
        assert visitor.get(where).status_code == 200


def test_where_only_a_part_stands_the_page_says_to_look_who_it_is(visitor, desk):
    refer(desk, pupil=["Kim Annensen"])
    page = text(searched(visitor, name=NAME))
    assert t("insight.part") in page
    assert t("insight.whole") not in page


def test_nothing_found_is_said_and_no_name_is_kept_anywhere(visitor, desk, caplog):
    refer(desk, pupil=["En Annen"])
    page = text(searched(visitor, name="Zmfk Qwrtz"))
    assert t("insight.none") in page
    assert "Zmfk" not in str(all_rows())
    assert "Zmfk" not in caplog.text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", "name"), ("  ", "name"), ("123", "name"), ("x" * 200, "long")],
)
def test_what_is_no_name_is_said_beside_the_field_and_stays_there(
    visitor, typed, problem
):
    answer = searched(visitor, name=typed)
    assert answer.status_code == 422
    assert t(f"insight.problem.{problem}") in text(answer)


def test_a_name_with_markup_is_shown_as_it_was_typed(visitor):
    page = searched(visitor, name="<b>Kim</b>").body.decode()
    assert "<b>Kim" not in page


@pytest.mark.parametrize(
    "after", ["", "x", "-1", "9" * 40, "²", "²-0-1", "261399-aaaaaaaaaa-1"]
)
def test_a_place_to_go_on_from_that_is_none_begins_anew(visitor, desk, after):
    refer(desk, pupil=[NAME])
    answer = searched(visitor, name=NAME, after=after)
    assert answer.status_code == 200
    assert t("insight.looked", looked=1, all=1, name=NAME) in text(answer)


def paths_in(answer):
    return re.findall(r'href="(/staff/inbox/referral/[^"]+)"', answer.body.decode())


def erased(path):
    (row,) = rows_with("answers", "REFERRALS#", f"REFERRAL#{path.rpartition('/')[2]}")
    gone = Key(row["pk"], row["sk"])
    transaction.commit(Delete(settings().answers_table, gone))


@pytest.mark.parametrize("erases", [True, False])
def test_what_goes_or_comes_between_two_presses_skips_and_repeats_nothing(
    visitor, desk, monkeypatch, erases
):
    monkeypatch.setattr(finding, "AT_ONCE", 2)
    sent = {f"/staff/inbox/referral/{refer(desk, pupil=[NAME])}" for _ in range(4)}
    first = searched(visitor, name=NAME)
    (looked, *_) = paths_in(first)
    if erases:
        erased(looked)
    else:
        refer(desk, now=TOMORROW, pupil=[NAME])
        monkeypatch.setattr(door, "clock", lambda: TOMORROW)
        visitor.become(PRINCIPAL, TOMORROW)
    second = visitor.post(PATH, dict(hidden(first)))
    assert sorted(paths_in(first) + paths_in(second)) == sorted(sent)
    assert t("insight.looked", looked=4, all=4, name=NAME) in text(second)
    assert (t("insight.added", number=1) in text(second)) is not erases


def test_however_many_are_ticked_the_form_is_one_that_is_taken(
    visitor, desk, monkeypatch
):
    monkeypatch.setattr(finding, "AT_ONCE", 1)
    for _ in range(2):
        refer(desk, pupil=[NAME])
    first = hidden(searched(visitor, name=NAME))
    many = [("chosen", f"referral.{number}") for number in range(MOST_CHOSEN + 9)]
    carried = hidden(visitor.post(PATH, [*first, *many]))
    assert [name for name, _ in carried].count("chosen") == MOST_CHOSEN + 1
    too_many = visitor.post(f"{PATH}/document", carried)
    assert t("insight.problem.many", most=MOST_CHOSEN) in text(too_many)


def test_another_school_finds_nothing_of_it(visitor, desk):
    refer(desk, pupil=[NAME])
    assert t("insight.none") in text(searched(visitor, STRANGER, name=NAME))
