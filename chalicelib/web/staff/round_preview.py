"""The form as the pupil sees it. The page can send nothing: its policy allows no form to go."""

from chalice import Response

from chalicelib.content.forms import FORMS
from chalicelib.domain.accounts import Action
from chalicelib.domain.forms import SKIP, screens
from chalicelib.services import round_setup as service
from chalicelib.services.answers import OpenForm
from chalicelib.services.refusals import NotFound
from chalicelib.web import http
from chalicelib.web.staff.door import Guest, room


@room("/staff/rounds/{round_id}/preview", Action.RUN_ROUNDS)
def preview(guest: Guest, round_id: str) -> Response:
    """Of the round's first class: free text is asked for where the class allows it."""
    round_ = service.mine(guest.account, round_id)
    class_ = next(iter(round_.classes.values()), None)
    if class_ is None:
        raise NotFound
    shown = OpenForm(round_, class_, FORMS[round_.form_id], "")
    page = http.show(
        "staff/round_preview.html",
        round_.language,
        shown=shown,
        code="",
        offered=round_.languages,
        screens=screens(shown.form.asked(shown.text_allowed)),
        kept={},
        problems=(),
        asked=(),
        skip=SKIP,
        trap="trap",
    )
    policy = str(page.headers["Content-Security-Policy"])
    page.headers["Content-Security-Policy"] = policy.replace("'self'; frame", "'none'; frame")
    return page
