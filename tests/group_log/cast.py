"""What the tests write in the resource group's log."""

from datetime import date

from chalicelib.group_log.log_entry import LogContent, LogKind
from chalicelib.group_log.write_down import WrittenEntry
from tests.cast import NURSE, PRINCIPAL

ATTEMPT = "g" * 22
MEETING = {
    "on": "2026-11-23",
    "present": NURSE.id,
    "cases": "",
    "question": "Hvordan spør vi uten å lete etter skyld?",
    "advice": "Spør hva som er bedre.",
    "decisions": "Helsesykepleieren spør i neste samtale.",
    "learning": "Små skritt holder.",
}
"""As it is typed."""
TEXTS = {
    name: MEETING[name] for name in ("question", "advice", "decisions", "learning")
}
A_MEETING = WrittenEntry(
    LogKind.MEETING,
    date(2026, 11, 23),
    LogContent((PRINCIPAL.id, NURSE.id), (), TEXTS),
    ATTEMPT,
)


def a_course(
    on: date, kind: LogKind = LogKind.COURSE, attempt: str = ATTEMPT
) -> WrittenEntry:
    return WrittenEntry(
        kind, on, LogContent((NURSE.id,), (), {"about": "LØFT"}), attempt
    )
