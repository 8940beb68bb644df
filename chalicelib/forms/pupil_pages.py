"""A recorded question, fetched only when a pupil asks for it to be read."""

from base64 import b64encode

from chalice.app import Response

from chalicelib.web import responses
from chalicelib.web.pupil_door import PupilRequest, pupil_page
from chalicelib.web.recordings import RECORDINGS


@pupil_page("/sound", "POST")
def play(visit: PupilRequest) -> Response:
    """The recording in base64, since Chalice answers in text. By POST: no log has what
    was read."""
    language, form_id, item_id = (
        visit.fields.get(name) or "" for name in ("lang", "form", "item")
    )
    recording = RECORDINGS.get((language, form_id, item_id))
    if recording is None:
        return responses.error_page("not_found", visit.language, 404)
    text = b64encode(recording.read_bytes()).decode("ascii")
    return responses.page(text, headers={"Content-Type": "text/plain; charset=utf-8"})
