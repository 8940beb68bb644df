from datetime import date, timedelta

import pytest

from chalicelib.accounts.account import Position
from chalicelib.threads.followed import ROLES, Followed, NextForPupil
from chalicelib.web.language import texts

ON = date(2026, 11, 26)
PLANNED = Followed(("principal",), NextForPupil.TALK, ON)


def test_what_is_planned_is_said_up_to_its_day():
    day = timedelta(days=1)
    assert PLANNED.on_day(ON - day) == PLANNED.on_day(ON) == PLANNED
    assert PLANNED.on_day(ON + day) == Followed(("principal",))
    assert Followed(()).on_day(ON) == Followed(())


def test_every_position_has_words_for_the_pupil_and_no_name():
    assert {position.value for position in Position} >= set(ROLES)
    for language in ("nb", "nn", "en"):
        for role in ROLES:
            assert "{" not in texts(language)(f"pupil.thread.followed.role.{role}")


@pytest.mark.parametrize("kind", NextForPupil)
def test_what_is_next_is_said_with_its_day_alone(kind):
    said = Followed((), kind, ON)
    assert "{on}" in texts("nb")(said.next_key, on="{on}")
    assert Followed(()).next_key == ""
