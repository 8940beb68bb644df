"""What has happened with an item, as one story: what people did and wrote down, and
whom its mails told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.item import Item
from chalicelib.outbox.mail import MailOutcome
from chalicelib.reading.see_item import Seen


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """``whose`` has who and when, one or both of them said; ``words`` is what somebody
    wrote, ``deed`` that a person did it, and not the service."""

    title: str
    whose: list[tuple[str, str]]
    words: str = ""
    deed: bool = True


def story_of(seen: Seen, words: ItemWords) -> list[StoryEntry]:
    """The latest first."""
    entries = [*_deeds(seen, words), *_notes(seen, words), *_mails(seen, words)]
    return [entry for _, entry in sorted(entries, key=lambda told: told[0])][::-1]


def _deeds(seen: Seen, words: ItemWords) -> Iterator[tuple[datetime, StoryEntry]]:
    for act in seen.history:
        who, to = words.name(act.who), words.name(act.to)
        did = words.t(f"inbox.did.{act.did}", name=who, to=to, number=act.case)
        yield act.at, StoryEntry(did, [("", words.when(seen.item, act.at))])


def _notes(seen: Seen, words: ItemWords) -> Iterator[tuple[datetime, StoryEntry]]:
    for note in seen.content.notes:
        title = words.t("inbox.notes.by", name=words.name(note.by))
        when = words.when(seen.item, note.at)
        yield note.at, StoryEntry(title, [("", when)], note.text)


def _mails(seen: Seen, words: ItemWords) -> Iterator[tuple[datetime, StoryEntry]]:
    for mail in seen.told:
        circle, told = told_by(mail, seen.item, words)
        at = max(mail.told.values(), default=mail.due_at) or seen.item.since
        title = words.t("inbox.story.mail", circle=circle)
        yield at, StoryEntry(title, told, deed=False)


def told_by(
    mail: MailOutcome, item: Item, words: ItemWords
) -> tuple[str, list[tuple[str, str]]]:
    """Whose mail it was, and who has it since when; who it did not reach; or what
    became of it."""
    circle = words.t(f"inbox.circle.{mail.recipients}")

    def name(who: str) -> str:
        return words.name(who) if who in words.names else circle

    said = [(name(who), words.when(item, at)) for who, at in mail.told.items()]
    said += [
        (words.t("inbox.mail.unreached", name=name(who)), "") for who in mail.unreached
    ]
    if said:
        return circle, list(dict.fromkeys(said))
    if mail.dead or not mail.due_at:
        return circle, [(words.t("inbox.mail.dead"), "")]
    return circle, [
        (words.t("inbox.mail.waits", when=words.when(item, mail.due_at)), "")
    ]
