from datetime import timedelta

from chalicelib.case_drafts.draft import typed
from chalicelib.web.form_body import Fields
from tests.cast import NOW

SENT = Fields(
    {
        "csrf": ["x"],
        "attempt": ["a" * 22],
        "draft": ["b" * 22],
        "do": ["draft"],
        "version": ["3"],
        "hard": ["Emil"],
        "present": ["1", "2"],
    }
)


def test_a_draft_holds_what_stood_in_the_fields_and_nothing_of_the_press():
    draft = typed("forms/talk", "a" * 22, SENT, NOW)
    assert draft.fields.all() == {
        "version": ("3",),
        "hard": ("Emil",),
        "present": ("1", "2"),
    }
    assert draft.seen == 3


def test_a_draft_lasts_a_week():
    assert typed("note", "a" * 22, SENT, NOW).until == NOW + timedelta(days=7)
