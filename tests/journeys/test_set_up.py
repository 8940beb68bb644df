"""From an operator's ``make install-owner`` to an open round with printed cards."""

import pytest

from chalicelib.accounts.account import Role
from chalicelib.rounds import store as rounds
from chalicelib.rounds.round import Openness
from infra import install
from tests.journeys.person import table

pytestmark = pytest.mark.browser
MOST_LOADS, MOST_FIELDS = 20, 35
OWNER, PRINCIPAL = "eier@fjell.example", "rektor@fjell.example"
ADMINISTRATOR = "admin@fjell.example"
CLASSES = """skole;klasse;trinn;elever;målform
Fjell skole;5A;5;24;bokmål
Fjell skole;6A;6;22;bokmål
Fjell skole;7A;7;25;bokmål"""
PEOPLE = f"""navn;e-post;rolle;kontaktlærer for
Kari Rektor;{PRINCIPAL};rektor;
Ola Helse;helse@fjell.example;helsesykepleier;
Siri Sosial;sosial@fjell.example;sosiallærer;
Per Lærer;laerer@fjell.example;lærer;5A"""


def owner_sets_up(service, owner):
    """Classes, days off and people: nobody is asked where to go next."""
    owner.fill("Listen", CLASSES)
    owner.press("Se gjennom listen")
    owner.press("Lagre alt")
    owner.fill("Ferier og fridager", "22.02.2027–26.02.2027")
    owner.fill("Telefonnummeret til mobbeombudet i fylket", "22 33 44 55")
    owner.press("Lagre")
    owner.fill("Listen", PEOPLE)
    owner.press("Se gjennom listen")
    owner.press("Lagre alt")
    service.later(minutes=2)


def principal_opens(service, principal):
    """What the group has done, who is on duty, the round and its cards."""
    principal.fill("Grunnkurs (LØFT) gjennomført", "2026-09-08")
    principal.fill("Workshop gjennomført", "2026-09-22")
    principal.choose("Hvem har vakt?", "Kari Rektor")
    principal.press("Lagre")
    for class_ in ("5A", "6A", "7A"):
        principal.tick(class_)
    principal.tick("5.–7. trinn")
    principal.fill("Første dag", "2026-11-24")
    principal.tick("Alle på en gang når runden åpner")
    principal.press("Se gjennom runden")
    principal.press("Sett opp runden og lag kortene")


def install_owner(service):
    install.make("Eva Eier", OWNER, "nb", Role.OWNER, service.now)


def test_an_administrator_sets_up_what_the_owner_confirms(service):
    install_owner(service)
    owner, administrator, principal = map(
        service.person, ("owner", "administrator", "principal")
    )
    with owner.signing_in():
        owner.go(f"{service.url}/staff")
    service.sign_in(owner, OWNER)
    owner.press("Gi en ansatt tilgang", "link")
    owner.fill("Navn", "Anne Administrator")
    owner.fill("E-post", ADMINISTRATOR)
    owner.tick("Administrator")
    owner.press("Lagre")
    service.later(minutes=2)
    service.sign_in_from_mail(administrator, ADMINISTRATOR)
    owner_sets_up(service, administrator)
    assert "Venter på andre" in administrator.page
    owner.go(service.place_in_mail_to(OWNER))
    owner.press("Bekreft alle 4")
    service.later(minutes=2)
    service.sign_in_from_mail(principal, PRINCIPAL)
    principal_opens(service, principal)
    assert principal.page.count("Skann QR-koden") == 71
    print(
        table("set-up by three", [owner, administrator, principal]),
    )


def test_two_people_set_up_a_school_and_open_a_round_with_cards(service):
    install_owner(service)
    owner, principal = service.person("owner"), service.person("principal")
    with owner.signing_in():
        owner.go(f"{service.url}/staff")
    service.sign_in(owner, OWNER)
    owner_sets_up(service, owner)
    assert "Venter på andre" in owner.page
    service.sign_in_from_mail(principal, PRINCIPAL)
    principal_opens(service, principal)
    assert principal.page.count("Skann QR-koden") == 71
    (school,) = {path.split("/")[3] for path in owner.been_at("/staff/people-list/")}
    (round_,) = rounds.of_school(school)
    assert round_.openness(service.now) is Openness.OPEN
    print(table("set-up by owner and principal", [owner, principal]))
    loads = owner.in_all("load") + principal.in_all("load")
    fields = owner.in_all("field") + principal.in_all("field")
    assert (loads <= MOST_LOADS, fields <= MOST_FIELDS) == (True, True)
