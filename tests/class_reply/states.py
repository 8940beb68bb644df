"""Every page of a reply, as it is sent: for the walks in a browser."""

import pytest

from chalicelib.manage_rounds.open import make_codes
from chalicelib.staff_door import door
from tests.asking import round_of_pupils
from tests.cast import NURSE, PRINCIPAL, Stage
from tests.class_reply.cast import FORM, OVER, STEP, answered, told
from tests.forms_of import form
from tests.staff_browser import text

SLY = {"doing_nb": "Snakk med Zineb.", "told_en": "Fine.", "doing_en": "We help."}


def of_a_reply(visitor):
    """By name, in the language of who looks."""
    round_ = round_of_pupils()
    stage = answered(Stage(round_, make_codes(round_, "6A", 5)))
    listed = f"/staff/rounds/{stage.round.id}/replies"
    part = f"{listed}/6A"
    write, publish = f"{part}/write", f"{part}/publish"
    made = {"reply_open": visitor.become(NURSE).get(part)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "clock", lambda: OVER)
        visitor.become(NURSE, OVER)
        made["reply_round"] = visitor.get(f"/staff/rounds/{stage.round.id}")
        made["reply_few"] = visitor.get(f"{listed}/{STEP}")
        made["reply_form"] = visitor.get(write)
        fields = form(text(made["reply_form"]), write, **{**FORM, **SLY})
        looks = [*fields, ("do", "look")]
        made["reply_problems"] = visitor.post(write, looks)
        looks.append(("whom_en", "Your teacher."))
        looks = [pair for pair in looks if pair != ("whom_en", "")]
        made["reply_look"] = visitor.post(write, looks)
        told(stage, who=PRINCIPAL)
        typed = form(text(made["reply_look"]), publish)
        made["reply_meanwhile"] = visitor.post(publish, typed)
        made["reply_list"] = visitor.get(listed)
        made["reply_part"] = visitor.get(part)
        made["reply_all"] = visitor.get(f"{listed}/all")
        made["reply_teacher"] = visitor.get("/staff/progress")
    return made
