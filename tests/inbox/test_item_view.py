"""What the page of one item shows, to whom, in which of its states."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.flags.conditions import Reason
from chalicelib.flags.content import FlagContent
from chalicelib.inbox.item_view import view
from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.handling import Closing, Deed, Handling
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.level import Level
from chalicelib.reading.item_content import NOTHING, ItemContent
from chalicelib.reading.see_item import Seen
from chalicelib.threads.message import MessageKind
from chalicelib.web.language import apart, texts
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.items.test_may_read import PLAIN
from tests.threads.test_thread import message, thread

pytestmark = pytest.mark.usefixtures("environment")
T = texts("nb")
NAMES = {NURSE.id: NURSE.name, PRINCIPAL.id: PRINCIPAL.name}
OPENED = Handling(opened=Deed(NURSE.id, NOW))
FLAG = ItemContent(flag=FlagContent((Reason("alone", Level.L2, "company", "never"),)))
OF_CLASS = ItemContent(flag=FlagContent((Reason("class", Level.L2, None, None),)))


SEEN = Seen(
    item=replace(PLAIN, audience=Audience.RESOURCE_GROUP, handling=OPENED),
    may_read=True,
    may_ask=False,
    wants_opening=False,
    given=False,
    due_today=False,
    news_for=None,
    history=[],
    content=FLAG,
    card_class="",
    thread=None,
    along=[],
    urgent=(),
    told=[],
    joined=[],
    people=[NURSE, PRINCIPAL],
    deadline=None,
    next=None,
    names=NAMES,
    schools={},
)


def shown(account=NURSE, item=None, **changed):
    seen = replace(SEEN, item=item or SEEN.item, **changed)
    return view(seen, account, ItemWords(T, NAMES, {}), NOW)


@pytest.mark.parametrize(
    ("seen", "stage", "before"),
    [
        ({"wants_opening": True}, "open", T("inbox.open_what")),
        ({}, "content", ""),
        ({"may_read": False}, "duty", T("inbox.confidential.duty")),
        (
            {"may_read": False, "wants_opening": True},
            "duty",
            T("inbox.confidential.duty"),
        ),
        ({"may_read": False, "may_ask": True}, "ask", T("inbox.access.what")),
    ],
)
def test_what_is_shown_goes_by_whether_it_may_be_read_and_is_opened(
    seen, stage, before
):
    assert (shown(**seen).stage, shown(**seen).before) == (stage, before)


def test_what_waits_for_a_colleague_says_for_whom_and_until_when():
    taken = Handling(taken=Deed(PRINCIPAL.id, NOW))
    given = replace(PLAIN, handling=taken, clock_at=NOW + timedelta(hours=1))
    name, when = apart(PRINCIPAL.name), T.local_day(NOW)
    assert shown(item=given, given=True).waits_for == T(
        "inbox.given", name=name, when=when
    )
    today = shown(item=given, given=True, due_today=True).waits_for
    assert today == T("inbox.given.today", name=name, when=when)
    mine = shown(PRINCIPAL, item=given).waits_for
    assert mine == T("inbox.given.mine", name=name, when=when)
    assert shown(item=replace(given, clock_at=None)).waits_for == ""
    assert shown(item=given).next_told == ""
    assert shown(item=replace(given, handling=OPENED)).next_told == when


def test_news_is_marked_read_by_whom_it_is_for():
    item = replace(PLAIN, handling=OPENED, news_at=NOW)
    assert shown(item=item).has_news
    assert not shown(item=item, given=True).has_news
    for_another = shown(item=item, news_for=PRINCIPAL.id)
    assert (for_another.news_for, for_another.has_news) == (
        apart(PRINCIPAL.name),
        False,
    )
    assert shown(item=item, news_for=NURSE.id).has_news


@pytest.mark.parametrize(
    ("handling", "in_work"),
    [
        (OPENED, True),
        (replace(OPENED, closed=Deed(NURSE.id, NOW)), False),
        (replace(OPENED, case=2), False),
        (replace(OPENED, joined_to="flag.X"), False),
    ],
)
def test_what_is_done_is_no_work_not_even_with_news(handling, in_work):
    item = replace(PLAIN, handling=handling, news_at=NOW)
    assert (shown(item=item).work is not None) is in_work


def work(**changed):
    found = shown(**changed).work
    assert found
    return found


def test_a_flag_of_a_class_is_followed_up_as_one_and_names_nobody_that_could_be_known():
    assert work(content=OF_CLASS).todo == T("flag.todo.read.class")
    assert work(content=OF_CLASS).unknown == ""
    assert work().unknown == T("inbox.anonymous")
    named = replace(PLAIN, handling=OPENED, names_pupil=True)
    assert work(item=named).unknown == ""
    numbered = ItemContent(flag=replace(FLAG.flag, card=3))
    assert work(content=numbered).unknown == ""


def test_a_thread_that_cannot_be_answered_says_so():
    thread = replace(PLAIN, kind=ItemKind.THREAD, handling=OPENED)
    assert work(item=thread, content=NOTHING).unknown == T(
        "inbox.anonymous.thread.gone"
    )


def test_urgent_words_are_explained_and_take_the_place_of_who_is_unknown():
    found = work(urgent=("help", "life"))
    assert found.urgent == [
        T("inbox.urgent.life"),
        T("inbox.urgent.decides"),
        T("inbox.urgent.duties"),
    ]
    assert found.unknown == ""
    named = replace(PLAIN, handling=OPENED, names_pupil=True)
    assert T("inbox.urgent.decides") not in work(item=named, urgent=("life",)).urgent
    assert work().urgent == []


def test_who_has_it_takes_it_no_more_and_who_has_not_takes_it_over():
    taken = replace(PLAIN, handling=replace(OPENED, taken=Deed(PRINCIPAL.id, NOW)))
    assert work().take == T("inbox.take")
    assert not work().take_is_quiet
    assert work(item=taken, account=PRINCIPAL).take == ""
    assert work(item=taken).take == T("inbox.take.again")
    assert work(item=taken).take_is_quiet
    assert not work(item=taken, given=True).take_is_quiet


def test_it_is_handed_over_to_others_and_where_there_are_none_it_says_so():
    assert work().people == [PRINCIPAL]
    assert work(people=[NURSE]).people == []
    assert work().nobody == T("inbox.hand_over.nobody")
    nurses = replace(PLAIN, audience=Audience.HEALTH_SERVICE, handling=OPENED)
    assert work(item=nurses).nobody == T("inbox.hand_over.nobody.nurse")


def test_what_was_joined_with_is_joined_with_nothing_more():
    assert work().can_join
    joined = replace(PLAIN, handling=replace(OPENED, joined=("flag.OTHER7",)))
    assert not work(item=joined).can_join


def test_nobody_has_talked_with_a_pupil_they_do_not_know():
    assert Closing.TALKED not in work().closings
    known = replace(PLAIN, id="R", kind=ItemKind.REFERRAL)
    assert Closing.TALKED in work(joined=[known]).closings
    numbered = replace(PLAIN, handling=OPENED, confidential=True)
    assert Closing.TALKED in work(item=numbered).closings


def test_only_what_was_opened_and_may_be_read_is_erased_by_who_may_erase():
    assert shown().can_erase
    assert not shown(may_read=False).can_erase
    assert not shown(item=replace(PLAIN, handling=Handling())).can_erase


@pytest.mark.parametrize(
    ("given", "kinds", "may"),
    [
        (False, [MessageKind.LINK], True),
        (True, [MessageKind.LINK], False),
        (False, [MessageKind.LINK, MessageKind.CLOSED], False),
        (False, [MessageKind.CONTACT], False),
        (False, [], False),
    ],
)
def test_a_pupil_with_a_receipt_is_replied_to_by_whom_the_thread_waits_for(
    given, kinds, may
):
    written = thread(*map(message, kinds)) if kinds else None
    assert replace(SEEN, given=given, thread=written).may_reply is may


def test_who_reads_of_a_leadership_is_sent_to_no_list_that_somebody_at_the_school_has():
    """Pupils were told that adults of the group can find out who they are."""
    owners = replace(PLAIN, audience=Audience.OWNER, handling=OPENED)
    assert shown(item=owners).on_paper == T("inbox.flag.card.owner")
    assert shown().on_paper == T("inbox.flag.card")
