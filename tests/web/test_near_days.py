from datetime import date, datetime

import pytest

from chalicelib.core.local_time import OSLO
from chalicelib.web.language import texts
from chalicelib.web.near_days import near_day, near_moment

NOW = datetime(2026, 11, 26, 0, 30, tzinfo=OSLO)  # a Thursday; in UTC the day before


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ((11, 26), ("i dag", "i dag", "today")),
        ((11, 27), ("i morgen", "i morgon", "tomorrow")),
        ((11, 25), ("i går", "i går", "yesterday")),
        ((11, 30), ("mandag", "måndag", "Monday")),
        ((12, 2), ("onsdag", "onsdag", "Wednesday")),
        ((11, 20), ("fredag", "fredag", "Friday")),
        ((12, 3), ("torsdag 3. desember",) * 2 + ("Thursday 3 December",)),
        ((11, 19), ("torsdag 19. november",) * 2 + ("Thursday 19 November",)),
    ],
)
def test_a_near_day_is_said_as_people_say_it(on, said):
    for language, words in zip(("nb", "nn", "en"), said, strict=True):
        assert near_day(texts(language), date(2026, *on), NOW) == words


def test_a_near_moment_has_its_clock():
    at = datetime(2026, 11, 25, 7, 5, tzinfo=OSLO)
    assert near_moment(texts("nb"), at, NOW) == "i går 07.05"
    assert near_moment(texts("en"), at, NOW) == "yesterday 07:05"
