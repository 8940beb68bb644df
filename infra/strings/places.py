"""Where a string stands: on which page, in words for who translates, and in which
files."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"""(["'])([a-z_]+\.[A-Za-z0-9_.\-]*)(\1|[{%])""")

PAGES = {
    "audit": "Staff: the log, what somebody did",
    "cards": "Staff: the cards of a round",
    "cards.card": "On the pupil's card, printed",
    "cards.reply": "The sheet for the teacher: where the class reads what it is told",
    "cards.guide": "The sheet for the teacher in the classroom, printed",
    "access": "Staff: who can open a case",
    "case": "Staff: an item becomes a case",
    "case_erasure": "Staff: erasing a case that the archive has",
    "copy": "Staff: a case copied out, and the words of the copy itself",
    "figures": "Staff: figures of groups and of follow-up",
    "groups": "Staff: what support groups did",
    "plan": "Staff: the activity plan of a case (§ 12-4), and its self-check",
    "date": "A date, on any page",
    "erasure": "Staff: erasing an item",
    "error": "A page for pupils: what went wrong, what was kept, what to do next",
    "error.start": "Button of a page that says what went wrong",
    "flag": "Staff: a flag, and its reasons",
    "form.closing_pupil": "The form for a pupil whose support group is over",
    "form.closing_supporters": "The form for supporters whose group is over",
    "form.grades_1_4": "The form for grades 1-4, read aloud to small children",
    "form.grades_8_10": "The form for grades 8-10, where its words differ",
    "help": "Help lines, below pupils' pages",
    "insight": "Staff: somebody asks what the school has about a pupil",
    "inbox": "Staff: the inbox, and an item in it",
    "item": "The form: a question, its hint or an answer to choose",
    "mail": "E-mail to staff",
    "status": "Page for everybody: whether the service works",
    "progress": "Staff: how many have answered",
    "printout": "Staff: an item on paper, for the archive",
    "reply": "Staff: what a class is told after a round; sentences are for pupils",
    "quality": "Staff: how what came in is followed up",
    "talk": "Staff: a pupil who wants the class teacher",
    "pupil": "Any page for pupils",
    "results": "Staff: results of rounds and of terms",
    "export": "Staff: results as files",
    "shown": "Staff: what a pupil sees of a case",
    "closing": "Staff: codes and answers when a support group is over",
    "pupil.about": "Page for pupils: about this form",
    "pupil.after": "Page for pupils: after the answers, or after leaving",
    "pupil.check": "The form, last step: the pupil looks at the answers",
    "pupil.code": "The first page for pupils: type the code of the card",
    "pupil.contact": "Page for pupils: ask an adult to talk",
    "pupil.form": "The form: its buttons and directions",
    "pupil.mode": "The form, first step: who learns what (agreed word for word)",
    "pupil.problems": "The form: what must be mended before it can be sent",
    "pupil.privacy": "Page for pupils: what is stored of them, and their rights",
    "rights": "Guardians, staff and a sheet: correction, objection, erasure",
    "privacy": "Page for guardians: what the school stores, and their rights",
    "pupil.receipt": "Page for pupils: the code to come back with",
    "pupil.reply": "Page for pupils: what the class said, and what the school does",
    "pupil.tell": "The form for grades 1-4: tell an adult",
    "pupil.thanks": "Page for pupils: thanks for the answers",
    "pupil.thread": "Page for pupils: messages to and from the school",
    "pupil.wait": "Page for pupils: too many codes were wrong, wait",
    "pupil.waiting": "Pages for pupils: the network is gone, the page tries again",
    "referral": "Staff: a teacher's referral",
    "log": "Staff: the resource group's log",
    "week": "Staff: the resource group's week",
    "retention": "Staff: how long answers are kept",
    "rule": "Staff: how the flags work, one rule in words",
    "sheet": "Staff: a sheet to read and to print",
    "staff": "Staff: several pages",
    "staff.audit": "Staff: the log",
    "staff.ended": "Staff: signed out",
    "staff.feide": "Staff: sign-in with Feide",
    "staff.feide_groups": "Staff: classes fetched from Feide",
    "staff.nav": "Staff: the menu",
    "staff.overview": "Staff: a school owner's schools at a glance",
    "staff.passkey": "Staff: sign-in with a passkey",
    "staff.ready": "Staff: whether a school is ready",
    "staff.report": "Staff: results, where there are none yet",
    "staff.round": "Staff: rounds",
    "staff.rules": "Staff: how the flags work",
    "staff.saved": "Staff: what was saved, above the next page",
    "staff.sessions": "Staff: one's own account",
    "staff.setup": "Staff: schools, classes and people",
    "staff.sign_in": "Staff: sign-in",
    "staff.thread": "Staff: messages with a pupil",
}
"""By the beginning of the key; the longest holds."""


def page(key: str) -> str:
    """Ends the program where nothing is said of the key."""
    parts = key.split(".")
    beginnings = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    known = next((beginning for beginning in beginnings if beginning in PAGES), None)
    if known is None:
        sys.exit(
            f"{key}: say in PAGES of infra/strings/places.py on which page it stands"
        )
    return PAGES[known]


def sources() -> Iterator[Path]:
    """Templates and code, from the top of the repository."""
    for folder, pattern in (("templates", "*.*"), ("chalicelib", "*.py")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            yield path.relative_to(ROOT)


def named(path: Path) -> tuple[set[str], set[str]]:
    """Whole keys, and beginnings of keys ("help." ~ id), that stand in a file; among
    them may be other words with a full stop."""
    found = [*KEY.finditer((ROOT / path).read_text(encoding="utf-8"))]
    beginnings = {m[2] for m in found if m[3] in "{%" or m[2].endswith(".")}
    return {m[2] for m in found} - beginnings, beginnings


def files(keys: Iterable[str]) -> dict[str, list[str]]:
    """Where each key is named: whole, or else by its longest beginning."""
    wholes, beginnings = (
        defaultdict[str, list[str]](list),
        defaultdict[str, list[str]](list),
    )
    for path in sources():
        for names, kind in zip(named(path), (wholes, beginnings), strict=True):
            for name in names:
                kind[name].append(path.as_posix())
    return {key: wholes.get(key) or _by_beginning(key, beginnings) for key in keys}


def _by_beginning(key: str, beginnings: dict[str, list[str]]) -> list[str]:
    longest = max(filter(key.startswith, beginnings), key=len, default="")
    return beginnings.get(longest, [])
