"""What the script of the pages does, and what the pages answer."""

import re
from datetime import timedelta

from chalicelib.accounts import store as accounts
from chalicelib.audit import store as audit
from chalicelib.upkeep.schedule import sweep
from chalicelib.web.language import texts
from tests.cast import NOW, NURSE
from tests.mailbox import sent
from tests.staff_browser import text

HERS = accounts.hash_of(NURSE.email)
PAGE = "/staff/passkeys"
SIGN_IN = f"{PAGE}/sign-in"


def asked(visitor):
    """What the script gets."""
    answer = visitor.post(f"{PAGE}/challenge", csrf=False)
    assert answer.headers["Content-Type"].startswith("text/plain")
    return answer.body.decode()


def make(visitor, device, name="telefonen min", **lies):
    fields = {"name": name, "signed": device.makes(asked(visitor), **lies)}
    return visitor.post(f"{PAGE}/new", fields)


def use(visitor, device, **lies):
    signed = device.signs(asked(visitor), **lies)
    return visitor.post(SIGN_IN, {"signed": signed}, csrf=False)


def alone(visitor):
    """Nobody is signed in in this browser."""
    visitor.cookies.clear()
    return visitor


def problem(answer):
    found = re.findall(r'class="problem" role="alert">([^<]+)', text(answer))
    return found[0] if found else ""


def said(key, **names):
    return str(texts("nb")(key, **names))


def events(body_id="SCHAAA"):
    return [event.what for event in audit.of_body(body_id)]


def mails():
    sweep(NOW + timedelta(minutes=1))
    wanted = said("mail.passkey_changed.subject")
    return [mail for mail in sent() if mail.subject == wanted]
