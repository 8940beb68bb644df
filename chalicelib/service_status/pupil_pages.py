"""A page for everybody: does the service work?"""

from chalice.app import Response

from chalicelib.core.local_time import local_day
from chalicelib.service_status import store as service_status
from chalicelib.web import responses
from chalicelib.web.pupil_door import PupilRequest, pupil_page


@pupil_page("/status", "GET")
def status(visit: PupilRequest) -> Response:
    found = service_status.read()
    return responses.show(
        "service_status/status.html",
        visit.language,
        chosen=visit.chosen,
        found=found,
        state=found.state(visit.now),
        missed=found.night_missed(local_day(visit.now)),
    )
