"""Somebody who fetches their classes from Feide: the stand-in really runs."""

import re
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest

from chalicelib.accounts import store as accounts
from chalicelib.sign_in import feide_store
from chalicelib.storage import transaction
from infra.local.feide_groups import group, of_school
from tests.cast import ADMINISTRATOR
from tests.staff_browser import text

LIST = "/staff/schools/import"
BEGIN, BACK = f"{LIST}/feide", f"{LIST}/feide/back"
KEPT = "__Host-feide-"
PERSONS = {"name": "Kari Læreren", "email": "kari@test.example"}
GROUPS = {
    "administrator": [
        of_school("Råholt skole"),
        group("6A", membership={"basic": "admin", "displayName": "Kari Læreren"}),
        group("7B"),
        {**group("Matte 6A", "u"), **PERSONS},
    ],
    "other": [of_school("Råholt skole"), group("9C")],
}


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def connected(issuer, subject="administrator"):
    address = accounts.hash_of(ADMINISTRATOR.email)
    transaction.commit(*feide_store.connect(f"{issuer}|{subject}", address))


def begun(admin):
    page = text(admin.post(BEGIN))
    return re.search(r'<a class="button" href="(.*?)"', page)[1].replace("&amp;", "&")


def at_feide(address, **pressed):
    asked = Request(address, urlencode(pressed).encode())
    with pytest.raises(Exception) as sent:
        build_opener(Stay).open(asked, timeout=10)
    return urlsplit(sent.value.headers["Location"])


def fetched(admin, subject="administrator"):
    return admin.get(f"{BACK}?{at_feide(begun(admin), sub=subject).query}")


def proposed(answer):
    return re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", text(answer), re.S)[1]


def kept(visitor):
    return [v for name, v in visitor.cookies.items() if name.startswith(KEPT) and v]


def told(answer):
    found = re.search(r'<p class="problem" role="alert">(.*?)</p>', text(answer), re.S)
    return answer.status_code, found[1]
