"""A page for everybody: does the service work?"""

from chalice.app import Response

from chalicelib.core import errors
from chalicelib.core.local_time import local_day
from chalicelib.service_status import store as service_status
from chalicelib.service_status.status import ServiceState
from chalicelib.storage import trouble
from chalicelib.web import responses
from chalicelib.web.pupil_door import PupilRequest, pupil_page


@pupil_page("/status", "GET")
def status(visit: PupilRequest) -> Response:
    """Where the database does not answer, something is wrong: that is all one knows."""
    try:
        with trouble.as_not_stored():
            found = service_status.read()
    except errors.NotStored:
        return _page(visit, 503, state=ServiceState.LATE, found=None)
    return _page(
        visit,
        200,
        state=found.state(visit.now),
        found=found,
        missed=found.night_missed(local_day(visit.now)),
    )


def _page(visit: PupilRequest, code: int, **told: object) -> Response:
    return responses.show(
        "service_status/status.html", visit.language, code, chosen=visit.chosen, **told
    )
