"""From what the rules find in an answer to the flags that are stored with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.crypto.sealing import derived_id
from chalicelib.flags import store as flags
from chalicelib.flags.content import FlagContent
from chalicelib.flags.findings import Finding, raise_flags
from chalicelib.flags.rule_sets import rules_for
from chalicelib.forms.form import Answer, Form
from chalicelib.items import mails as item_mails
from chalicelib.items import store as item_store
from chalicelib.items.inbox_id import Audience
from chalicelib.items.item import Item
from chalicelib.items.item_kind import ItemKind
from chalicelib.items.mail_plan import GROUP_IS_TOLD, When, is_at_once
from chalicelib.rounds.code_store import Card
from chalicelib.rounds.round import Mode, Round
from chalicelib.storage.writes import Put
from chalicelib.urgent_words import find as words


def writes_for(
    findings: Iterable[Finding],
    text: str,
    round_: Round,
    card: Card,
    attempt: str,
    now: datetime,
) -> Iterator[Put]:
    """The flags, for the transaction that stores the answer. Mail and the class check
    the staff side derives from them once their time has come: no row of the pupils'
    side keeps them back.

    ``text`` is what the pupil wrote; it goes along with the flag it is a reason for.
    """
    for finding in findings:
        content = FlagContent(finding.reasons, _text_for(finding, text), card.number)
        id_ = flag_id(finding.audience, attempt, finding.wish)
        since = _told_at(finding, round_, now)
        flag = flag_item(id_, finding, content, round_, card.place.class_id, since)
        yield item_store.put_item(flag, item_mails.expires_at(round_), if_new=True)


def findings_of(form: Form, answer: Answer, mode: Mode) -> tuple[Finding, ...]:
    """What the rules say of one answer by itself."""
    if not form.of_class:
        return ()
    hit = is_urgent(text_in(form, answer))
    apart = mode is Mode.ANONYMOUS
    return raise_flags(
        answer, rules_for(form.grade_step), text_hit=hit, wish_apart=apart
    )


def text_in(form: Form, answer: Answer) -> str:
    texts = (
        answer[question.id]
        for question in form.questions
        if question.kind == "text" and question.id in answer
    )
    return "\n".join(texts)


def is_urgent(text: str) -> bool:
    """Whether the words ask for somebody at once. Most send no text: the lists wait for
    one."""
    if not text:
        return False
    from chalicelib.urgent_words.lists import NEEDLES

    return words.hit(text, NEEDLES)


def _text_for(finding: Finding, text: str) -> str | None:
    return text if any(reason.rule == "text" for reason in finding.reasons) else None


def flag_item(
    id_: str,
    finding: Finding,
    content: FlagContent,
    round_: Round,
    class_id: str,
    since: datetime,
) -> Item:
    """Every flag there is. ``since`` is when it is told of and listed."""
    at_school = finding.audience is Audience.RESOURCE_GROUP
    return Item(
        kind=ItemKind.FLAG,
        id=id_,
        school_id=round_.school_id,
        owner_id=round_.owner_id,
        audience=finding.audience,
        level=finding.level,
        first=finding.first,
        since=since,
        class_id=class_id,
        place=round_.classes[class_id].label,
        round_id=round_.id,
        sealed=flags.seal(round_.public_key, round_.id, id_, finding.level, content),
        clock_at=since,
        tell_principal=finding.tell_principal,
        wish=finding.wish,
        confidential=at_school and content.card is not None,
        rules=finding.rules,
    )


def _told_at(finding: Finding, round_: Round, now: datetime) -> datetime:
    if is_at_once(finding.audience, finding.level, finding.tell_principal):
        return item_mails.told_at(When.AT_ONCE, round_, now)
    if finding.wish:
        return item_mails.told_at(GROUP_IS_TOLD[finding.level], round_, now)
    return item_mails.reasons_told_at(finding.level, round_, now)


def flag_id(audience: Audience, attempt: str, wish: bool = False) -> str:
    """Of the flag an answer may have raised. No id of one leads to that of another."""
    return derived_id(f"flag|{audience}|wish" if wish else f"flag|{audience}", attempt)
