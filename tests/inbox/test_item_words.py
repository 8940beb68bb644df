"""What is said of an item in a list and on its page: whose it is, how it stands, what
is to do."""

from dataclasses import replace

import pytest

from chalicelib.inbox.item_words import ItemFact, ItemWords
from chalicelib.items.handling import Closing, Deed, ErasureAsked, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.outbox.recipients import Recipients
from chalicelib.staff_door.class_name import class_name
from chalicelib.web.language import apart, texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.items.test_may_read import PLAIN

pytestmark = pytest.mark.usefixtures("environment")
READ = Deed(NURSE.id, NOW)


def words(schools=()):
    return ItemWords(texts("nb"), {NURSE.id: NURSE.name}, dict(schools))


def said(handling, **item):
    """The keys and names are the locale's: what is compared is what stands in which
    order."""
    facts = words().facts(replace(PLAIN, handling=handling, **item))
    return [(one.text, one.strong) for one in facts[1:]]


def t(key, **params):
    return texts("nb")(key, **params)


NAME = apart(NURSE.name)
DAY = texts("nb").local_day(NOW)
OPENED = (t("inbox.status.opened", name=NAME, when=DAY), False)
ASKED = ErasureAsked(NURSE.id, NOW, b"", Recipients.PRINCIPAL)


@pytest.mark.parametrize(
    ("handling", "follow_up"),
    [
        (Handling(), [(t("inbox.status.unopened"), True)]),
        (Handling(opened=READ), [OPENED]),
        (Handling(taken=READ), [(t("inbox.status.given", name=NAME), True)]),
        (
            Handling(taken=READ, opened=READ),
            [(t("inbox.status.taken", name=NAME, when=DAY), False), OPENED],
        ),
        (
            Handling(taken=READ, opened=READ, joined_to="flag.X"),
            [(t("inbox.status.joined"), False), OPENED],
        ),
        (
            Handling(taken=READ, opened=READ, joined_to="flag.X", case=4),
            [(t("inbox.status.case", number=4), False), OPENED],
        ),
        (
            Handling(opened=READ, case=4, closed=READ, closing=Closing.TALKED),
            [(t("inbox.status.closed", name=NAME, when=DAY), False), OPENED],
        ),
    ],
)
def test_the_last_step_is_said_and_before_it_only_that_it_was_opened(
    handling, follow_up
):
    assert said(handling) == follow_up


def test_what_is_left_to_do_comes_first_and_is_strong():
    found = said(Handling(opened=READ, erasure=ASKED), withdrawn=True, news_at=NOW)
    assert found == [
        (t("inbox.status.erasure"), True),
        (t("inbox.status.withdrawn"), False),
        (t("inbox.status.news"), True),
        OPENED,
    ]


def test_who_has_left_is_somebody():
    gone = Handling(opened=Deed(PRINCIPAL.id, NOW))
    name = t("inbox.someone_gone")
    assert said(gone) == [(t("inbox.status.opened", name=name, when=DAY), False)]


def test_an_owner_of_several_schools_reads_whose_it_is():
    school = {PLAIN.school_id: "Skolen"}
    assert words(school).facts(PLAIN)[0] == ItemFact(apart("Skolen"))
    assert words().facts(PLAIN)[0] == ItemFact(
        t("inbox.since", when=texts("nb").local_day(PLAIN.since))
    )


def test_only_of_a_referral_the_clock_is_said():
    referral = replace(PLAIN, kind=ItemKind.REFERRAL)
    assert words().when(referral, NOW) == texts("nb").moment(NOW)
    assert words().when(PLAIN, NOW) == DAY


def test_the_head_says_kind_and_class_and_what_is_the_nurses_or_first():
    plain = [t("inbox.kind.flag"), class_name(texts("nb"), PLAIN.place)]
    assert words().head(replace(PLAIN, first=False)) == plain
    nurses = words().head(replace(PLAIN, audience=Audience.HEALTH_SERVICE, first=True))
    assert nurses == [*plain, t("inbox.nurse_only"), t("inbox.first")]


def test_a_choice_says_what_it_is_before_what_it_is_called():
    choice = words({PLAIN.school_id: "A & B"}).choice(
        replace(PLAIN, handling=Handling(case=3))
    )
    assert choice == [
        t("inbox.kind.flag"),
        class_name(texts("nb"), PLAIN.place),
        "<bdi>A &amp; B</bdi>",
        t("case.number", number=3),
        texts("nb").local_day(PLAIN.since),
        t("inbox.number", number=PLAIN.number),
    ]


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"level": Level.L1}, "flag.todo.L1"),
        ({"level": Level.L2}, "flag.todo.L2"),
        ({"level": Level.L1, "names_pupil": True}, "flag.todo.L1"),
        ({"level": Level.L2, "names_pupil": True}, "flag.todo.named.L2"),
        ({"level": Level.L3, "kind": ItemKind.REFERRAL}, "flag.todo.named.L3"),
    ],
)
def test_how_soon_goes_by_level_and_from_the_second_by_name(item, key):
    assert words().todo(replace(PLAIN, audience=Audience.RESOURCE_GROUP, **item)) == t(
        key
    )


def test_the_owner_is_told_what_an_owner_does():
    owners = replace(PLAIN, audience=Audience.OWNER, level=Level.L3, names_pupil=True)
    expected = f"{t('flag.todo.owner')} {t('flag.todo.owner.flag')}"
    assert words().todo(owners) == expected
    assert words().todo_once_read(owners, of_class=False, can_reply=True) == expected


@pytest.mark.parametrize(
    ("item", "of_class", "can_reply", "key"),
    [
        ({}, True, True, "flag.todo.read.class"),
        ({"level": Level.L1}, False, True, "flag.todo.L1"),
        ({}, False, True, "flag.todo.read.reply.L2"),
        ({}, False, False, "flag.todo.read.alone.L2"),
        ({"confidential": True}, False, True, "flag.todo.read.named.L2"),
        (
            {"names_pupil": True, "level": Level.L3},
            False,
            False,
            "flag.todo.read.named.L3",
        ),
    ],
)
def test_once_read_what_is_left_goes_by_whether_the_pupil_can_be_reached(
    item, of_class, can_reply, key
):
    read = replace(
        PLAIN, **{"audience": Audience.RESOURCE_GROUP, "level": Level.L2} | item
    )
    assert words().todo_once_read(read, of_class, can_reply) == t(key)


@pytest.mark.parametrize(
    ("item", "can_reply", "key"),
    [
        ({}, False, "flag.todo.read.alone.urgent"),
        ({}, True, "flag.todo.read.reply.urgent"),
        ({"confidential": True}, False, "flag.todo.read.named.L3"),
        ({"names_pupil": True}, True, "flag.todo.read.named.L3"),
    ],
)
def test_urgent_words_of_a_pupil_nobody_knows_want_more_than_a_measure_in_the_class(
    item, can_reply, key
):
    read = replace(
        PLAIN, **{"audience": Audience.RESOURCE_GROUP, "level": Level.L3} | item
    )
    assert words().todo_once_read(read, False, can_reply, urgent=True) == t(key)
