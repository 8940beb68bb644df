"""A list of people as schools have it: name, address, what they are, and the school
where it is of several, and the classes they are the class teacher of."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.accounts import email_address
from chalicelib.accounts.account import Position
from chalicelib.class_import.class_list import SCHOOL_WORDS
from chalicelib.class_import.list_heading import Columns
from chalicelib.class_import.list_table import BadLine, Row, read_table

_EMAIL_WORDS = ("e-post", "epost", "e-postadresse", "epostadresse", "mail", "e-mail")
_POSITION_WORDS = ("rolle", "funksjon", "stilling", "role", "function", "position")
_TEACHES_WORDS = (
    *("kontaktlærer for", "kontaktlærar for", "kontaktlærer i", "kontaktlærar i"),
    *("kontaktklasse", "kontaktklasser", "kontaktklassar"),
    *("class teacher of", "class teacher for"),
)
"""Never "klasse" alone: who teaches a subject has many."""
_BETWEEN = re.compile(r"[,;+&]|\b(?:og|and)\b")
COLUMNS = Columns(
    ("name", "email", "position", "school", "classes"),
    ("name", "email", "position"),
    {
        **dict.fromkeys(("navn", "namn", "name", "ansatt", "tilsett"), "name"),
        **dict.fromkeys((*_EMAIL_WORDS, "email", "e-post på jobb"), "email"),
        **dict.fromkeys(_POSITION_WORDS, "position"),
        **dict.fromkeys(SCHOOL_WORDS, "school"),
        **dict.fromkeys(_TEACHES_WORDS, "classes"),
    },
)
_WORDS = {
    Position.PRINCIPAL: "rektor, principal, head teacher, headteacher",
    Position.LEADERSHIP: """ledelse, ledelsen, leder, leiing, leiinga, leiar,
        leadership, inspektør, undervisningsinspektør, avdelingsleder, avdelingsleiar,
        assisterende rektor, assisterande rektor, deputy head""",
    Position.HEALTH_SERVICE: """helsesykepleier, helsesjukepleiar, helsesøster,
        helsesyster, skolehelsetjenesten, skulehelsetenesta, skolehelsetjeneste,
        skulehelseteneste, school nurse, nurse, school health service""",
    Position.SOCIAL_TEACHER: "sosiallærer, sosiallærar, social teacher",
    Position.OTHER: """annen i ressursgruppen, annan i ressursgruppa, ressursgruppen,
        ressursgruppa, ressursgruppe, resource group, other in the resource group""",
    Position.TEACHER: """lærer, lærar, teacher, kontaktlærer, kontaktlærar, faglærer,
        faglærar, class teacher""",
}
POSITIONS = {
    " ".join(word.split()): position
    for position, words in _WORDS.items()
    for word in words.split(",")
}
"""As people write them, folded. What stands for two is not here: nobody is given more
than the list surely says."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person. ``school`` is empty where the list does not say it; ``classes`` are
    the names of those they are the class teacher of."""

    number: int
    name: str
    email: str
    position: Position
    school: str
    classes: tuple[str, ...] = ()


class PeopleList(NamedTuple):
    """``skipped`` are titles above the heading."""

    lines: list[PersonLine]
    bad: list[BadLine]
    skipped: list[BadLine]


def read(text: str) -> PeopleList:
    table = read_table(text, COLUMNS)
    found = [_line(row, table.order) for row in table.rows]
    lines = [line for line in found if isinstance(line, PersonLine)]
    bad = [line for line in found if isinstance(line, BadLine)]
    return PeopleList(lines, [*table.bad, *bad], table.skipped)


def _line(row: Row, order: tuple[str, ...]) -> PersonLine | BadLine:
    named = row.named(order, COLUMNS)
    if isinstance(named, BadLine):
        return named
    name, said = named["name"], named["position"]
    if not 2 <= len(name) <= _LONGEST_NAME:
        kind = "name.long" if len(name) > _LONGEST_NAME else "name"
        return BadLine(row.number, kind, name[:80])
    try:
        email = email_address.taken(named["email"])
    except email_address.Untakable as refused:
        kind = f"email.{refused.why}".rstrip(".")
        return BadLine(row.number, kind, named["email"][:80])
    position = POSITIONS.get(said.casefold())
    if position is None:
        return BadLine(row.number, "position", said[:80])
    school, said_classes = named.get("school", ""), named.get("classes", "")
    classes = (label.strip() for label in _BETWEEN.split(said_classes))
    return PersonLine(
        row.number, name, email, position, school, tuple(filter(None, classes))
    )
