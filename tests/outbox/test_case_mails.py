"""Who hears of a case where whom the mail is for cannot."""

from dataclasses import replace

import pytest

from chalicelib.outbox import case_mails
from chalicelib.outbox.mail import MailKind
from chalicelib.outbox.recipients import Recipients
from tests.cast import NOW
from tests.cast import PRINCIPAL as HEAD

pytestmark = pytest.mark.usefixtures("environment")
PRINCIPAL, OWNER = Recipients.PRINCIPAL, Recipients.OWNER


@pytest.mark.parametrize(
    ("head", "body", "above"),
    [(False, "S", PRINCIPAL), (True, "S", OWNER), (False, "W", OWNER)],
)
def test_who_cannot_be_told_of_a_case_is_followed_by_who_is_above(head, body, above):
    person = replace(HEAD, body_id=body, is_principal=head)
    on = NOW.date()
    made = case_mails.cases_wait((body, "W"), MailKind.CASES_DUE, person, on, NOW)
    assert (made.readers, made.receiver) == (above, (body, person.id))
    alone = case_mails.cases_wait((body, "W"), MailKind.CASES_AT_SCHOOL, None, on, NOW)
    assert (alone.recipients, alone.readers) == (OWNER, None)
