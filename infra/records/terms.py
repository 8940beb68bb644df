"""The words a stored field is declared with. What each means to people stands in
``nb.toml``, under the same name."""

from enum import StrEnum


class Category(StrEnum):
    """``SENSITIVE`` may tell of health, or of how a child has it: what article 9 of the
    GDPR, or the duty of confidentiality, protects."""

    NONE = "none"
    PUPIL = "pupil"
    STAFF = "staff"
    SENSITIVE = "sensitive"


class Subject(StrEnum):
    """Whom personal data are about."""

    PUPILS = "pupils"
    OTHERS = "others"
    STAFF = "staff"


class Activity(StrEnum):
    """What is done with personal data, as the record of processing lists it."""

    ANSWERS = "answers"
    INBOX = "inbox"
    THREADS = "threads"
    REFERRALS = "referrals"
    CASES = "cases"
    CLOSING = "closing"
    CLASS_REPLY = "class_reply"
    FIGURES = "figures"
    SCHOOLS = "schools"
    GROUP_LOG = "group_log"
    PEOPLE = "people"
    SIGN_IN = "sign_in"
    MAIL = "mail"
    LOG = "log"
    UPKEEP = "upkeep"


class Basis(StrEnum):
    """The letter of the GDPR's article 6, for what is sensitive of article 9, and the
    Norwegian act."""

    SCHOOL_ENVIRONMENT = "school_environment"
    DOCUMENTATION = "documentation"
    SCHOOL_TASK = "school_task"
    SECURITY = "security"
    STATISTICS = "statistics"


class Kept(StrEnum):
    """How long. ``ROUND`` is counted from the day the round closes."""

    ROUND = "round"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    TWO_YEARS = "two_years"
    AS_ITEM = "as_item"
    TRACE = "trace"
    MAIL = "mail"
    TERM = "term"
    FIVE_YEARS = "five_years"
    ARCHIVED = "archived"
    SCHOOL = "school"
    PERSON = "person"
    LOG = "log"

    @property
    def expires(self) -> bool:
        """Whether the row itself says when it goes."""
        return self not in (Kept.ARCHIVED, Kept.SCHOOL, Kept.PERSON, Kept.LOG)


class Reader(StrEnum):
    """Who gets a row read for a page of theirs. ``SELF`` is whom it is about or who
    wrote it, ``PUPIL`` whoever has the code or the word that leads to it."""

    PUPIL = "pupil"
    SELF = "self"
    TEACHER = "teacher"
    MEMBER = "member"
    OWNER = "owner"
    ADMINISTRATOR = "administrator"
    PROGRAMME = "programme"


class Removal(StrEnum):
    """What takes a row away, or what it tells, before its time."""

    ERASED = "erased"
    WITHDRAWN = "withdrawn"
    SHREDDED = "shredded"
    SPENT = "spent"
