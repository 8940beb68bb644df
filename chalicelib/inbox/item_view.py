"""What the page of one item shows, decided from what its reader may see and do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account, Action
from chalicelib.cases import make_case
from chalicelib.handle_items import handle
from chalicelib.inbox.due_words import Due, due
from chalicelib.inbox.item_history import StoryEntry, story_of
from chalicelib.inbox.item_words import ItemFact, ItemWords
from chalicelib.items.handling import Closing
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.may_read import may_take_back_name, may_tell_name
from chalicelib.reading.see_item import Seen
from chalicelib.staff_door.class_name import class_name


@dataclass(frozen=True, slots=True)
class ItemWork:
    """What is left to do with an open item, and by which buttons.

    ``urgent`` has the sentences on what the pupil's words are about, ``take`` what the
    button says that takes it, ``can_join`` that it may be joined with something,
    and ``nobody`` why it can be handed over to nobody.
    """

    todo: str
    urgent: list[str]
    unknown: str
    given: str
    take: str
    take_is_quiet: bool
    people: list[Account]
    nobody: str
    can_join: bool
    closings: list[Closing]


@dataclass(frozen=True, slots=True)
class ItemView:
    """``stage`` is what is shown of it: ``open`` and ``ask`` the button or the
    question, with ``before`` above it; ``duty`` that it is another's; ``content``.
    ``name_deed`` is the press for the reader's own name. What is empty is left out."""

    head: list[str]
    facts: list[ItemFact]
    due: Due
    waits_for: str
    stage: str
    before: str
    news_for: str
    has_news: bool
    work: ItemWork | None
    joined_to: str
    name_deed: str
    can_part: bool
    can_make_case: bool
    can_undo_case: bool
    can_erase: bool
    joined: list[tuple[Item, str, str]]
    reasons: list[tuple[str, str, str]]
    can_note: bool
    story: list[StoryEntry]
    told_nobody: bool
    next_told: str
    on_paper: str


def view(seen: Seen, account: Account, words: ItemWords, now: datetime) -> ItemView:
    item, done, t = seen.item, seen.item.handling, words.t
    stage, before = _stage(seen, words)
    news = item.news_at is not None and not seen.given
    news_for_another = news and seen.news_for not in (None, account.id)
    in_work = not done.is_done
    makes_cases = account.may(Action.WORK_CASES)
    next_told = item.clock_at if item.clock_at and not item.given_to else None
    return ItemView(
        head=words.head(item),
        facts=words.facts(item),
        due=due(t, item, seen.deadline, now),
        waits_for=_waits_for(seen, words),
        stage=stage,
        before=before,
        news_for=words.name(seen.news_for) if news_for_another else "",
        has_news=news and not news_for_another,
        work=_work(seen, account, words) if in_work else None,
        joined_to=(done.joined_to or "").replace(".", "/"),
        name_deed=_name_deed(account, item) if stage == "content" else "",
        can_part=handle.can_part(item, now),
        can_make_case=makes_cases,
        can_undo_case=makes_cases and make_case.can_undo(item, now),
        can_erase=account.may(Action.ERASE)
        and done.opened is not None
        and seen.may_read,
        joined=[
            (joined, class_name(t, joined.place), words.when(joined, joined.since))
            for joined in seen.joined
        ],
        reasons=[
            (words.name(reason.who), words.when(item, reason.at), reason.text)
            for reason in seen.content.reasons
        ],
        can_note=stage == "content"
        and not (done.closed or done.joined_to or seen.given or done.unreadable),
        story=story_of(seen, words),
        told_nobody=not seen.told,
        next_told=words.when(item, next_told) if next_told else "",
        on_paper=t(f"inbox.flag.card{_owners(item)}"),
    )


def _name_deed(account: Account, item: Item) -> str:
    """What this reader can press for their own name, as the referrer sees it."""
    if may_tell_name(account, item):
        return "name"
    return "name-back" if may_take_back_name(account, item) else ""


def _owners(item: Item) -> str:
    """The end of a string's key where the school owner reads other words."""
    return ".owner" if item.audience is Audience.OWNER else ""


def _stage(seen: Seen, words: ItemWords) -> tuple[str, str]:
    item, t = seen.item, words.t
    if seen.is_read:
        return "content", ""
    if seen.may_read:
        given = seen.given
        what = (
            t("inbox.open_what.given", name=words.name(item.given_to)) if given else ""
        )
        return "open", what or t("inbox.open_what")
    if not seen.may_ask:
        return "duty", t("inbox.confidential.duty")
    return "ask", t(
        "inbox.confidential.ask" if item.confidential else "inbox.access.what"
    )


def _waits_for(seen: Seen, words: ItemWords) -> str:
    """Whom a colleague has handed it over to, and until when it waits for them."""
    item = seen.item
    if not (item.given_to and item.clock_at):
        return ""
    key = "inbox.given" if seen.given else "inbox.given.mine"
    if seen.due_today and not item.exact:
        key = "inbox.given.today" if seen.given else "inbox.given.mine.today"
    name, when = words.name(item.given_to), words.when(item, item.clock_at)
    return words.t(key, name=name, when=when)


def _work(seen: Seen, account: Account, words: ItemWords) -> ItemWork:
    item, t, taken = seen.item, words.t, seen.item.handling.taken
    mine = taken is not None and taken.who == account.id
    others = [person for person in seen.people if person.id != account.id]
    nurses = item.audience is Audience.HEALTH_SERVICE
    nobody = "inbox.hand_over.nobody.nurse" if nurses else "inbox.hand_over.nobody"
    return ItemWork(
        todo=_todo(seen, words),
        urgent=list(_urgent(seen, words)),
        unknown=_unknown(seen, words),
        given=t("inbox.given.what", name=words.name(item.given_to))
        if seen.given
        else "",
        take="" if mine else t("inbox.take.again" if taken else "inbox.take"),
        take_is_quiet=taken is not None and not seen.given,
        people=others if len(seen.people) > 1 else [],
        nobody=t(nobody),
        can_join=not item.handling.joined,
        closings=_closings(seen),
    )


def _todo(seen: Seen, words: ItemWords) -> str:
    item, of_class, can_reply = seen.item, _of_class(seen), _can_reply(seen)
    if item.handling.opened or not (of_class or can_reply or item.identified):
        return words.todo_once_read(item, of_class, can_reply, bool(seen.urgent))
    return words.t("flag.todo.class") if of_class else words.todo(item)


def _urgent(seen: Seen, words: ItemWords) -> Iterator[str]:
    """The school owner, who reads of a leadership, has words that send nobody to the
    school."""
    if not seen.urgent:
        return
    item, t = seen.item, words.t
    topics = [topic for topic in seen.urgent if topic != "help"]
    decides = [] if item.identified or item.confidential else ["decides"]
    for said in (*topics, *decides, "duties"):
        own = f"inbox.urgent.{said}.owner"
        is_owners = item.audience is Audience.OWNER and t.has(own)
        yield t(own if is_owners else f"inbox.urgent.{said}")


def _unknown(seen: Seen, words: ItemWords) -> str:
    """That nobody knows which pupil it is; empty where somebody may."""
    flag = seen.content.flag
    if seen.urgent or _of_class(seen) or seen.item.identified or (flag and flag.card):
        return ""
    if seen.item.kind is not ItemKind.THREAD:
        return words.t("inbox.anonymous")
    answered = (
        "inbox.anonymous.thread" if _can_reply(seen) else "inbox.anonymous.thread.gone"
    )
    return words.t(answered)


def _of_class(seen: Seen) -> bool:
    flag = seen.content.flag
    return flag is not None and any(reason.rule == "class" for reason in flag.reasons)


def _can_reply(seen: Seen) -> bool:
    return seen.thread is not None and seen.thread.can_be_answered


def _closings(seen: Seen) -> list[Closing]:
    """Nobody has talked with a pupil they do not know: not for a flag that names
    nobody."""
    item = seen.item
    known = item.confidential or any(
        joined.identified for joined in (item, *seen.joined)
    )
    unknown = item.kind is ItemKind.FLAG and not known
    return [
        closing for closing in Closing if not (unknown and closing is Closing.TALKED)
    ]
