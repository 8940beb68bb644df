"""What the pages of the log show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.accounts.account import Account, Role
from chalicelib.group_log.fields import texts_of
from chalicelib.group_log.log_entry import LogContent, LogEntry
from chalicelib.web.language import Texts, apart
from chalicelib.web.near_days import near_day, near_moment


@dataclass(frozen=True, slots=True)
class LogEntryLine:
    """``small`` is who wrote it, and when."""

    id: str
    title: str
    on: str
    small: str


@dataclass(frozen=True, slots=True)
class LogVersion:
    """``texts`` are labels with what was written. What is empty is left out; all is
    where it does not open: ``unreadable``."""

    line: LogEntryLine
    present: list[str]
    cases: tuple[int, ...]
    texts: list[tuple[str, str]]
    unreadable: bool


@dataclass(frozen=True, slots=True)
class LogWords:
    t: Texts
    people: Mapping[str, Account]
    now: datetime

    def line(self, entry: LogEntry) -> LogEntryLine:
        said = "log.corrected" if entry.is_corrected else "log.written"
        when = near_moment(self.t, entry.at, self.now)
        return LogEntryLine(
            entry.id,
            self.t(f"log.kind.{entry.kind}"),
            near_day(self.t, entry.on, self.now),
            self.t(said, name=self.name(entry.by), when=when),
        )

    def version(self, entry: LogEntry, content: LogContent | None) -> LogVersion:
        shown = content or LogContent(())
        texts = shown.texts
        return LogVersion(
            self.line(entry),
            self._names(shown.present),
            shown.cases,
            [
                (self.t(f"log.field.{name}"), texts[name])
                for name in texts_of(entry.kind)
                if name in texts
            ],
            content is None,
        )

    def said(self, field: str, value: str) -> str:
        """A field of the form as people say it."""
        if field == "present":
            return ", ".join(map(self._plain_name, value.split()))
        return self.t(f"log.kind.{value}") if field == "kind" else value

    def _names(self, ids: Iterable[str]) -> list[str]:
        return [*map(apart, sorted(map(self._plain_name, ids), key=str.casefold))]

    def name(self, account_id: str) -> str:
        return apart(self._plain_name(account_id))

    def _plain_name(self, account_id: str) -> str:
        person = self.people.get(account_id)
        return person.name if person else self.t("inbox.someone_gone")


def can_be_present(
    people: Iterable[Account], chosen: Iterable[str]
) -> tuple[list[Account], list[Account]]:
    """The resource group, and the others at the school, by name; who has left only
    where they were chosen before."""
    there = set(chosen)
    here = sorted(
        (person for person in people if person.let_in or person.id in there),
        key=lambda person: person.name.casefold(),
    )
    return (
        [person for person in here if person.role is Role.MEMBER],
        [person for person in here if person.role is not Role.MEMBER],
    )


def as_typed(entry: LogEntry, content: LogContent | None) -> dict[str, str]:
    """The entry as its form shows it."""
    content = content or LogContent(())
    return {
        "kind": entry.kind.value,
        "on": entry.on.isoformat(),
        "present": " ".join(content.present),
        "cases": ", ".join(map(str, content.cases)),
    } | {name: content.texts.get(name, "") for name in texts_of(entry.kind)}
