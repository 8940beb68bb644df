"""The log as its readers see it: all members of the resource group of the school, the
principal among them. The list opens nothing that is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts import store as accounts
from chalicelib.accounts.account import Account
from chalicelib.audit import store as audit
from chalicelib.audit.event import Event
from chalicelib.core import errors
from chalicelib.core.ids import is_id
from chalicelib.group_log import store as group_log
from chalicelib.group_log.log_entry import LogContent, LogEntry, newest_first


@dataclass(frozen=True, slots=True)
class SeenLog:
    """``people`` are all who are or were at the school, by id."""

    entries: list[LogEntry]
    people: Mapping[str, Account]


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """``versions`` stand oldest first."""

    versions: list[tuple[LogEntry, LogContent | None]]
    people: Mapping[str, Account]

    @property
    def latest(self) -> LogEntry:
        return self.versions[-1][0]

    @property
    def path(self) -> str:
        return f"/staff/log/entries/{self.latest.id}"

    @property
    def content(self) -> LogContent | None:
        return self.versions[-1][1]


def see_log(account: Account) -> SeenLog:
    found = newest_first(group_log.versions(account.body_id))
    return SeenLog(found, people_of(account.body_id))


def see_entry(account: Account, entry_id: str, now: datetime) -> SeenEntry:
    """Reading it is written down. Raises NotFound, Unavailable; then nobody has read
    it."""
    found = group_log.read(account.body_id, entry_id) if is_id(entry_id) else []
    if not found:
        raise errors.NotFound
    audit.record(Event.READ_LOG, account.body_id, account.id, entry_id, now)
    return SeenEntry(found, people_of(account.body_id))


def people_of(school_id: str) -> dict[str, Account]:
    return {person.id: person for person in accounts.of_body(school_id)}
