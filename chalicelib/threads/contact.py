"""A pupil asks to be contacted: by whom, how soon, and by which name."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.core.text import clean, size_problem
from chalicelib.items.inbox_id import Audience
from chalicelib.items.level import Level
from chalicelib.threads.limits import MOST_NAME, text_problem


class Whom(StrEnum):
    """Whom a pupil asks to be contacted by, in the words of the form's item
    ``contact``."""

    NURSE = "nurse"
    CLASS_TEACHER = "class_teacher"
    SOCIAL_TEACHER = "social_teacher"
    PRINCIPAL = "principal"
    SOMEONE_ELSE = "someone_else"

    @property
    def nurse_alone(self) -> bool:
        """What is said to the school health service nobody else reads."""
        return self is Whom.NURSE


class ContactUrgency(StrEnum):
    TODAY = "today"
    THIS_WEEK = "this_week"


URGENCY_LEVEL = {ContactUrgency.TODAY: Level.L3, ContactUrgency.THIS_WEEK: Level.L2}


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact request that is complete. ``who`` says which other adult, where the
    pupil did."""

    whom: Whom
    urgency: ContactUrgency
    name: str
    who: str = ""

    @property
    def audience(self) -> Audience:
        alone = self.whom.nurse_alone
        return Audience.HEALTH_SERVICE if alone else Audience.RESOURCE_GROUP


@dataclass(frozen=True, slots=True)
class ParsedContact:
    """``contact`` is None when there are ``problems``: fields in the page's order, each
    with the name of what is wrong with it."""

    contact: Contact | None
    problems: Mapping[str, str]


def parse_contact(fields: Mapping[str, str | None]) -> ParsedContact:
    whom, urgency = fields.get("whom"), fields.get("urgency")
    name, who = (
        clean(fields.get(field) or "", MOST_NAME).replace("\n", " ")
        for field in ("name", "who")
    )
    if whom != Whom.SOMEONE_ELSE:
        who = ""  # written before somebody on the list was chosen
    wrong = {
        "name": text_problem(name, MOST_NAME),
        "whom": None if whom in set(Whom) else "missing",
        "who": size_problem(who, MOST_NAME),
        "urgency": None if urgency in set(ContactUrgency) else "missing",
    }
    problems = {
        field: f"{field}.heavy" if kind == "too_heavy" else field
        for field, kind in wrong.items()
        if kind
    }
    if problems:
        return ParsedContact(None, problems)
    return ParsedContact(
        Contact(Whom(str(whom)), ContactUrgency(str(urgency)), name, who), {}
    )
