"""What is wrong and the field to mend stand on the screen together, on the smallest
phones."""

import pytest

pytestmark = pytest.mark.browser
IN_SIGHT = """() => {
  const box = (one) => one && one.getBoundingClientRect();
  const field = box(document.querySelector('main .field[aria-invalid], #enter .field'));
  const words = box(document.querySelector('main .trouble, main .wrong:not([hidden])'));
  const bar = box(document.querySelector('main > .go, main > form > .go'));
  const top = box(document.querySelector('.top'));
  return {
    words: words.top >= Math.max(top.bottom, 0) - 1,
    field: field.top > words.top && field.bottom <= (bar ? bar.top : innerHeight) + 1,
  };
}"""
STATES = (
    "code_mistyped",
    "code_unknown",
    "code_spent",
    "code_not_open",
    "code_class_not_open",
    "code_closed",
    "round_shredded",
    "receipt_unknown",
    "thread_mistyped",
    "contact_problems",
    "receipt_wrong",
)


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_message_and_the_field_are_seen_together(show, width, scripts):
    hidden = {}
    for state in STATES:
        tab = show("nb", state, scripts, viewport={"width": width, "height": 560})
        tab.wait_for_timeout(200)
        seen = tab.evaluate(IN_SIGHT)
        if seen != {"words": True, "field": True}:
            hidden[state] = seen
    assert hidden == {}
