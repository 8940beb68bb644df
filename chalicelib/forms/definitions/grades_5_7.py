"""The pupil form for grades 5-7. The order matters: from the general to the hard to the
hopeful."""

from chalicelib.forms.form import Form
from chalicelib.forms.questions import AskIf, Choice, Text

_HOW_OFTEN = ("never", "once", "few", "weekly", "often")

FORM = Form(
    id="grades_5_7",
    grade_step="5-7",
    questions=(
        Choice("thriving", ("very_good", "good", "ok", "not_so_good", "bad")),
        Choice("company", ("always", "often", "sometimes", "seldom", "never")),
        Choice("hurt", _HOW_OFTEN),
        Choice("excluded", _HOW_OFTEN),
        Choice("safe", ("always", "mostly", "unsure", "often_not", "hardly_ever")),
        Choice("adult_hurt", _HOW_OFTEN),
        Choice(
            "leadership",
            ("yes", "no", "unsure"),
            ask_if=AskIf("adult_hurt", frozenset(_HOW_OFTEN[1:])),
        ),
        Choice("trusted_adult", ("yes", "maybe", "no")),
        Choice("contact", ("today", "this_week", "no_thanks")),
        Text("more", max_chars=500),
    ),
)
