"""The document is read before it goes out; each time it is, that is written down."""

from datetime import datetime

from chalicelib.access_requests.document import PupilDocument, Wanted, document_of
from chalicelib.access_requests.things import Thing
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.audit.item_event import ItemEvent
from chalicelib.case_copies.ask_function import pdf_of
from chalicelib.case_copies.parts import mark_after
from chalicelib.core import errors
from chalicelib.items.item import Item

MOST_CHOSEN = 60


def read_document(account: Account, wanted: Wanted, now: datetime) -> PupilDocument:
    """Who reads it, the log says of each place, and of all with how many they are:
    never whose. Raises NotFound, Unavailable; Incomplete for none or too many, then
    nobody has read any."""
    if not account.answers_requests:
        raise errors.NotFound
    if len(wanted.chosen) > MOST_CHOSEN:
        raise errors.Incomplete("insight.problem.many")
    found = document_of(account, wanted, now)
    if not found.places:
        raise errors.Incomplete("insight.problem.chosen")
    for place in found.places:
        event, id_ = _event(place)
        audit.record(event, account.body_id, account.id, id_, now)
    about = f"{account.body_id} {len(found.places)}"
    audit.record(Event.EXPORTED_PUPIL, account.body_id, account.id, about, now)
    return found


def mark_of(account: Account, found: PupilDocument) -> str:
    """Of who has read all of it."""
    language = found.copy.document.language
    return mark_after(f"insight|{account.body_id}|{language}", found.copy)


def pdf_as_read(account: Account, found: PupilDocument, read: str) -> bytes:
    """``read`` is the mark of what was read. Raises ChangedMeanwhile, CopyNotMade."""
    if read != mark_of(account, found):
        raise errors.ChangedMeanwhile
    return pdf_of(found.copy.shown)


def _event(place: Thing) -> tuple[Event, str]:
    if isinstance(place.held, Item):
        return ItemEvent.PRINTED.of(place.held.kind), place.held.id
    assert place.held
    return Event.READ_LOG, place.held.id
