from dataclasses import replace
from datetime import timedelta

from chalicelib.inbox.item_history import StoryEntry, story_of, told_by
from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.handling import Act, Did
from chalicelib.outbox.mail import MailOutcome
from chalicelib.outbox.recipients import Recipients
from chalicelib.reading.working_note import WorkingNote
from chalicelib.web.language import apart
from tests.cast import NOW, NURSE, PRINCIPAL
from tests.inbox.test_item_view import FLAG, NAMES, SEEN, T

WORDS = ItemWords(T, NAMES, {})


def told(*mails):
    return [told_by(mail, SEEN.item, WORDS) for mail in mails]


def test_deeds_notes_and_mails_are_one_story_the_latest_first():
    first, then, last = (NOW + timedelta(minutes=number) for number in (1, 2, 3))
    note = WorkingNote(NURSE.id, last, "Ringte hjem")
    seen = replace(
        SEEN,
        history=[Act(Did.OPENED, NURSE.id, then)],
        told=[MailOutcome(Recipients.GROUP, {NURSE.id: first}, None, False)],
        content=replace(FLAG, notes=(note,)),
    )
    name, day, circle = apart(NURSE.name), T.local_day(NOW), T("inbox.circle.group")
    assert story_of(seen, WORDS) == [
        StoryEntry(T("inbox.notes.by", name=name), [("", day)], "Ringte hjem"),
        StoryEntry(T("inbox.did.opened", name=name), [("", day)]),
        StoryEntry(T("inbox.story.mail", circle=circle), [(name, day)], deed=False),
    ]


def test_the_mails_say_who_has_them_whom_they_did_not_reach_or_that_they_wait():
    circle = T("inbox.circle.principal")
    sent = MailOutcome(
        Recipients.PRINCIPAL, {PRINCIPAL.id: NOW, "GONE": NOW}, None, False, {"X": NOW}
    )
    waits = MailOutcome(Recipients.PRINCIPAL, {}, NOW, False)
    dead = MailOutcome(Recipients.PRINCIPAL, {}, NOW, True)
    day = T.local_day(NOW)
    assert told(sent, waits, dead) == [
        (
            circle,
            [
                (apart(PRINCIPAL.name), day),
                (circle, day),
                (T("inbox.mail.unreached", name=circle), ""),
            ],
        ),
        (circle, [(T("inbox.mail.waits", when=day), "")]),
        (circle, [(T("inbox.mail.dead"), "")]),
    ]


def test_whom_nobody_here_knows_by_name_is_said_once_a_day():
    """The owner's people have no name at the school."""
    times = {"GONE": NOW, "AWAY": NOW, "LATER": NOW + timedelta(days=1)}
    owner = MailOutcome(Recipients.OWNER, times, None, False, {"X": NOW, "Y": NOW})
    circle, days = T("inbox.circle.owner"), [NOW, NOW + timedelta(days=1)]
    assert told(owner) == [
        (
            circle,
            [
                *((circle, T.local_day(day)) for day in days),
                (T("inbox.mail.unreached", name=circle), ""),
            ],
        )
    ]
