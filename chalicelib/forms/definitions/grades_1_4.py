"""The pupil form for grades 1-4: six short questions in the present tense, and no text
field.

The smiling face, which stands first, is the good answer to every one of them.
"""

from chalicelib.forms.form import Form
from chalicelib.forms.questions import Choice, Faces

_FACES = ("good", "middle", "bad")

FORM = Form(
    id="grades_1_4",
    grade_step="1-4",
    questions=(
        Faces("thriving", _FACES),
        Faces("company", _FACES),
        Faces("hurt", _FACES),
        Faces("excluded", _FACES),
        Faces("safe", _FACES),
        Choice("contact", ("yes", "no")),
    ),
    young=True,
)
