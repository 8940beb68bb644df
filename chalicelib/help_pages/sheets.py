"""What stands on each sheet, as keys of strings. What the service says elsewhere is
said here by the very same string."""

from dataclasses import dataclass

from chalicelib.answer_form.privacy import RIGHTS
from chalicelib.forms.definitions import FORMS


@dataclass(frozen=True, slots=True)
class SheetPart:
    """``steps``: they are done in their order. ``form_id`` is the form whose questions
    are the items."""

    heading: str
    items: tuple[str, ...] = ()
    steps: bool = False
    form_id: str = ""

    @property
    def tag(self) -> str:
        """The element of the list."""
        return "ol" if self.steps else "ul"

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of what pupils are asked."""
        found = FORMS[self.form_id].questions if self.form_id else ()
        return tuple(question.id for question in found)


@dataclass(frozen=True, slots=True)
class HelpSheet:
    """``is_letter``: it goes home, with the school's name."""

    name: str
    parts: tuple[SheetPart, ...]
    is_letter: bool = False


def _part(sheet: str, name: str, count: int) -> SheetPart:
    """A part whose strings are the sheet's own, numbered."""
    key = f"sheet.{sheet}.{name}"
    return SheetPart(key, tuple(f"{key}.{n}" for n in range(1, count + 1)))


def _before(
    step: str, headphones: str, help_: str, danger: tuple[str, ...]
) -> HelpSheet:
    return HelpSheet(
        f"before_{step}",
        (
            SheetPart(
                "sheet.before.first",
                (
                    f"sheet.before_{step}.own",
                    "cards.guide.before",
                    "cards.guide.draw",
                ),
            ),
            SheetPart(
                "sheet.before.say",
                ("cards.guide.say", "pupil.mode.anonymous", *danger),
            ),
            SheetPart("sheet.before.asked", form_id=f"grades_{step}"),
            SheetPart(
                "sheet.before.meanwhile",
                ("cards.guide.walk", headphones, help_, "cards.guide.unsent"),
            ),
            SheetPart(
                "sheet.before.after",
                ("cards.guide.after", "cards.guide.left", "cards.guide.upset"),
            ),
        ),
    )


_DANGER = ("pupil.mode.danger",)
SHEETS = (
    HelpSheet(
        "guardians",
        (
            _part("guardians", "what", 2),
            _part("guardians", "who", 4),
            _part("guardians", "then", 4),
            _part("guardians", "you", 5),
        ),
        is_letter=True,
    ),
    _before("1_4", "cards.guide.1-4.headphones", "cards.guide.1-4.help", ()),
    _before("5_7", "cards.guide.headphones", "cards.guide.help", _DANGER),
    _before("8_10", "cards.guide.headphones", "cards.guide.help", _DANGER),
    HelpSheet(
        "duty",
        (
            _part("duty", "daily", 4),
            SheetPart(
                "sheet.duty.soon",
                ("flag.todo.L3", "flag.todo.L2", "flag.todo.L1", "flag.todo.class"),
            ),
            _part("duty", "away", 3),
            _part("duty", "never", 3),
        ),
    ),
    HelpSheet(
        "principal",
        (
            SheetPart(
                "sheet.principal.before",
                (
                    "staff.ready.must.leadership",
                    "staff.ready.must.health_service",
                    "staff.ready.must.course",
                    "staff.ready.must.workshop",
                    "staff.ready.must.confirmed",
                    "sheet.principal.before.letter",
                ),
            ),
            _part("principal", "meanwhile", 4),
            _part("principal", "law", 4),
            _part("principal", "privacy", 3),
        ),
    ),
    HelpSheet(
        "administrator",
        (
            SheetPart(
                "sheet.administrator.you",
                (
                    "staff.ready.todo.classes",
                    "sheet.administrator.you.people",
                    "staff.ready.todo.breaks",
                    "sheet.administrator.you.ombud",
                    "staff.ready.todo.owner_contact",
                ),
                steps=True,
            ),
            SheetPart(
                "sheet.administrator.others",
                (
                    "staff.ready.todo.confirmed",
                    "staff.ready.todo.course",
                    "staff.ready.todo.workshop",
                    "staff.ready.todo.on_duty",
                    "staff.ready.todo.round",
                ),
                steps=True,
            ),
            _part("administrator", "later", 3),
            _part("administrator", "sign_in", 2),
        ),
    ),
    HelpSheet(
        "rights",
        (
            SheetPart(
                "insight.how",
                (
                    "insight.how.who",
                    "sheet.rights.search",
                    "insight.how.read",
                    "insight.how.copy",
                    "insight.how.answer",
                ),
                steps=True,
            ),
            SheetPart("sheet.rights.told", ("privacy.rights.text",)),
            SheetPart(
                "rights.title",
                (*(f"rights.{right}" for right in RIGHTS), "sheet.rights.where"),
            ),
            SheetPart("privacy.anonymous.title", ("privacy.anonymous.text",)),
            SheetPart("privacy.complain.title", ("privacy.complain.text",)),
        ),
    ),
    HelpSheet(
        "incident",
        (
            _part("incident", "mail", 3),
            _part("incident", "down", 4),
            _part("incident", "person", 4),
            _part("incident", "out", 3),
            _part("incident", "call", 2),
        ),
    ),
)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
LANGUAGES = ("nb", "nn", "en")
