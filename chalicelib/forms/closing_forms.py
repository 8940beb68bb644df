"""What is asked when a support group is over: the pupil for whom it was there, and the
supporters. Together they ask for each of the pilot's five findings, so that it can be
shown or refuted. No free text: what is written can name somebody, and nobody is told of
these answers by themselves.
"""

from chalicelib.forms.definitions import FORMS
from chalicelib.forms.form import Form
from chalicelib.forms.questions import Choice

_SAFE = ("always", "mostly", "unsure", "often_not", "hardly_ever")
_HOW_MUCH = ("yes", "little", "no")

PUPIL = Form(
    id="closing_pupil",
    grade_step="",
    questions=(
        Choice("scale_now", tuple(map(str, range(11)))),
        Choice("target", _HOW_MUCH),
        Choice("friends", _HOW_MUCH),
        Choice("included", ("yes", "sometimes", "no")),
        Choice("safe", _SAFE),
        Choice("hard_to_tell", _HOW_MUCH),
        Choice("glad_told", ("yes", "unsure", "no")),
        Choice("what_helped", ("supporters", "adults", "both", "other", "nothing")),
        Choice("recommend", ("yes", "maybe", "no")),
    ),
)
SUPPORTERS = Form(
    id="closing_supporters",
    grade_step="",
    questions=(
        Choice("mattered", _HOW_MUCH),
        Choice("proud", _HOW_MUCH),
        Choice("glad_to_help", _HOW_MUCH),
        Choice("speak_up", ("easier", "same", "harder")),
        Choice("was_hard", ("no", "sometimes", "yes")),
        Choice("learnt", _HOW_MUCH),
        Choice("climate", ("better", "same", "worse")),
    ),
)
CLOSING_FORMS = {form.id: form for form in (PUPIL, SUPPORTERS)}


def form_of(form_id: str, version: int) -> Form:
    """Of a class or of a support group that is over."""
    form = FORMS.get(form_id) or CLOSING_FORMS[form_id]
    return form.as_of(version)
