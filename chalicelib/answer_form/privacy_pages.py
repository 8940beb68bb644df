"""What is stored and what to ask for: a page for pupils and one for their guardians."""

from chalice.app import Response

from chalicelib.answer_form.privacy import PARTS, RIGHTS, numbers
from chalicelib.web import responses
from chalicelib.web.pupil_door import PupilRequest, pupil_page


@pupil_page("/about/privacy", "GET")
def tell_pupils(visit: PupilRequest) -> Response:
    return _page("answer_form/privacy.html", visit)


@pupil_page("/about/guardians", "GET")
def tell_guardians(visit: PupilRequest) -> Response:
    return _page("answer_form/guardians.html", visit)


def _page(template: str, visit: PupilRequest) -> Response:
    return responses.show(
        template, visit.language, parts=PARTS, rights=RIGHTS, numbers=numbers()
    )
