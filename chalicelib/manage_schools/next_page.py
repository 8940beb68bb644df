"""Where who sets a school up goes when a page is saved: on to what they do next."""

from chalice import Response

from chalicelib.manage_schools import checklist
from chalicelib.presses import saved_notice
from chalicelib.staff_door.staff_request import SignedInRequest


def saved_and_on(
    request: SignedInRequest, said: str, school_id: str, page: str, back: str = ""
) -> Response:
    """To the next step of theirs that is done on another page than ``page``, which was
    saved just now, and to the list of steps where none is left. A school that has had
    a round is set up: there one goes ``back``, which is ``page`` unless named."""
    found = checklist.of(school_id, request.now)
    if found.rounds:
        return request.saved(said, back or page)
    whole = checklist.page_for(request.account, school_id)
    left = [
        (step, found.where(step).partition("#")[0] or whole)
        for step in found.mine(request.account)
    ]
    onward = next((place for _, place in left if place != page or page == whole), whole)
    here = [step.name for step, place in left if place == onward]
    if onward != whole:
        said = f"{said}-{saved_notice.next_steps(here)}"
    return request.saved(said, onward)
