"""The log lines somebody waits for: an alarm, the doctor or the rehearsal. Here and
nowhere else.

A line begins with these words; what follows are references and counts, never a person.
"""

from enum import StrEnum


class LogLine(StrEnum):
    MAIL_DEAD = "mail dead"
    """Given up after the last try; the next people are told."""
    MAIL_UNDELIVERABLE = "mail undeliverable"
    """It reached nobody of its circle; the next people are told."""
    MAIL_REFUSED = "mail refused"
    """SES takes no mail of ours: it is tried again, and somebody must look at the
    account."""
    ADDRESS_REFUSED = "address refused"
    """SES never takes a mail to one address; its account is marked."""
    SWEEP_FAILED = "sweep failed"
    SWEEP_CUT_SHORT = "sweep cut short"
    """More was due than one sweep has time for: the rest goes on with the next one."""
    RECONCILED_WHOLE = "reconciled whole"
    RECONCILED_SHORT = "reconciled short"
    WRONG_CODES = "wrong codes pour in"
    ROW_UNREADABLE = "row unreadable"
    """Left out of a page or a sweep: somebody wrote it who is not us, or we can no
    longer read."""
    NOT_COUNTED = "round not counted"
    """Its answers could not be made into figures; it is tried again."""
    NOT_COMPARED = "round not compared"
    """A pupil whose answers do not get better may not be found until it is."""
    MAIL_VOLUME = "mail volume"
    """More mails of one school at once than a school can have."""


WRITERS: dict[LogLine, frozenset[str]] = {
    LogLine.MAIL_DEAD: frozenset({"sweeper"}),
    LogLine.MAIL_UNDELIVERABLE: frozenset({"sweeper", "bounces"}),
    LogLine.MAIL_REFUSED: frozenset({"staff", "sweeper"}),
    LogLine.ADDRESS_REFUSED: frozenset({"staff", "sweeper"}),
    LogLine.SWEEP_FAILED: frozenset({"sweeper"}),
    LogLine.SWEEP_CUT_SHORT: frozenset({"sweeper"}),
    LogLine.RECONCILED_WHOLE: frozenset({"sweeper"}),
    LogLine.RECONCILED_SHORT: frozenset({"sweeper"}),
    LogLine.WRONG_CODES: frozenset({"public"}),
    LogLine.ROW_UNREADABLE: frozenset({"public", "staff", "sweeper"}),
    LogLine.NOT_COUNTED: frozenset({"staff"}),
    LogLine.NOT_COMPARED: frozenset({"staff"}),
    LogLine.MAIL_VOLUME: frozenset({"sweeper"}),
}
"""The functions in whose log a line can stand: each of them needs the filter."""
