"""The form as the pupil sees it. The page can send nothing: its policy allows no form
to go."""

from chalice import Response

from chalicelib.accounts.account import Action
from chalicelib.answer_form.submit import OpenForm
from chalicelib.core.errors import NotFound
from chalicelib.forms.closing_forms import form_of
from chalicelib.forms.form import SKIP, screens
from chalicelib.manage_rounds import set_up as round_setup
from chalicelib.staff_door.door import staff_page
from chalicelib.staff_door.staff_request import SignedInRequest
from chalicelib.web import responses


@staff_page("/staff/rounds/{round_id}/preview", Action.RUN_ROUNDS)
def preview(request: SignedInRequest, round_id: str) -> Response:
    """Of the round's first class: free text is asked for where the class allows it."""
    round_ = round_setup.mine(request.account, round_id)
    class_ = next(iter(round_.classes.values()), None)
    if class_ is None:
        raise NotFound
    form = form_of(round_.form_id, round_.form_version)
    shown = OpenForm(round_, class_, form, "")
    page = responses.show(
        "manage_rounds/preview.html",
        round_.language,
        shown=shown,
        code="",
        offered=round_.languages,
        screens=screens(shown.form.asked(shown.text_allowed)),
        kept={},
        problems=(),
        only_asks=False,
        asked=(),
        skip=SKIP,
        trap="trap",
    )
    policy = str(page.headers["Content-Security-Policy"])
    page.headers["Content-Security-Policy"] = policy.replace(
        "'self'; frame", "'none'; frame"
    )
    return page
