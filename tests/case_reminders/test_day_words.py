from datetime import date

import pytest

from chalicelib.case_reminders.day_words import said_day
from chalicelib.case_reminders.follow_up import StepDay
from chalicelib.items.deadline import Deadline, NextStep
from chalicelib.web.language import texts
from tests.cast import NOW

TALK = NextStep.TALK


@pytest.mark.parametrize(
    ("done", "took", "until", "said"),
    [
        (date(2026, 11, 24), 0, None, ("i dag · samme skoledag", "")),
        (date(2026, 11, 23), 1, None, ("i går · neste skoledag", "")),
        (date(2026, 11, 20), 3, None, ("fredag · etter 3 skoledager", "")),
        (None, 0, date(2026, 11, 26), ("innen torsdag", "")),
        (None, 0, date(2026, 11, 24), ("i dag", "soon")),
        (None, 0, date(2026, 11, 23), ("skulle vært i går", "late")),
        (None, 0, None, ("", "")),
    ],
)
def test_a_step_as_the_page_says_it(done, took, until, said):
    day = StepDay(TALK, done, took, Deadline(TALK, until) if until else None)
    found = said_day(texts("nb"), day, NOW)
    assert (found.label, found[1:]) == ("Første samtale", said)
