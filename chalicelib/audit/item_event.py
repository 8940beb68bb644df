"""What is done with an item of the inbox, and the event it is for each kind of item."""

from enum import Enum

from chalicelib.audit.event import Event


class ItemEvent(Enum):
    """What is done with an item, and the event it is for each of ``ITEM_KINDS``, in
    order."""

    OPENED = (
        Event.OPENED_FLAG,
        Event.OPENED_REFERRAL,
        Event.OPENED_CONTACT,
        Event.OPENED_THREAD,
    )
    READ = Event.READ_FLAG, Event.READ_REFERRAL, Event.READ_CONTACT, Event.READ_THREAD
    READ_NEWS = (
        Event.READ_NEWS_FLAG,
        Event.READ_NEWS_REFERRAL,
        Event.READ_NEWS_CONTACT,
        Event.READ_NEWS_THREAD,
    )
    TOOK = Event.TOOK_FLAG, Event.TOOK_REFERRAL, Event.TOOK_CONTACT, Event.TOOK_THREAD
    HANDED_OVER = (
        Event.HANDED_OVER_FLAG,
        Event.HANDED_OVER_REFERRAL,
        Event.HANDED_OVER_CONTACT,
        Event.HANDED_OVER_THREAD,
    )
    JOINED = (
        Event.JOINED_FLAG,
        Event.JOINED_REFERRAL,
        Event.JOINED_CONTACT,
        Event.JOINED_THREAD,
    )
    PARTED = (
        Event.PARTED_FLAG,
        Event.PARTED_REFERRAL,
        Event.PARTED_CONTACT,
        Event.PARTED_THREAD,
    )
    CASE_FROM = (
        Event.CASE_FROM_FLAG,
        Event.CASE_FROM_REFERRAL,
        Event.CASE_FROM_CONTACT,
        Event.CASE_FROM_THREAD,
    )
    CASE_UNDONE = (
        Event.CASE_UNDONE_FLAG,
        Event.CASE_UNDONE_REFERRAL,
        Event.CASE_UNDONE_CONTACT,
        Event.CASE_UNDONE_THREAD,
    )
    NOTED = (
        Event.NOTED_FLAG,
        Event.NOTED_REFERRAL,
        Event.NOTED_CONTACT,
        Event.NOTED_THREAD,
    )
    PRINTED = (
        Event.PRINTED_FLAG,
        Event.PRINTED_REFERRAL,
        Event.PRINTED_CONTACT,
        Event.PRINTED_THREAD,
    )
    CLOSED = (
        Event.CLOSED_FLAG,
        Event.CLOSED_REFERRAL,
        Event.CLOSED_CONTACT,
        Event.CLOSED_THREAD,
    )
    REOPENED = (
        Event.REOPENED_FLAG,
        Event.REOPENED_REFERRAL,
        Event.REOPENED_CONTACT,
        Event.REOPENED_THREAD,
    )
    ACCESS_WITH_REASON = (
        Event.ACCESS_WITH_REASON_FLAG,
        Event.ACCESS_WITH_REASON_REFERRAL,
        Event.ACCESS_WITH_REASON_CONTACT,
        Event.ACCESS_WITH_REASON_THREAD,
    )
    ERASED = (
        Event.ERASED_FLAG,
        Event.ERASED_REFERRAL,
        Event.ERASED_CONTACT,
        Event.ERASED_THREAD,
    )
    ERASURE_ASKED = (
        Event.ERASURE_ASKED_FLAG,
        Event.ERASURE_ASKED_REFERRAL,
        Event.ERASURE_ASKED_CONTACT,
        Event.ERASURE_ASKED_THREAD,
    )
    ERASURE_REFUSED = (
        Event.ERASURE_REFUSED_FLAG,
        Event.ERASURE_REFUSED_REFERRAL,
        Event.ERASURE_REFUSED_CONTACT,
        Event.ERASURE_REFUSED_THREAD,
    )

    def of(self, kind: str) -> Event:
        return self.value[ITEM_KINDS.index(kind)]


ITEM_KINDS = ("flag", "referral", "contact", "thread")
_BY_PUPILS = frozenset(
    event
    for events in ItemEvent
    for event in events.value
    if event is not events.of("referral")
)
ABOUT_PUPILS = _BY_PUPILS | {
    Event.READ_NUMBER_FLAG,
    Event.ASKED_TEACHER_CONTACT,
    Event.TEACHER_TALKED_CONTACT,
    Event.ESCALATED_TO_PRINCIPAL,
    Event.ESCALATED_TO_OWNER,
    Event.THREAD_REPLY,
    Event.THREAD_CLOSED,
}
"""Of what pupils sent the log says the day: the clock could say when somebody
answered."""
