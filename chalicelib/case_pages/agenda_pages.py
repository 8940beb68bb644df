"""What the next group meeting is about, to be printed: no name of the pupil's is on the
paper."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.case_forms.rules import can_write
from chalicelib.case_forms.supporters import with_us
from chalicelib.case_pages.case_press import number_of
from chalicelib.case_pages.case_words import CaseWords
from chalicelib.case_pages.form_page import supporters_of
from chalicelib.cases import see_case
from chalicelib.cases.clocks import NextKind
from chalicelib.cases.entry import EntryKind
from chalicelib.core import errors
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web.language import texts

_FIRST = ("welcome", "wish", "propose", "praise", "care", "next")
_LATER = ("welcome", "since", "propose", "praise", "care", "next")
_REMEMBER = ("own", "no_guilt", "words", "voluntary")


@staff_page("/staff/cases/{number}/agenda", Action.WORK_CASES)
def agenda(request: SignedInRequest, number: str) -> Response:
    seen = see_case.see(
        request.account,
        number_of(number),
        request.now,
        lambda _, entry: entry.kind in (EntryKind.MEETING, EntryKind.SUPPORTERS),
    )
    if not can_write(seen.case, EntryKind.MEETING):
        raise errors.NotFound
    words = CaseWords(texts(request.language), seen.people, request.now)
    held = [read for read in seen.entries if read.entry.kind is EntryKind.MEETING]
    said = (held[-1].content or {}).get("proposals", {}) if held else {}
    planned = seen.case.next_action
    due = planned and planned.kind is NextKind.MEETING
    return request.page(
        "case_pages/agenda.html",
        case=seen.case,
        title=words.t("case.agenda", number=len(held) + 1),
        due=words.t.day(planned.due(seen.calendar)) if planned and due else "",
        points=[f"case.agenda.point.{point}" for point in (_LATER if held else _FIRST)],
        reminders=[
            f"case.agenda.remember.{point}"
            for point in (*_REMEMBER, *([] if held else ["alone"]))
        ],
        people=[
            (name, said.get(str(place), ""))
            for place, name in with_us(supporters_of(seen)).items()
        ],
    )
