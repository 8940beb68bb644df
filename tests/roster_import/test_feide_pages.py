"""Classes fetched from Feide at the staff's door, against the stand-in that really
runs."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.core.settings import settings
from chalicelib.schools import store as schools
from chalicelib.sign_in import feide_http
from chalicelib.storage import transaction
from infra.local.feide_groups import group, of_school
from tests.cast import CLASSES, NURSE
from tests.roster_import.feide_cast import (
    BACK,
    BEGIN,
    GROUPS,
    KEPT,
    LIST,
    at_feide,
    begun,
    connected,
    fetched,
    kept,
    proposed,
    told,
)
from tests.rows import all_rows
from tests.staff_browser import hidden, text

pytestmark = pytest.mark.usefixtures("feide_groups")


def test_ones_classes_are_proposed_with_the_number_left_open_and_nothing_is_stored(
    admin, issuer
):
    connected(issuer)
    query = at_feide(begun(admin), sub="administrator").query
    before = all_rows()
    answer = admin.get(f"{BACK}?{query}")
    assert answer.status_code == 200
    lines = ["Råholt skole;6A;6;", "Råholt skole;7B;7;"]
    assert proposed(answer).splitlines() == ["skole;klasse;trinn;elever", *lines]
    assert "hvor mange elever en klasse har" in text(answer)
    assert (all_rows(), kept(admin)) == (before, [])


def test_the_list_is_filled_in_looked_at_and_saved_as_any_list(admin, issuer):
    connected(issuer)
    list_ = proposed(fetched(admin)).replace("6A;6;", "6A;6;24")
    looked = admin.post(LIST, {"text": list_})
    assert (looked.status_code, "fra 1 til 60" in text(looked)) == (422, True)
    looked = admin.post(LIST, {"text": list_.replace("7B;7;", "7B;7;15")})
    assert admin.post(f"{LIST}/save", hidden(looked)).status_code == 303
    (school,) = [s for s in schools.of_owner("WNERAA") if s.name == "Råholt skole"]
    found = [(c.label, c.grades, c.pupils) for c in schools.classes(school.id)]
    assert found == [("6A", (6,), 24), ("7B", (7,), 15)]


def test_a_school_without_a_name_is_left_open_and_said_by_its_number(admin, groups_say):
    connected(settings().feide_issuer)
    groups_say(200, [group("6A")])
    answer = fetched(admin)
    assert proposed(answer).splitlines()[1] == ";6A;6;"
    assert "NO987654321" in text(answer)


def test_a_size_we_know_stays_and_the_list_is_looked_at_at_once(admin, groups_say):
    connected(settings().feide_issuer)
    known = CLASSES[0]
    transaction.commit(schools.put_class(known))
    name = schools.get(known.school_id).name
    groups_say(200, [of_school(name), group(known.label), group("Matte", "u")])
    page = text(fetched(admin))
    assert f"{name};{known.label}" in page
    assert "<table" in page
    assert "hvor mange elever en klasse har" not in page
    assert "som ikke er klasser" in page


def test_no_name_and_no_token_is_in_a_page_a_row_a_cookie_or_a_log(
    admin, issuer, caplog, monkeypatch
):
    connected(issuer)
    tokens = []
    ask = feide_http.ask

    def noted(url, authorization="", fields=None):
        tokens.append(authorization.removeprefix("Bearer "))
        return ask(url, authorization, fields)

    monkeypatch.setattr(feide_http, "ask", noted)
    page = text(fetched(admin))
    places = (page, str(all_rows()), str(admin.cookies), caplog.text)
    (token,) = [t for t in tokens if t and not t.startswith("Basic")]
    for word in ("Kari", "kari@", token, "administrator|"):
        assert not any(word in place for place in places), word


def test_only_the_persons_own_groups_are_asked_for_and_never_the_members(
    admin, groups_say
):
    connected(settings().feide_issuer)
    asked = groups_say(200, GROUPS["administrator"])
    fetched(admin)
    assert asked == [("GET", "/groups/me/groups")]


def test_the_attempt_asks_for_groups_with_state_nonce_and_challenge(admin, issuer):
    connected(issuer)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(begun(admin)).query).items()}
    purpose, state, nonce, verifier = kept(admin)[0].split(".")
    assert asked["scope"] == "openid groups-edu groups-org"
    assert asked["redirect_uri"] == f"https://ansatt.example{BACK}"
    assert asked["code_challenge_method"] == "S256"
    assert (purpose, asked["state"], asked["nonce"]) == ("classes", state, nonce)
    assert verifier not in asked.values()


def test_who_comes_back_as_somebody_else_gets_nothing(admin, issuer):
    connected(issuer)
    status, problem = told(fetched(admin, "other"))
    assert status == 422
    assert "en annen bruker" in problem


def test_who_has_not_connected_feide_is_asked_to_do_so(admin):
    page = text(admin.post(BEGIN))
    assert "Koble til Feide først" in page
    assert kept(admin) == []


def test_who_has_no_class_is_told_whose_classes_come(admin, issuer):
    connected(issuer, "nobody")
    status, problem = told(fetched(admin, "nobody"))
    assert status == 422
    assert "klassene du selv hører til" in problem


def test_who_says_no_at_feide_is_told_that_nothing_was_fetched(admin, issuer):
    connected(issuer)
    query = at_feide(begun(admin), action="deny").query
    assert "Du sa nei" in told(admin.get(f"{BACK}?{query}"))[1]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "ikke fullført"),
        ("state=x&code=y", "ikke fullført"),
        ("error=invalid_scope", "groups-edu"),
        ("error=x%0D%0Ay", "ikke fullført"),
    ],
)
def test_nonsense_and_refusals_are_told(admin, issuer, query, said):
    connected(issuer)
    begun(admin)
    status, problem = told(admin.get(f"{BACK}?{query}"))
    assert status == 422
    assert said in problem


def test_an_answer_is_used_once_and_by_the_browser_that_began(admin, issuer):
    connected(issuer)
    query = at_feide(begun(admin), sub="administrator").query
    mine = dict(admin.cookies)
    for name in [name for name in mine if name.startswith(KEPT)]:
        del admin.cookies[name]
    assert admin.get(f"{BACK}?{query}").status_code == 422
    admin.cookies.update(mine)
    assert admin.get(f"{BACK}?{query}").status_code == 200
    admin.cookies.update(mine)
    assert admin.get(f"{BACK}?{query}").status_code == 422


def test_an_attempt_to_connect_fetches_nothing(admin, issuer):
    page = text(admin.post("/staff/feide/connect"))
    address = re.search(r'<a class="button" href="(.*?)"', page)[1]
    query = at_feide(address.replace("&amp;", "&"), sub="administrator").query
    assert admin.get(f"{BACK}?{query}").status_code == 422


@pytest.mark.parametrize(
    ("status", "said", "problem"),
    [
        (401, {}, "groups-edu"),
        (403, {}, "groups-edu"),
        (500, [], "svarer ikke"),
        (429, [], "svarer ikke"),
        (302, [], "svarer ikke"),
        (200, {}, "svarer ikke"),
        (200, b"<html>", "svarer ikke"),
        (200, b"[" * 200_000, "svarer ikke"),
        (200, b" " * (1 << 20) + b"[]", "flere grupper"),
        (200, [], "klassene du selv"),
        (200, [1, None, {}], "klassene du selv"),
    ],
)
def test_what_feide_answers_badly_is_told_and_nothing_is_lost(
    admin, groups_say, status, said, problem
):
    connected(settings().feide_issuer)
    groups_say(status, said, {"Location": "/elsewhere"})
    code, words = told(fetched(admin))
    assert problem in words
    assert code == (503 if problem == "svarer ikke" else 422)


def test_where_feide_is_away_from_the_beginning_that_is_told(admin, monkeypatch):
    monkeypatch.setenv("FEIDE_ISSUER", "http://127.0.0.1:9")
    settings.cache_clear()
    connected(settings().feide_issuer)
    status, problem = told(admin.post(BEGIN))
    assert status == 503
    assert "svarer ikke" in problem


def test_more_classes_than_a_school_can_have_are_named(admin, groups_say):
    connected(settings().feide_issuer)
    groups_say(200, [of_school("Ny"), *(group(f"6-{n}") for n in range(600))])
    answer = admin.post(LIST, {"text": proposed(fetched(admin))})
    assert answer.status_code == 422


def test_without_the_setting_nothing_is_offered(admin, monkeypatch, issuer):
    connected(issuer)
    assert BEGIN in text(admin.get(LIST))
    query = at_feide(begun(admin), sub="administrator").query
    monkeypatch.delenv("FEIDE_GROUPS")
    settings.cache_clear()
    assert BEGIN not in text(admin.get(LIST))
    assert admin.post(BEGIN).headers["Location"] == LIST
    assert admin.get(f"{BACK}?{query}").status_code == 422


def test_who_sets_up_no_school_fetches_nothing(visitor, issuer):
    visitor.become(NURSE)
    assert visitor.post(BEGIN).status_code == 404
    assert visitor.get(BACK).status_code == 404


def test_the_list_that_waits_to_be_saved_offers_nothing_else(admin):
    page = text(admin.post(LIST, {"text": "Råholt;6A;6;24"}))
    assert (f'action="{BEGIN}"' in page, f'action="{LIST}/save"' in page) == (
        False,
        True,
    )
