"""Of the resource group: from a mail to the first line, and on."""

import pytest

from chalicelib.accounts.account import Position
from chalicelib.manage_schools import set_up
from chalicelib.manage_schools.fields import PersonFields
from chalicelib.web.language import texts
from tests.cast import NURSE, OWNER, PRINCIPAL, set_the_stage
from tests.chromium import authenticator
from tests.journeys.person import SIGN_IN, WORK, table

pytestmark = pytest.mark.browser
NEW = "ny@fjell.example"
MOST_PRESSES = 3


@pytest.fixture
def stage(service):
    return set_the_stage()


def something_urgent(service, stage, number=0):
    stage.send(number, service.now, contact="today", hurt="few")
    service.later(minutes=45)


def invited(service, position):
    fields = PersonFields(
        name="Nora Ny", email=NEW, position=position, language="nb", active=True
    )
    set_up.add_person(OWNER, PRINCIPAL.body_id, fields, service.now)
    service.later(minutes=2)


def test_from_the_mail_to_the_first_line_and_to_a_colleague(service, stage):
    nurse = service.person("nurse")
    authenticator(nurse.tab)
    with nurse.signing_in():
        nurse.go(f"{service.url}/staff")
    service.sign_in(nurse, NURSE.email)
    nurse.press("Se hvordan", "link")
    nurse.fill("Hva vil du kalle den?", "telefonen min")
    nurse.press("Lag passnøkkel")
    print(table("first time, with a passkey", [nurse]))
    something_urgent(service, stage)
    nurse.took.clear()
    nurse.come_back(service.place_in_mail_to(NURSE.email))
    nurse.press("Åpne")
    assert texts("nb")("inbox.said") in nurse.page
    presses = nurse.in_all("press")
    print(table("mail to the first line, by passkey", [nurse]))
    nurse.took.clear()
    nurse.press("Jeg følger opp dette")
    nurse.fill("Nytt notat", "Snakket med eleven i storefri.")
    nurse.press("Lagre notatet")
    nurse.unfold("Gi til en kollega")
    nurse.choose("Hvem følger opp?", PRINCIPAL.name)
    nurse.press("Gi videre")
    print(table("taken, a note, handed on", [nurse]))
    assert presses <= MOST_PRESSES
    assert nurse.took[SIGN_IN, "load"] == 0


def test_without_a_passkey_the_link_takes_two_presses_more(service, stage):
    nurse = service.person("nurse")
    something_urgent(service, stage)
    service.sign_in_from_mail(nurse, NURSE.email)
    nurse.press("Åpne")
    print(table("mail to the first line, by link", [nurse]))
    assert nurse.in_all("press") == MOST_PRESSES + 2


def test_who_is_invited_takes_what_waits(service, stage):
    something_urgent(service, stage)
    invited(service, Position.LEADERSHIP)
    person = service.person("leader")
    service.sign_in_from_mail(person, NEW)
    person.press("Åpne")
    person.press("Jeg følger opp dette")
    assert "du følger opp" in person.page
    print(table("invited, to the first item taken", [person]))
    assert person.took[WORK, "press"] == 2
