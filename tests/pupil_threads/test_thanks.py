"""What is said to who has asked for somebody."""

from dataclasses import replace

import pytest

from chalicelib.pupil_threads.thanks import said_of_request
from chalicelib.threads.contact import Whom
from tests.rounds.test_plan import ROUND

COMES, ONLY, NOBODY = (
    f"pupil.contact.{end}" for end in ("sent.what", "nurse_only", "no_nurse")
)


@pytest.mark.parametrize(
    ("whom", "nurse", "paragraphs"),
    [
        (Whom.PRINCIPAL, True, ((COMES,),)),
        (Whom.PRINCIPAL, False, ((COMES,),)),
        (Whom.NURSE, True, ((COMES,), (ONLY,))),
        (Whom.NURSE, False, ((ONLY, NOBODY),)),
    ],
)
def test_nobody_is_promised_a_nurse_whom_the_school_has_not_got(
    whom, nurse, paragraphs
):
    assert said_of_request(replace(ROUND, nurse=nurse), whom) == paragraphs
