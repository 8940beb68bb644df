"""When a request to be contacted is complete, and who it is for."""

import pytest

from chalicelib.items.level import Level
from chalicelib.threads.contact import (
    URGENCY_LEVEL,
    Contact,
    ContactUrgency,
    Whom,
    parse_contact,
)
from chalicelib.threads.limits import (
    MOST_NAME,
)

FIELDS = {
    "whom": "someone_else",
    "urgency": "today",
    "name": "Kim Prøvesen",
    "who": "Kari",
}
HEAVY = "👩‍❤️‍💋‍👨"


def test_today_is_urgent_and_this_week_is_not():
    assert URGENCY_LEVEL == {"today": Level.L3, "this_week": Level.L2}


@pytest.mark.parametrize("urgency", ContactUrgency)
@pytest.mark.parametrize("whom", Whom)
def test_whoever_and_whenever_is_asked_for_is_taken(whom, urgency):
    parsed = parse_contact({**FIELDS, "whom": str(whom), "urgency": str(urgency)})
    who = "Kari" if whom is Whom.SOMEONE_ELSE else ""
    assert parsed.contact == Contact(whom, urgency, "Kim Prøvesen", who)
    assert parsed.problems == {}


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"name": None}, {"name": "name"}),
        ({"name": " \n "}, {"name": "name"}),
        ({"name": "a" * MOST_NAME}, {}),
        ({"name": "a" * (MOST_NAME + 1)}, {"name": "name"}),
        ({"name": HEAVY * MOST_NAME}, {"name": "name.heavy"}),
        ({"whom": None}, {"whom": "whom"}),
        ({"whom": "the king"}, {"whom": "whom"}),
        ({"who": ""}, {}),
        ({"who": "a" * MOST_NAME}, {}),
        ({"who": "a" * (MOST_NAME + 1)}, {"who": "who"}),
        ({"who": HEAVY * MOST_NAME}, {"who": "who.heavy"}),
        ({"who": "a" * (MOST_NAME + 1), "whom": "nurse"}, {}),
        ({"urgency": None}, {"urgency": "urgency"}),
        ({"urgency": "tomorrow"}, {"urgency": "urgency"}),
    ],
)
def test_what_is_missing_or_cannot_be_taken_is_named_by_its_field(changed, problems):
    parsed = parse_contact({**FIELDS, **changed})
    assert parsed.problems == problems
    assert (parsed.contact is None) is bool(problems)


def test_problems_stand_in_the_order_of_the_page():
    assert list(parse_contact({}).problems) == ["name", "whom", "urgency"]


def test_a_name_is_one_line():
    parsed = parse_contact({**FIELDS, "name": "Kim\r\nPrøvesen", "who": "Kari\ni SFO"})
    assert parsed.contact
    assert (parsed.contact.name, parsed.contact.who) == ("Kim Prøvesen", "Kari i SFO")


def test_only_what_is_said_to_the_nurse_is_the_nurses_alone():
    assert [whom for whom in Whom if whom.nurse_alone] == [Whom.NURSE]
