"""What was done with an item, and whom its mails told."""

from collections.abc import Iterator

from chalicelib.inbox.item_words import ItemWords
from chalicelib.items.item import Item
from chalicelib.outbox.mail import MailOutcome
from chalicelib.reading.see_item import Seen


def history_of(seen: Seen, words: ItemWords) -> Iterator[tuple[str, str]]:
    for act in seen.history:
        who, to = words.name(act.who), words.name(act.to)
        did = words.t(f"inbox.did.{act.did}", name=who, to=to, number=act.case)
        yield words.when(seen.item, act.at), did


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
